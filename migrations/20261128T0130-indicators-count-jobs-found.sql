-- Who found work, and who still has it after three months, are figures like any other.

create function indicators.facts_of_placement(started_on date, kept boolean, kept_on date)
  returns table (indicators text[], day date, value int) language sql immutable parallel safe as $$
  select array['jobs_found'], started_on, 1
  union all
  select array['jobs_kept'], kept_on, 1 where kept
$$;

create function indicators.count_placements() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select p.unit_id, 'flow', f.indicators, f.day, sum(f.value) * tg_argv[0]::int
    from changed p cross join lateral indicators.facts_of_placement(p.started_on, p.kept, p.kept_on) f
   group by p.unit_id, f.indicators, f.day;
  return null;
end $$;
create function indicators.recount_placements() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select d.unit_id, 'flow', d.indicators, d.day, sum(d.value)
    from (
      select n.unit_id, f.indicators, f.day, f.value from new_rows n
        cross join lateral indicators.facts_of_placement(n.started_on, n.kept, n.kept_on) f
      union all
      select o.unit_id, f.indicators, f.day, -f.value from old_rows o
        cross join lateral indicators.facts_of_placement(o.started_on, o.kept, o.kept_on) f
    ) d
   group by d.unit_id, d.indicators, d.day having sum(d.value) <> 0;
  return null;
end $$;
create trigger counted_after_insert after insert on jobs.placement referencing new table as changed
  for each statement execute function indicators.count_placements('1');
create trigger counted_after_delete after delete on jobs.placement referencing old table as changed
  for each statement execute function indicators.count_placements('-1');
create trigger counted_after_change after update on jobs.placement referencing old table as old_rows new table as new_rows
  for each statement execute function indicators.recount_placements();

-- Added to whatever is counted by now: other modules add theirs in migrations of their own.
do $$
declare
  facts text := rtrim(pg_get_viewdef('indicators.fact'::regclass), '; ');
  named text;
  before text;
  after text;
begin
  execute 'create or replace view indicators.fact as ' || facts || '
  union all
  select p.unit_id, ''flow'', f.indicators, f.day, null::uuid, f.value
    from jobs.placement p
    cross join lateral indicators.facts_of_placement(p.started_on, p.kept, p.kept_on) f';
  foreach named in array array['indicators.hold_records()', 'indicators.rebuild()'] loop
    before := pg_get_functiondef(named::regprocedure);
    after := replace(before, ' in share mode', ', jobs.placement in share mode');
    if after = before then raise exception '% is not as this migration knows it', named; end if;
    execute after;
  end loop;
end $$;
