-- A decision is taken before its day: a unit that is still to be founded belongs to those under whom it
-- will be, as one that was closed belongs to those under whom it last was. Until now nobody could record
-- a unit's founding ahead of its day.
alter table access.reach add column readable_from date;
alter table access.reach disable trigger user;
update access.reach r
   set readable_from = case when r.valid_from = (select min(own.valid_from) from access.reach own
                                                  where own.unit_id = r.unit_id and own.ancestor_id = r.unit_id)
                            then '-infinity' else r.valid_from end;
alter table access.reach enable trigger user;
alter table access.reach alter column readable_from set not null;

/* The places of the given units and of all below them, worked out anew from the versions. */
create or replace function units.refresh_reach(changed uuid[]) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  affected uuid[];
begin
  with recursive below as (
    select unnest(changed) as unit_id
    union
    select v.unit_id from units.unit_version v join below b on v.parent_id = b.unit_id
  ) select array_agg(unit_id) into affected from below;

  delete from access.reach where unit_id = any (affected);

  with recursive up as (
    select v.unit_id, v.unit_id as ancestor_id, v.parent_id, 0 as depth, v.valid_from, v.valid_to
      from units.unit_version v where v.unit_id = any (affected)
    union all
    select u.unit_id, p.unit_id, p.parent_id, u.depth + 1,
           greatest(u.valid_from, p.valid_from), least(u.valid_to, p.valid_to)
      from up u join units.unit_version p on p.unit_id = u.parent_id
       and p.valid_from < coalesce(u.valid_to, 'infinity') and coalesce(p.valid_to, 'infinity') > u.valid_from
     where u.depth < 12
  ),
  -- A rename in between must not cut a stay in two: neighbours under one ancestor are joined.
  joined as (
    select unit_id, ancestor_id, min(depth) as depth,
           unnest(range_agg(daterange(valid_from, valid_to))) as stay
      from up group by unit_id, ancestor_id
  ),
  whole as (
    select unit_id, min(lower(stay)) as first, max(coalesce(upper(stay), 'infinity')) as last
      from joined where unit_id = ancestor_id group by unit_id
  )
  insert into access.reach (unit_id, ancestor_id, depth, valid_from, valid_to, readable_from, readable_to)
  select j.unit_id, j.ancestor_id, j.depth, lower(j.stay), upper(j.stay),
         case when lower(j.stay) = w.first then '-infinity' else lower(j.stay) end,
         case when coalesce(upper(j.stay), 'infinity') = w.last then null else upper(j.stay) end
    from joined j join whole w using (unit_id);
end $$;

/* All units that it reaches: those granted and everything below them. */
create or replace function access.reachable(wanted text) returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  at_units uuid[] := array(select access.granted(wanted));
begin
  if at_units = '{}' then return; end if;
  return query select distinct a.unit_id from access.reach a
    where a.ancestor_id = any (at_units) and a.readable_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today());
end $$;

create or replace function access.reaches(wanted text, wanted_unit uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.reach a
                  where a.unit_id = wanted_unit
                    and a.ancestor_id in (select access.granted(wanted))
                    and a.readable_from <= platform.today()
                    and (a.readable_to is null or a.readable_to > platform.today()));
end $$;

/* How high the actor stands over a unit by the roles that carry a permission there; 0 for not at all. */
create or replace function access.rank_over(wanted_unit uuid, wanted text) returns int
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select max(t.rank)
      from access.role r
      join access.role_type t on t.name = r.role_type
      join access.role_permission p on p.role_type = r.role_type and p.permission = wanted
      join access.reach a on a.ancestor_id = r.unit_id and a.unit_id = wanted_unit
       and a.readable_from <= platform.today()
       and (a.readable_to is null or a.readable_to > platform.today())
     where r.person_id = access.person_id()
       and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
       and r.unit_id in (select access.granted(wanted))), 0);
end $$;

create or replace function members.units_covered(within uuid) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  everywhere boolean := access.reaches_all('members.read');
  within_reach boolean;
  below uuid[];
begin
  if within is null then
    if everywhere then return null; end if;
    return coalesce((select array_agg(u) from access.reachable('members.read') u), '{}');
  end if;
  if everywhere and not exists (select from units.unit_version root
                                 where root.parent_id is null and root.valid_to is null and root.unit_id <> within)
     and exists (select from units.unit_version root where root.parent_id is null and root.unit_id = within)
  then return null; end if;
  within_reach := everywhere or access.reaches('members.read', within);
  below := coalesce((select array_agg(a.unit_id) from access.reach a
    where a.ancestor_id = within and a.readable_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today())), '{}');
  if within_reach then return below; end if;
  return array(select unnest(below) intersect select access.reachable('members.read'));
end $$;
