-- What was built on a reform is asked for on the page that follows it, before PostgreSQL knows how much the
-- reform has written: it took every table for empty and compared each row with each change, for minutes.
-- carry_out keeps everything else as it is.
create or replace function restructuring.carry_out(wanted uuid, read_days int, undo_days int) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  reversed restructuring.draft;
  balance jsonb;
begin
  select r.* into reversed from restructuring.draft d join restructuring.draft r on r.id = d.reverses where d.id = wanted;
  balance := restructuring.carry_out_plan(wanted, read_days, undo_days);
  if reversed.id is not null then
    if access.person_id() is not null and (
      not access.reaches_each('units.restructure', reversed.guarded_by)
      or exists (select from restructuring.returning(wanted) r
                  where r.state = 'returns'
                    and not (select access.reaches_all('units.restructure'))
                    and (r.from_unit_id not in (select access.reachable('units.restructure'))
                         or r.to_unit_id not in (select access.reachable('units.restructure')))))
    then raise insufficient_privilege using message = 'restructuring.not_allowed'; end if;
    perform restructuring.bring_back(wanted);
  end if;
  analyze restructuring.change;
  return balance;
end $$;
