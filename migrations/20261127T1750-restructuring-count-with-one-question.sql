-- The right is asked once, not for each of thousands of counts: every page of a draft waited for it.
create or replace function restructuring.readable_own_counts(on_day date)
returns table (kind text, unit_id uuid, count bigint)
language sql stable security definer set search_path = '' as $$
  select c.* from restructuring.own_counts(on_day) c
   where (select access.reaches_all('units.write')) or c.unit_id in (select access.reachable('units.write'))
$$;
create or replace function restructuring.readable_returning(wanted uuid)
returns table (person_id uuid, from_unit_id uuid, to_unit_id uuid, membership_id uuid, state text)
language sql stable security definer set search_path = '' as $$
  select r.* from restructuring.draft d
    join restructuring.draft reversed on reversed.id = d.reverses
    cross join lateral restructuring.returning(d.id) r
   where d.id = wanted
     and access.reaches_each('units.write', d.guarded_by) and access.reaches_each('units.write', reversed.guarded_by)
     and ((select access.reaches_all('units.write')) or r.from_unit_id in (select access.reachable('units.write')))
$$;
