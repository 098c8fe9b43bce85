-- What an officer inherits is looked for from the shorter side: from the units they reach, as before, or,
-- where those are more than units that ever ended, from the endings. A province officer's reach of
-- thousands of units made each statement ten times dearer.
create or replace function access.inherited(wanted text) returns setof uuid
  language plpgsql stable security definer rows 5 set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  this_day constant date := platform.today();
  at_units uuid[];
  reached uuid[];
  gone uuid[];
begin
  if not access.is_inherited(wanted) then return; end if;
  at_units := array(select access.held_today(wanted));
  if at_units = '{}' then return; end if;
  -- Who reaches every root reaches all that stands today, so whatever ended came to them.
  if access.reaches_all(wanted) then
    return query select v.unit_id from units.unit_version v
      where v.valid_to <= this_day
        and not exists (select from units.unit_version o where o.unit_id = v.unit_id and o.valid_from >= v.valid_to);
    return;
  end if;
  reached := array(
    select distinct a.unit_id from access.reach a
     where a.ancestor_id = any (at_units) and a.readable_from <= this_day
       and (a.readable_to is null or a.readable_to > this_day));
  if cardinality(reached) > 200 then
    gone := array(
      select v.unit_id from units.unit_version v
       where v.valid_to <= this_day
         and not exists (select from units.unit_version o where o.unit_id = v.unit_id and o.valid_from >= v.valid_to)
      except select unnest(reached));
  else
    with recursive before as (
      select b.unit_id from unnest(reached) r (unit_id) cross join lateral (
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
    ) select array_agg(f.unit_id) into gone from before f where f.unit_id <> all (reached);
  end if;
  if gone is null or gone = '{}' then return; end if;
  return query select access.all_heirs_within(gone, at_units);
end $$;

-- Units that ended: few, and asked for with every statement.
create index unit_version_ended_idx on units.unit_version (valid_to, unit_id) where valid_to is not null;
