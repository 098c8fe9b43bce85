-- What a reform leaves behind: who came after whom, sets of units beside the tree, and offices that
-- ended with their unit.

-- A unit that was dissolved names who took over its people and the units below it; one that a later
-- decision brings back was reopened.
alter table units.unit_lineage drop constraint unit_lineage_event_check;
alter table units.unit_lineage add constraint unit_lineage_event_check check (event in
  ('found', 'rename', 'move', 'change_type', 'merge', 'split', 'close', 'dissolve', 'reopen'));

/*
 * The units that stand today in a unit's place: itself while it stands; else those that its last
 * ending (merge, split, dissolve) names, and theirs in turn; where none was named, that of the unit
 * above it. Several heirs mean that it was split: which of them a record of the unit itself belongs
 * to is not known.
 */
create function units.heirs(wanted uuid[])
returns table (unit_id uuid, heir_id uuid) language sql stable security definer set search_path = '' as $$
  with recursive last as materialized (
    select distinct on (v.unit_id) v.unit_id, v.parent_id, v.valid_to,
           exists (select from units.unit_version o where o.unit_id = v.unit_id
                      and o.valid_from <= platform.today()
                      and (o.valid_to is null or o.valid_to > platform.today())) as stands
      from units.unit_version v
     order by v.unit_id, v.valid_from desc
  ), next_one as (
    select l.unit_id, n.to_unit_id as next_id
      from last l join units.unit_lineage n on n.from_unit_id = l.unit_id and n.on_day = l.valid_to
       and n.event in ('merge', 'split', 'dissolve') and n.to_unit_id is not null
     where not l.stands
  ), step as (
    select unit_id, next_id from next_one
    union
    select l.unit_id, l.parent_id from last l
     where not l.stands and l.parent_id is not null and l.unit_id not in (select o.unit_id from next_one o)
  ), chain as (
    select w as unit_id, w as at from unnest(wanted) w
    union
    select c.unit_id, s.next_id from chain c join step s on s.unit_id = c.at
  )
  select c.unit_id, c.at from chain c join last l on l.unit_id = c.at where l.stands
$$;

-- Cụm thi đua and the like: a named set of units of any kind, for as long as it holds.
create table units.grouping (
  id uuid primary key,
  -- Whose set it is: who may change the tree there may change it.
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> ''),
  valid_from date not null,
  valid_to date,
  decision_no text,
  created_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from)
);
create index on units.grouping (unit_id);
create table units.grouping_member (
  id uuid primary key,
  grouping_id uuid not null references units.grouping,
  unit_id uuid not null references units.unit,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (grouping_id with =, unit_id with =, daterange(valid_from, valid_to) with &&)
);
create index on units.grouping_member (grouping_id);
create index on units.grouping_member (unit_id);

alter table units.grouping enable row level security;
alter table units.grouping_member enable row level security;
create policy signed_in_reads on units.grouping for select using ((select access.is_signed_in()));
create policy signed_in_reads on units.grouping_member for select using ((select access.is_signed_in()));
create policy officer_names on units.grouping for insert
  with check (unit_id in (select access.reachable('units.write')));
create policy officer_changes on units.grouping for update
  using (unit_id in (select access.reachable('units.write')));
-- Only units below the one whose set it is: a set gives nobody a look beyond.
create policy officer_adds on units.grouping_member for insert
  with check (unit_id in (select access.reachable('units.write'))
              and grouping_id in (select g.id from units.grouping g
                                   where g.unit_id in (select access.reachable('units.write'))));
create policy officer_changes on units.grouping_member for update
  using (grouping_id in (select g.id from units.grouping g
                          where g.unit_id in (select access.reachable('units.write'))));
grant select, insert on units.grouping, units.grouping_member to xungkich_app;
grant update (name, valid_to) on units.grouping to xungkich_app;
grant update (valid_to) on units.grouping_member to xungkich_app;

-- Who held an office in a unit that a reform ended goes on reading what was theirs, until a day.
create table access.former_office (
  id uuid primary key,
  person_id uuid not null references members.person,
  role_type text not null references access.role_type,
  unit_id uuid not null references units.unit,
  -- The first day on which the office no longer stood, and on which it can no longer read.
  stood_to date not null,
  readable_to date not null,
  check (readable_to > stood_to),
  unique (person_id, role_type, unit_id, stood_to)
);
alter table access.former_office enable row level security;
create policy holder_or_officer_reads on access.former_office for select
  using (person_id = (select access.person_id())
         or (select access.reaches_all('members.read'))
         or unit_id in (select access.reachable('members.read')));
-- It remembers an office that there was; it can make none up.
create policy officer_remembers on access.former_office for insert
  with check (unit_id in (select access.reachable('roles.grant'))
              and exists (select from access.role r
                           where r.person_id = former_office.person_id and r.role_type = former_office.role_type
                             and r.unit_id = former_office.unit_id and r.valid_to = former_office.stood_to));
grant select, insert on access.former_office to xungkich_app;

/* What somebody whose office ended with its unit may still do there: read, and nothing else. */
create function access.former_reads(wanted text) returns setof access.former_office
  language sql stable security definer rows 1 set search_path = '' as $$
  select f.* from access.former_office f join access.role_permission p on p.role_type = f.role_type
   where wanted in ('members.read', 'campaigns.read', 'reports.read')
     and f.person_id = access.person_id() and p.permission = wanted
     and f.stood_to <= platform.today() and f.readable_to > platform.today()
     and (coalesce(current_setting('app.permissions', true), '') = ''
          or wanted = any (string_to_array(current_setting('app.permissions', true), ',')))
$$;

/* The units that stood under a former office on its last day. */
create function access.formerly_reached(wanted text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.unit_id from access.former_reads(wanted) f
    join access.reach a on a.ancestor_id = f.unit_id
     and a.valid_from < f.stood_to and coalesce(a.valid_to, 'infinity') >= f.stood_to
$$;

create or replace function access.granted(wanted text) returns setof uuid
  language plpgsql stable security definer rows 2 set search_path = '' as $$
begin
  return query select r.unit_id
     from access.role r join access.role_permission p on p.role_type = r.role_type
    where r.person_id = access.person_id() and p.permission = wanted
      and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
      and (coalesce(current_setting('app.permissions', true), '') = ''
           or wanted = any (string_to_array(current_setting('app.permissions', true), ',')))
    union all
    select f.unit_id from access.former_reads(wanted) f;
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
    select access.formerly_reached(wanted);
end $$;

create or replace function access.reaches(wanted text, wanted_unit uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.reach a
                  where a.unit_id = wanted_unit
                    and a.ancestor_id in (select access.granted(wanted))
                    and a.readable_from <= platform.today()
                    and (a.readable_to is null or a.readable_to > platform.today()))
    or exists (select from access.formerly_reached(wanted) f where f = wanted_unit);
end $$;

/* What stands below a unit now, by who may read it; of one that is no more, what stood there on its last day. */
create function access.below(wanted_unit uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.unit_id from access.reach a
   where a.ancestor_id = wanted_unit and a.readable_from <= platform.today()
     and (a.readable_to is null or a.readable_to > platform.today())
  union
  select a.unit_id
    from (select max(coalesce(own.valid_to, 'infinity')) as on_day from access.reach own
           where own.unit_id = wanted_unit and own.ancestor_id = wanted_unit) closed
    join access.reach a on a.ancestor_id = wanted_unit
     and a.valid_from < closed.on_day and coalesce(a.valid_to, 'infinity') >= closed.on_day
   where closed.on_day <= platform.today()
$$;
revoke all on function access.former_reads, access.formerly_reached, access.below, units.heirs from public;
grant execute on function units.heirs, access.below to xungkich_app;

create or replace function members.units_covered(within uuid) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  everywhere boolean := access.reaches_all('members.read');
  below uuid[];
begin
  if within is null then
    if everywhere then return null; end if;
    return coalesce((select array_agg(u) from access.reachable('members.read') u), '{}');
  end if;
  if everywhere and not exists (select from units.unit_version root
                                 where root.parent_id is null and root.valid_to is null and root.unit_id <> within)
     and exists (select from units.unit_version root
                  where root.parent_id is null and root.valid_to is null and root.unit_id = within)
  then return null; end if;
  below := array(select access.below(within));
  -- By an office of today: a former one reaches only what stood under it then, not what came since.
  if everywhere or exists (select from access.reach a
                            where a.unit_id = within and a.ancestor_id in (select access.granted('members.read'))
                              and a.readable_from <= platform.today()
                              and (a.readable_to is null or a.readable_to > platform.today()))
  then return below; end if;
  return array(select unnest(below) intersect select access.reachable('members.read'));
end $$;
