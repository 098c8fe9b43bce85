-- Who holds a read permission over the units that stand today reads the records of those that these
-- came from: without it a figure in today's units could not be opened to the last record.

-- What a unit came from, and its last version: asked for with every statement of a former unit's heir.
create index unit_version_unit_idx on units.unit_version (unit_id, valid_from);
create index unit_lineage_heir_idx on units.unit_lineage (to_unit_id, from_unit_id)
  where event in ('merge', 'split', 'dissolve');

/*
 * As before, but with its step written out and its plan kept: a policy asks it with each statement. The
 * units that stand today in a unit's place: itself while it stands; else those that its last ending
 * (merge, split, dissolve) names, and theirs in turn; where none was named, that of the unit above it.
 */
create or replace function units.heirs(wanted uuid[])
returns table (unit_id uuid, heir_id uuid) language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  this_day constant date := platform.today();
begin
  return query
    with recursive chain as (
      select w as unit_id, w as at from unnest(wanted) w
      union
      select c.unit_id, coalesce(n.to_unit_id, l.parent_id)
        from chain c
        cross join lateral (select v.unit_id, v.parent_id, v.valid_to from units.unit_version v
                             where v.unit_id = c.at order by v.valid_from desc limit 1) l
        left join units.unit_lineage n on n.from_unit_id = l.unit_id and n.on_day = l.valid_to
         and n.event in ('merge', 'split', 'dissolve') and n.to_unit_id is not null
       where coalesce(n.to_unit_id, l.parent_id) is not null
         and not exists (select from units.unit_version o where o.unit_id = c.at
                            and o.valid_from <= this_day
                            and (o.valid_to is null or o.valid_to > this_day))
    )
    select c.unit_id, c.at from chain c
     where exists (select from units.unit_version o where o.unit_id = c.at
                      and o.valid_from <= this_day
                      and (o.valid_to is null or o.valid_to > this_day));
end $$;

/* The units at which the actor holds a permission by an office of today. */
create function access.held_today(wanted text) returns setof uuid
  language plpgsql stable security definer rows 2 set search_path = '' as $$
begin
  return query select r.unit_id
     from access.role r join access.role_permission p on p.role_type = r.role_type
    where r.person_id = access.person_id() and p.permission = wanted
      and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
      and (coalesce(current_setting('app.permissions', true), '') = ''
           or wanted = any (string_to_array(current_setting('app.permissions', true), ',')));
end $$;

create or replace function access.granted(wanted text) returns setof uuid
  language plpgsql stable security definer rows 2 set search_path = '' as $$
begin
  return query select access.held_today(wanted) union all select f.unit_id from access.former_reads(wanted) f;
end $$;

/* The permissions that reach back to what a unit came from: reading, and neither sensitive facts nor the audit. */
create function access.is_inherited(wanted text) returns boolean language sql immutable parallel safe as
$$ select wanted in ('members.read', 'campaigns.read', 'reports.read') $$;

/* Of units that stood once those of which all that stand in their place today lies below units with an office. */
create function access.all_heirs_within(wanted_units uuid[], at_units uuid[]) returns setof uuid
  language plpgsql stable security definer rows 5 set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  this_day constant date := platform.today();
begin
  return query select h.unit_id from units.heirs(wanted_units) h
    where exists (select from units.unit_version v where v.unit_id = h.unit_id and v.valid_from <= this_day)
    group by h.unit_id
   having bool_and(exists (select from access.reach a
                            where a.unit_id = h.heir_id and a.ancestor_id = any (at_units)
                              and a.readable_from <= this_day
                              and (a.readable_to is null or a.readable_to > this_day)));
end $$;

/*
 * Units that stand no more and are not below the actor's own, but all of whose heirs are (transitively, as
 * of today): of one that was split, nobody who reaches only some of its heirs reads anything. By offices of
 * today alone; a former office reads what stood under it and nothing that came of that. Looks back from
 * what is reached, so that it costs as much as there are predecessors.
 */
create function access.inherited(wanted text) returns setof uuid
  language plpgsql stable security definer rows 5 set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  this_day constant date := platform.today();
  at_units uuid[];
  gone uuid[];
begin
  if not access.is_inherited(wanted) then return; end if;
  at_units := array(select access.held_today(wanted));
  if at_units = '{}' then return; end if;
  with recursive reached as materialized (
    select distinct a.unit_id from access.reach a
     where a.ancestor_id = any (at_units) and a.readable_from <= this_day
       and (a.readable_to is null or a.readable_to > this_day)
  ), before as (
    select b.unit_id from reached r cross join lateral (
      select l.from_unit_id as unit_id from units.unit_lineage l
       where l.to_unit_id = r.unit_id and l.event in ('merge', 'split', 'dissolve') and l.from_unit_id is not null
      union all
      select v.unit_id from units.unit_version v
       where v.parent_id = r.unit_id and (v.valid_to <= this_day or v.valid_from > this_day)
         and not exists (select from units.unit_version o where o.unit_id = v.unit_id and o.valid_from > v.valid_from)) b
    union
    select b.unit_id from before f cross join lateral (
      select l.from_unit_id as unit_id from units.unit_lineage l
       where l.to_unit_id = f.unit_id and l.event in ('merge', 'split', 'dissolve') and l.from_unit_id is not null
      union all
      select v.unit_id from units.unit_version v
       where v.parent_id = f.unit_id and (v.valid_to <= this_day or v.valid_from > this_day)
         and not exists (select from units.unit_version o where o.unit_id = v.unit_id and o.valid_from > v.valid_from)) b
  ) select array_agg(f.unit_id) into gone from before f where f.unit_id not in (select r.unit_id from reached r);
  if gone is null then return; end if;
  return query select access.all_heirs_within(gone, at_units);
end $$;

create or replace function access.reachable(wanted text) returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  at_units uuid[] := array(select access.granted(wanted));
begin
  if at_units = '{}' then return; end if;
  return query select a.unit_id from access.reach a
    where a.ancestor_id = any (at_units) and a.readable_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today())
    union
    select access.formerly_reached(wanted)
    union
    select access.inherited(wanted);
end $$;

create or replace function access.reaches(wanted text, wanted_unit uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.reach a
                  where a.unit_id = wanted_unit
                    and a.ancestor_id in (select access.granted(wanted))
                    and a.readable_from <= platform.today()
                    and (a.readable_to is null or a.readable_to > platform.today()))
    or exists (select from access.formerly_reached(wanted) f where f = wanted_unit)
    or (access.is_inherited(wanted)
        and exists (select from access.all_heirs_within(array[wanted_unit],
                                                        array(select access.held_today(wanted)))));
end $$;
revoke all on function access.held_today, access.is_inherited, access.all_heirs_within, access.inherited from public;
