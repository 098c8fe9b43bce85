-- Lists of another day, and in the units of today. Why two views: docs/decisions/0012-reforms.md.

/*
 * The units that a list of a unit covers. 'then': what stood under it on the day (for today: what is
 * read there now, closed units in their last place among it). 'today': every unit that there ever was
 * whose heirs all stand under it today, whatever the day. All heirs under it is the same as their
 * common ancestor under it, which is as much as is known of a unit that was split. A unit that is no
 * more keeps what stood under it on its last day.
 */
create function units.under(wanted_unit uuid, on_day date, view text) returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  this_day constant date := platform.today();
  stands constant boolean := exists (
    select from units.unit_version v where v.unit_id = wanted_unit and v.valid_from <= this_day
       and (v.valid_to is null or v.valid_to > this_day));
  ended uuid[];
begin
  if view = 'today' and stands then
    ended := array(select v.unit_id from units.unit_version v group by v.unit_id
                   having max(coalesce(v.valid_to, 'infinity')) <= this_day);
    return query
      with here as materialized (
        select a.unit_id from access.reach a
         where a.ancestor_id = wanted_unit and a.valid_from <= this_day and (a.valid_to is null or a.valid_to > this_day))
      select here.unit_id from here
      union all
      select h.unit_id from units.heirs(ended) h left join here on here.unit_id = h.heir_id
       where ended <> '{}' group by h.unit_id having bool_and(here.unit_id is not null);
  elsif view = 'today' or on_day = this_day then
    return query select access.below(wanted_unit);
  else
    return query select a.unit_id from access.reach a
      where a.ancestor_id = wanted_unit and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day);
  end if;
end $$;
revoke all on function units.under from public;
grant execute on function units.under to xungkich_app;

-- A list of another day looks from a person at their stays.
create index on members.membership (person_id, valid_from);

/*
 * The units whose stays a list of a day covers, as far as the actor reaches them today; null where that
 * is everybody. In today's view whoever holds an office reads the stays of the units that became theirs.
 */
create function members.units_covered_on(within uuid, on_day date, view text) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  everywhere boolean := access.reaches_all('members.read');
  mine uuid[];
begin
  if everywhere then
    if within is null or (
      exists (select from units.unit_version r where r.unit_id = within and r.parent_id is null
                 and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day))
      and not exists (select from units.unit_version r where r.parent_id is null and r.unit_id <> within)
    ) then return null; end if;
    return array(select units.under(within, on_day, view));
  end if;
  mine := array(
    select access.reachable('members.read')
    union
    select u from access.granted('members.read') g
      join units.unit_version v on v.unit_id = g and v.valid_from <= platform.today()
       and (v.valid_to is null or v.valid_to > platform.today())
      cross join lateral units.under(g, on_day, 'today') u
     where view = 'today');
  if within is null then return mine; end if;
  return array(select units.under(within, on_day, view) intersect select unnest(mine));
end $$;

/*
 * One page of a list as of a day, as `members.list` makes it of today: people by the stay that they had
 * then, in the units of the view, with how many they are in a first row. Who may not read a person today
 * does not see them in a list of the past either.
 */
create function members.list_on(words text[], within uuid, filters jsonb, from_name text, from_id uuid,
                                backwards boolean, at_most int, count_at_most int, on_day date, view text)
  returns table (person_id uuid, people int, unit_id uuid, standing text)
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  few constant int := 1000;
  covered uuid[] := members.units_covered_on(within, on_day, view);
  readable uuid[] := case when not access.reaches_all('members.read')
                          then array(select access.reachable('members.read')) end;
  about_person text := members.conditions(words, (filters || '{"standing": "all"}')
    - case when filters ->> 'missing' = 'citizen_app' then 'missing' else '' end);
  stay text := 's.valid_from <= $5'
    || case filters ->> 'standing'
         when 'all' then ''
         when 'former' then ' and s.valid_to <= $5'
         else format(' and (s.valid_to is null or s.valid_to > $5) and s.kind = %L',
                     case filters ->> 'standing' when 'youth' then 'youth' else 'member' end) end
    || case when filters ->> 'standing' in ('all', 'former') then
         ' and not exists (select from members.membership n where n.person_id = s.person_id
             and n.valid_from > s.valid_from and n.valid_from <= $5)' else '' end
    || case when filters ->> 'missing' = 'citizen_app'
         then ' and s.kind = ''member'' and (s.citizen_app_on is null or s.citizen_app_on > $5)' else '' end
    || case when covered is null then '' else ' and s.unit_id = any ($1)' end;
  found_by text := ' from members.membership s join members.person p on p.id = s.person_id where ' || stay
    || about_person || case when readable is null then '' else ' and p.unit_id = any ($6)' end;
  place text := case when from_id is null then ''
    else ' and (p.given_name, p.full_name, p.id) ' || case when backwards then '<' else '>' end
         || ' (platform.given_name($2), $2, $3)' end
    || case when backwards then ' order by p.given_name desc, p.full_name desc, p.id desc'
            else ' order by p.given_name, p.full_name, p.id' end
    || ' limit $4';
  shown constant text := 'select p.id, null::int, s.unit_id,
    case when s.valid_to is null or s.valid_to > $5 then s.kind else ''former'' end';
  found uuid[];
begin
  if covered is not null or cardinality(words) > 0 or filters <> '{}' then
    execute 'select array(select s.id' || found_by || ' limit $2)'
      into found using covered, few, null, null, on_day, readable;
    if cardinality(found) < few then
      if count_at_most is not null then
        return query select null::uuid, least(cardinality(found), count_at_most), null::uuid, null::text;
      end if;
      return query execute shown || ' from members.membership s join members.person p on p.id = s.person_id
        where s.id = any ($1)' || place using found, from_name, from_id, at_most, on_day;
      return;
    end if;
  end if;
  if count_at_most is not null then
    return query execute 'select null::uuid, count(*)::int, null::uuid, null::text from (select'
      || case when about_person = '' and readable is null then ' from members.membership s where ' || stay else found_by end
      || ' limit $2) counted' using covered, count_at_most, null, null, on_day, readable;
  end if;
  return query execute shown || found_by || place using covered, from_name, from_id, at_most, on_day, readable;
end $$;
revoke all on function members.units_covered_on, members.list_on from public;
grant execute on function members.list_on to xungkich_app;
