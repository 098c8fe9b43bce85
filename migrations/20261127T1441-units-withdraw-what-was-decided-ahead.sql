/*
 * Takes back what was last decided ahead of a unit, before its day comes: a closing, a new name, a new
 * place. The coming version goes and the present one stays open, with what the lineage said of it. Needs
 * the right to change the tree where the unit stands and where it would have stood. Says what it took
 * back and from which day; or why it left all as it is: `nothing`, `reform` (a reform takes itself
 * back), `parent` (the unit above will be no more).
 */
create function units.withdraw_change(wanted uuid) returns table (event text, on_day date)
  language plpgsql security definer set search_path = '' as $$
declare
  last units.unit_version;
  present units.unit_version;
  told uuid;
begin
  perform pg_advisory_xact_lock(hashtext('units.tree'));
  select * into last from units.unit_version v where v.unit_id = wanted order by v.valid_from desc limit 1;
  if last.valid_to is not null then
    present := last;
    on_day := last.valid_to;
    select l.id, l.event into told, event from units.unit_lineage l
     where l.from_unit_id = wanted and l.on_day = last.valid_to and l.event = 'close';
  else
    select * into present from units.unit_version v where v.unit_id = wanted and v.valid_to = last.valid_from;
    on_day := last.valid_from;
    select l.id, l.event into told, event from units.unit_lineage l
     where l.to_unit_id = wanted and l.on_day = last.valid_from and l.event in ('rename', 'move')
     order by l.recorded_at desc limit 1;
  end if;
  if present.id is null or told is null or on_day <= platform.today() then
    event := 'nothing';
    return next;
    return;
  end if;
  if not access.reaches('units.write', coalesce(last.parent_id, wanted))
     or not access.reaches('units.write', coalesce(present.parent_id, wanted)) then
    raise insufficient_privilege;
  end if;
  if exists (select from restructuring.change c join restructuring.draft d on d.id = c.draft_id
              where d.state = 'applied' and c.row_id in (last.id, present.id, told)) then
    event := 'reform';
    return next;
    return;
  end if;
  if present.parent_id is not null and not exists (
    select from units.unit_version p where p.unit_id = present.parent_id and p.valid_to is null) then
    event := 'parent';
    return next;
    return;
  end if;
  delete from units.unit_lineage l where l.id = told;
  delete from units.unit_version v where v.id = last.id and last.id <> present.id;
  update units.unit_version v set valid_to = null where v.id = present.id;
  return next;
end $$;
revoke all on function units.withdraw_change from public;
grant execute on function units.withdraw_change to xungkich_app;
