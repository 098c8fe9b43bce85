-- What learning counts for in the report: each certificate once, on the day and in the unit in which it was earned.
create function indicators.facts_of_certificate(issued_on date, revoked_on date)
  returns table (indicators text[], day date, value int) language sql immutable parallel safe as $$
  select array['courses_completed'], issued_on, 1 where revoked_on is null
$$;

-- Added to what the other modules count, whatever that is by now.
do $$
declare before text;
begin
  execute 'create or replace view indicators.fact as ' || rtrim(pg_get_viewdef('indicators.fact'::regclass), E'; \n') || '
    union all
    select c.unit_id, ''flow'', f.indicators, f.day, null::uuid, f.value
      from learning.certificate c cross join lateral indicators.facts_of_certificate(c.issued_on, c.revoked_on) f';
  foreach before in array array['indicators.hold_records', 'indicators.rebuild'] loop
    if pg_get_functiondef(before::regproc) !~ ' in share mode' then raise exception '% is not as this migration knows it', before; end if;
    execute replace(pg_get_functiondef(before::regproc), ' in share mode', ', learning.certificate in share mode');
  end loop;
end $$;

create function indicators.count_certificates() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select c.unit_id, 'flow', f.indicators, f.day, sum(f.value) * tg_argv[0]::int
    from changed c cross join lateral indicators.facts_of_certificate(c.issued_on, c.revoked_on) f
   group by c.unit_id, f.indicators, f.day;
  return null;
end $$;
create trigger counted_after_insert after insert on learning.certificate referencing new table as changed
  for each statement execute function indicators.count_certificates('1');
create trigger counted_after_delete after delete on learning.certificate referencing old table as changed
  for each statement execute function indicators.count_certificates('-1');
create trigger counted_before_change after update on learning.certificate referencing old table as changed
  for each statement execute function indicators.count_certificates('-1');
create trigger counted_after_change after update on learning.certificate referencing new table as changed
  for each statement execute function indicators.count_certificates('1');
