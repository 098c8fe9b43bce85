-- A draft that reverses a reform brings back the people whom that reform took along, as far as they are
-- still where it put them; of the others it is said that they are not brought back.

/*
 * Whom a reversing draft is about: the stays that the reversed reform opened or handed on, with the unit
 * that each came from, the unit it was put into, and the stay that holds on the reversal's day where it
 * is still that very stay. `state`: `returns`; `moved` (it ended, was moved, or was taken out of the
 * register's figures since). For an open draft as it stands; while it is carried out, after its plan.
 */
create function restructuring.returning(wanted uuid)
returns table (person_id uuid, from_unit_id uuid, to_unit_id uuid, membership_id uuid, state text)
language sql stable security definer set search_path = '' as $$
  with draft as (
    select d.id, d.effective_on, r.id as reversed, r.effective_on as reversed_on
      from restructuring.draft d join restructuring.draft r on r.id = d.reverses
     where d.id = wanted
  ), came as (
    -- One stay was closed at the old unit and another opened at the new one.
    select c.row_id as membership_id, (c.after ->> 'unit_id')::uuid as put, o.unit_id as origin, o.person_id
      from draft d
      join restructuring.change c on c.draft_id = d.reversed and c.relation = 'members.membership' and c.before is null
      join restructuring.change e on e.draft_id = d.reversed and e.relation = 'members.membership' and e.before ? 'valid_to'
      join members.membership o on o.id = e.row_id and o.valid_to = d.reversed_on
      join members.membership m on m.id = c.row_id and m.person_id = o.person_id
    union all
    -- A stay that began later was handed on as it was.
    select c.row_id, (c.after ->> 'unit_id')::uuid, (c.before ->> 'unit_id')::uuid, m.person_id
      from draft d
      join restructuring.change c on c.draft_id = d.reversed and c.relation = 'members.membership' and c.before ? 'unit_id'
      join members.membership m on m.id = c.row_id
  ), own as (
    -- What the reversing draft's own plan did to it, where it has been carried out.
    select c.row_id, c.before from draft d join restructuring.change c
        on c.draft_id = d.id and c.relation = 'members.membership' and c.before is not null
  )
  select w.person_id, w.put, w.origin, coalesce(next.id, m.id),
         case when next.id is not null
                or (coalesce((o.before ->> 'unit_id')::uuid, m.unit_id) = w.put
                    and (m.valid_to is null or m.valid_to > d.effective_on))
              then 'returns' else 'moved' end
    from came w cross join draft d
    join members.membership m on m.id = w.membership_id
    left join own o on o.row_id = m.id
    -- The unit that it was put into ends by this draft: the stay that its plan opened instead.
    left join lateral (
      select n.id from members.membership n join restructuring.change c
          on c.draft_id = d.id and c.relation = 'members.membership' and c.before is null and c.row_id = n.id
       where o.before ? 'valid_to' and n.person_id = m.person_id and n.valid_from = d.effective_on) next on true
$$;

/* The same for an officer's eyes: of a draft that they may see, and only of units that they may change. */
create function restructuring.readable_returning(wanted uuid)
returns table (person_id uuid, from_unit_id uuid, to_unit_id uuid, membership_id uuid, state text)
language sql stable security definer set search_path = '' as $$
  select r.* from restructuring.draft d
    join restructuring.draft reversed on reversed.id = d.reverses
    cross join lateral restructuring.returning(d.id) r
   where d.id = wanted
     and access.reaches_each('units.write', d.guarded_by) and access.reaches_each('units.write', reversed.guarded_by)
     and (access.reaches_all('units.write') or r.from_unit_id in (select access.reachable('units.write')))
$$;

/* Carries the plan of a draft out, as it did before; called by `carry_out` alone. */
alter function restructuring.carry_out(uuid, int, int) rename to carry_out_plan;

create function restructuring.bring_back(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  draft restructuring.draft;
  wanted_back int;
  brought int;
begin
  select * into draft from restructuring.draft d where d.id = wanted;
  create temporary table coming_back on commit drop as
    select r.membership_id, r.to_unit_id, m.person_id, m.kind, m.valid_from, m.valid_to, m.reason_out, m.citizen_app_on
      from restructuring.returning(wanted) r join members.membership m on m.id = r.membership_id
     where r.state = 'returns' and m.unit_id <> r.to_unit_id
       and exists (select from units.unit_version v where v.unit_id = r.to_unit_id and v.valid_from <= draft.effective_on
                      and (v.valid_to is null or v.valid_to > draft.effective_on));
  select count(*) into wanted_back from pg_temp.coming_back;

  -- The stay at the unit that goes on closes on the day, and another opens where they came from.
  with closed as (
    update members.membership m set valid_to = draft.effective_on, reason_out = 'restructured'
      from pg_temp.coming_back b where m.id = b.membership_id and b.valid_from < draft.effective_on returning m.id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'members.membership', b.membership_id,
         jsonb_build_object('valid_to', b.valid_to, 'reason_out', b.reason_out),
         jsonb_build_object('valid_to', draft.effective_on, 'reason_out', 'restructured')
    from pg_temp.coming_back b join closed on closed.id = b.membership_id;
  with opened as (
    insert into members.membership
      (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, reason_out, decision_no, citizen_app_on)
    select gen_random_uuid(), b.person_id, b.to_unit_id, b.kind, draft.effective_on, b.valid_to, 'restructured',
           b.reason_out, draft.decision_no, b.citizen_app_on
      from pg_temp.coming_back b where b.valid_from < draft.effective_on
    returning id, unit_id, valid_to
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'members.membership', id, jsonb_build_object('unit_id', unit_id, 'valid_to', valid_to) from opened;
  -- One that begins on the day or later goes there as it is; where the plan itself wrote it, that is what it wrote.
  with old as (
    select b.membership_id, m.unit_id, b.to_unit_id from pg_temp.coming_back b join members.membership m on m.id = b.membership_id
     where b.valid_from >= draft.effective_on
  ), moved as (
    update members.membership m set unit_id = old.to_unit_id from old where m.id = old.membership_id returning m.id
  ), known as (
    update restructuring.change c set after = c.after || jsonb_build_object('unit_id', old.to_unit_id)
      from old join moved on moved.id = old.membership_id
     where c.draft_id = wanted and c.relation = 'members.membership' and c.row_id = old.membership_id
       and (c.before is null or c.before ? 'unit_id')
    returning c.row_id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'members.membership', old.membership_id, jsonb_build_object('unit_id', old.unit_id),
         jsonb_build_object('unit_id', old.to_unit_id)
    from old join moved on moved.id = old.membership_id
   where old.membership_id not in (select k.row_id from known k);

  -- Each is where it should be, once, or nothing happens at all.
  select count(*) into brought from pg_temp.coming_back b
   where (select count(*) from members.membership m
           where m.person_id = b.person_id and m.unit_id = b.to_unit_id and m.kind = b.kind
             and m.valid_from = greatest(b.valid_from, draft.effective_on)
             and m.valid_to is not distinct from b.valid_to) = 1;
  if brought <> wanted_back then
    raise exception 'restructuring.counts_differ' using errcode = 'P0001', detail = '[]';
  end if;
  drop table pg_temp.coming_back;
end $$;

/*
 * Carries a draft out: its plan, and where it reverses another, the people of that. Whoever does so by
 * their own right must hold it over the reversed draft too, and over every unit that people leave or return to.
 */
create function restructuring.carry_out(wanted uuid, read_days int, undo_days int) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  reversed restructuring.draft;
  balance jsonb;
begin
  select r.* into reversed from restructuring.draft d join restructuring.draft r on r.id = d.reverses where d.id = wanted;
  balance := restructuring.carry_out_plan(wanted, read_days, undo_days);
  if reversed.id is null then return balance; end if;
  if access.person_id() is not null and (
    not access.reaches_each('units.restructure', reversed.guarded_by)
    or exists (select from restructuring.returning(wanted) r
                where r.state = 'returns'
                  and not (select access.reaches_all('units.restructure'))
                  and (r.from_unit_id not in (select access.reachable('units.restructure'))
                       or r.to_unit_id not in (select access.reachable('units.restructure')))))
  then raise insufficient_privilege using message = 'restructuring.not_allowed'; end if;
  perform restructuring.bring_back(wanted);
  return balance;
end $$;
revoke all on function restructuring.returning, restructuring.readable_returning, restructuring.carry_out_plan,
  restructuring.bring_back, restructuring.carry_out from public;
grant execute on function restructuring.readable_returning to xungkich_app;
