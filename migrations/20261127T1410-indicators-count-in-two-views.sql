-- Every figure in two views: as then (under whoever stood above on the day) and in today's units (under
-- whoever stands above today, through lineage); and in sets of units, which are ancestors beside the
-- tree. Why: docs/decisions/0005-counting.md and 0012-reforms.md.
create type indicators.view as enum ('then', 'today');

alter table indicators.place add column view indicators.view not null default 'then';
alter table indicators.rollup add column view indicators.view not null default 'then';
alter table indicators.rollup_month add column view indicators.view not null default 'then';
alter table indicators.revisit add column view indicators.view not null default 'then';
alter table indicators.place_change add column view indicators.view;
alter table indicators.revisit_change add column view indicators.view;

alter table indicators.place drop constraint place_pkey,
  add primary key (unit_id, view, ancestor_id, valid_from);
alter table indicators.rollup drop constraint rollup_pkey,
  add primary key (unit_id, view, indicator, day);
alter table indicators.rollup_month drop constraint rollup_month_pkey,
  add primary key (unit_id, view, indicator, month);
alter table indicators.revisit drop constraint revisit_pkey,
  add primary key (unit_id, view, indicator, day, previous_day);
drop index indicators.place_ancestor_id_unit_id_idx;
create index on indicators.place (ancestor_id, view, unit_id);

-- The day by whose tree today's view was folded: what begins or ends between it and today moves.
create table indicators.folded (
  is_one boolean primary key default true check (is_one),
  on_day date not null
);
alter table indicators.folded enable row level security;
insert into indicators.folded (on_day) values (platform.today());

/* ---- Who stands in a unit's place ---- */

/* What came directly after a unit that stands no more: what its last ending names, else the unit above. */
create function units.next_after(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select coalesce(n.to_unit_id, l.parent_id)
    from (select v.unit_id, v.parent_id, v.valid_to from units.unit_version v
           where v.unit_id = wanted order by v.valid_from desc limit 1) l
    left join units.unit_lineage n on n.from_unit_id = l.unit_id and n.on_day = l.valid_to
     and n.event in ('merge', 'split', 'dissolve') and n.to_unit_id is not null
   where coalesce(n.to_unit_id, l.parent_id) is not null
     and not exists (select from units.unit_version o where o.unit_id = wanted
                        and o.valid_from <= platform.today()
                        and (o.valid_to is null or o.valid_to > platform.today()))
$$;

/* The other way: the units that may have this one directly after them. */
create function units.before(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select l.from_unit_id from units.unit_lineage l
   where l.to_unit_id = wanted and l.event in ('merge', 'split', 'dissolve') and l.from_unit_id is not null
  union all
  select v.unit_id from units.unit_version v
   where v.parent_id = wanted and (v.valid_to is not null or v.valid_from > platform.today())
     and not exists (select from units.unit_version o where o.unit_id = v.unit_id and o.valid_from > v.valid_from)
$$;

/*
 * The units that stand today in a unit's place: itself while it stands; else those that its last
 * ending (merge, split, dissolve) names, and theirs in turn; where none was named, that of the unit
 * above it. Several heirs mean that it was split: which of them a record of the unit itself belongs
 * to is not known. Costs as much as there are units asked for.
 */
create or replace function units.heirs(wanted uuid[])
returns table (unit_id uuid, heir_id uuid) language sql stable security definer set search_path = '' as $$
  with recursive chain as (
    select w as unit_id, w as at from unnest(wanted) w
    union
    select c.unit_id, n from chain c cross join lateral units.next_after(c.at) n
  )
  select c.unit_id, c.at from chain c
   where exists (select from units.unit_version o where o.unit_id = c.at
                    and o.valid_from <= platform.today()
                    and (o.valid_to is null or o.valid_to > platform.today()))
$$;

/* ---- What makes places stale ---- */

-- A set is counted under its id beside the units: none may bear the id of the other.
create function units.keep_ids_apart() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('units.tree'));
  if exists (select from added a where a.id in (select u.id from units.unit u)
                and a.id in (select g.id from units.grouping g)) then
    raise exception 'a set of units may not bear the id of a unit' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger ids_stay_apart after insert on units.unit referencing new table as added
  for each statement execute function units.keep_ids_apart();
create trigger ids_stay_apart after insert on units.grouping referencing new table as added
  for each statement execute function units.keep_ids_apart();

-- A set gives nobody a look beyond: only units below the one whose set it is are added to it.
drop policy officer_adds on units.grouping_member;
create policy officer_adds on units.grouping_member for insert
  with check (exists (select from units.grouping g
                        join access.reach r on r.ancestor_id = g.unit_id and r.unit_id = grouping_member.unit_id
                         and r.readable_from <= platform.today()
                         and (r.readable_to is null or r.readable_to > platform.today())
                       where g.id = grouping_member.grouping_id
                         and g.unit_id in (select access.reachable('units.write'))));

create function indicators.note_lineage() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.stale_place select distinct from_unit_id from changed
   where event in ('merge', 'split', 'dissolve') and from_unit_id is not null;
  return null;
end $$;

/* All that ever stood under the members; the fold finds out whom it concerns. */
create function indicators.note_set_members() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.stale_place
  select distinct r.unit_id from access.reach r where r.ancestor_id in (select unit_id from changed);
  return null;
end $$;

create function indicators.note_sets() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.stale_place
  select distinct r.unit_id from units.grouping_member m join access.reach r on r.ancestor_id = m.unit_id
   where m.grouping_id in (select id from changed);
  return null;
end $$;

do $$
declare
  noted record;
begin
  for noted in select * from (values
    ('units.unit_lineage', 'note_lineage'), ('units.grouping_member', 'note_set_members'),
    ('units.grouping', 'note_sets')) n (source, noter)
  loop
    execute format('create trigger places_after_insert after insert on %s referencing new table as changed
      for each statement execute function indicators.%I()', noted.source, noted.noter);
    execute format('create trigger places_after_delete after delete on %s referencing old table as changed
      for each statement execute function indicators.%I()', noted.source, noted.noter);
    execute format('create trigger places_before_change after update on %s referencing old table as changed
      for each statement execute function indicators.%I()', noted.source, noted.noter);
    execute format('create trigger places_after_change after update on %s referencing new table as changed
      for each statement execute function indicators.%I()', noted.source, noted.noter);
  end loop;
end $$;

/* Units whose own place, or whose being in a set, begins or ends after one day and up to another. */
create function indicators.moved_between(one_day date, other_day date) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  with passed as (
    select daterange(least(one_day, other_day), greatest(one_day, other_day), '(]') as days
  ), member as (
    select m.unit_id from passed p, units.grouping_member m join units.grouping g on g.id = m.grouping_id
     where m.valid_from <@ p.days or m.valid_to <@ p.days or g.valid_from <@ p.days or g.valid_to <@ p.days
  )
  select r.unit_id from passed p, access.reach r where r.valid_from <@ p.days or r.valid_to <@ p.days
  union
  select r.unit_id from member m join access.reach r on r.ancestor_id = m.unit_id
$$;

/* ---- The fold ---- */

/*
 * The places of the given units (all of them when null) as the tree has them now, in both views. As
 * then: whoever stood above, and every set that one of those was in. Today: whoever stands at or above
 * all heirs, and every set that they all are in; without beginning or end.
 */
drop function indicators.places_of(uuid[]);
create function indicators.places_of(wanted uuid[])
returns table (unit_id uuid, view indicators.view, ancestor_id uuid, valid_from date, valid_to date,
               counted_from date, counted_to date)
language sql stable security definer set search_path = '' as $$
  with life as (
    select r.unit_id, r.valid_from, coalesce(r.valid_to, 'infinity') as valid_to,
           lag(r.valid_from) over stays is null as is_first,
           coalesce(lead(r.valid_from) over stays, 'infinity') as next_from
      from access.reach r
     where r.ancestor_id = r.unit_id and (wanted is null or r.unit_id = any (wanted))
    window stays as (partition by r.unit_id order by r.valid_from)
  ), in_set as (
    -- A unit may stand under two members of a set at once: it counts once.
    select r.unit_id, m.grouping_id,
           range_agg(daterange(r.valid_from, r.valid_to) * daterange(m.valid_from, m.valid_to)
                     * daterange(g.valid_from, g.valid_to)) as days
      from units.grouping g
      join units.grouping_member m on m.grouping_id = g.id
      join access.reach r on r.ancestor_id = m.unit_id
     where wanted is null or r.unit_id = any (wanted)
     group by r.unit_id, m.grouping_id
  ), stay as (
    select r.unit_id, r.ancestor_id, r.valid_from, coalesce(r.valid_to, 'infinity') as valid_to
      from access.reach r where wanted is null or r.unit_id = any (wanted)
    union all
    select s.unit_id, s.grouping_id, lower(piece), coalesce(upper(piece), 'infinity')
      from in_set s cross join lateral unnest(s.days) piece
  ), heir as materialized (
    select h.unit_id, h.heir_id, count(*) over (partition by h.unit_id) as heirs
      from units.heirs(coalesce(wanted, array(select distinct r.unit_id from access.reach r))) h
  ), standing as materialized (
    select r.unit_id as heir_id, r.ancestor_id
      from access.reach r
     where r.unit_id in (select h.heir_id from heir h)
       and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
  ), above as (
    select heir_id, ancestor_id from standing
    union
    select s.heir_id, m.grouping_id
      from standing s
      join units.grouping_member m on m.unit_id = s.ancestor_id and m.valid_from <= platform.today()
       and (m.valid_to is null or m.valid_to > platform.today())
      join units.grouping g on g.id = m.grouping_id and g.valid_from <= platform.today()
       and (g.valid_to is null or g.valid_to > platform.today())
  )
  select s.unit_id, 'then'::indicators.view, s.ancestor_id, s.valid_from, s.valid_to,
         case when l.is_first and s.valid_from = l.valid_from then '-infinity' else s.valid_from end,
         case when s.valid_to = l.valid_to then l.next_from else s.valid_to end
    from stay s
    join life l on l.unit_id = s.unit_id and s.valid_from >= l.valid_from and s.valid_from < l.valid_to
  union all
  select h.unit_id, 'today', a.ancestor_id, '-infinity', 'infinity', '-infinity', 'infinity'
    from heir h join above a on a.heir_id = h.heir_id
   group by h.unit_id, a.ancestor_id, h.heirs
  having count(*) = h.heirs
$$;

/* What the people of indicators.touched add to the revisits of every unit, as presence and place stand. */
drop function indicators.revisits_of_touched();
create function indicators.revisits_of_touched()
returns table (unit_id uuid, view indicators.view, indicator text, day date, previous_day date, people bigint)
language sql stable security definer set search_path = '' as $$
  select v.ancestor_id, v.view, v.indicator, v.day, v.previous_day, count(*)
    from (
      select d.ancestor_id, d.view, d.indicator, d.day,
             coalesce(lag(d.day) over (partition by d.ancestor_id, d.view, d.indicator, d.person_id order by d.day),
                      '-infinity') as previous_day
        from (
          select distinct p.ancestor_id, p.view, s.indicator, s.person_id, s.day
            from indicators.touched t
            join indicators.presence s on s.person_id = t.person_id and s.indicator = t.indicator and s.turns > 0
            join indicators.place p on p.unit_id = s.unit_id and s.day >= p.counted_from and s.day < p.counted_to
        ) d
    ) v
   group by v.ancestor_id, v.view, v.indicator, v.day, v.previous_day
$$;

/*
 * Carries what waits into the figures: at most so many pending rows, all changes of the tree, of what
 * became of what, of sets, and what the days since the last fold began or ended. Returns how many rows
 * it took; a caller that wants everything calls until fewer come back. One fold at a time; writers are
 * never waited for nor made to wait.
 *
 * The figures are the product of two things, what each unit's own records add up to (own, presence)
 * and where the unit stood (place, once for each view). Each step below adds exactly the change of that
 * product, so that neither the order of folds nor that of records and reforms makes a difference.
 */
create or replace function indicators.fold(at_most int default 200000) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  moved uuid[];
  taken_rows int;
  last_day date;
begin
  if not exists (select from indicators.pending order by id limit 1)
     and not exists (select from indicators.stale_place)
     and exists (select from indicators.folded where on_day = platform.today()) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtext('indicators.fold'));

  select on_day into last_day from indicators.folded;
  if last_day <> platform.today() then
    insert into indicators.stale_place select * from indicators.moved_between(last_day, platform.today());
    update indicators.folded set on_day = platform.today();
  end if;

  -- Who changed, and everybody in whose place they stand today.
  with recursive gone as (
    delete from indicators.stale_place returning unit_id
  ), concerned as (
    select unit_id from gone
    union
    select b from concerned c cross join lateral units.before(c.unit_id) b
  )
  select array_agg(unit_id) into moved from concerned;
  if moved is not null then
    with now as materialized (
      select * from indicators.places_of(moved)
    ), known as materialized (
      select unit_id, view, ancestor_id, valid_from, valid_to, counted_from, counted_to
        from indicators.place where unit_id = any (moved)
    )
    insert into indicators.place_change
      (sign, unit_id, view, ancestor_id, valid_from, valid_to, counted_from, counted_to)
    select 1, n.* from (select * from now except select * from known) n
    union all
    select -1, k.* from (select * from known except select * from now) k;
  end if;

  with gone as (
    delete from indicators.pending
     where id in (select id from indicators.pending order by id limit at_most)
     returning *
  ), kept as (
    insert into indicators.taken
    select g.unit_id, g.kind, i.indicator, g.day, g.person_id, sum(g.value)
      from gone g cross join lateral unnest(g.indicators) i (indicator)
     group by g.unit_id, g.kind, i.indicator, g.day, g.person_id
    having sum(g.value) <> 0
  )
  select count(*) into taken_rows from gone;

  if taken_rows > 10000 then
    analyze indicators.taken;
  end if;

  -- Distinct people: what those concerned added before, taken away, and what they add now.
  insert into indicators.touched
  select indicator, person_id from indicators.taken where kind = 'people'
  union
  select s.indicator, s.person_id from indicators.presence s
   where s.unit_id in (select unit_id from indicators.place_change);
  if found then
    insert into indicators.revisit_change (unit_id, view, indicator, day, previous_day, people)
    select unit_id, view, indicator, day, previous_day, -people from indicators.revisits_of_touched();
    insert into indicators.presence as p (person_id, indicator, day, unit_id, turns)
    select person_id, indicator, day, unit_id, value from indicators.taken where kind = 'people'
    on conflict (person_id, indicator, day, unit_id) do update set turns = p.turns + excluded.turns;
    delete from indicators.presence p using indicators.taken t
     where t.kind = 'people' and p.turns = 0
       and (p.person_id, p.indicator, p.day, p.unit_id) = (t.person_id, t.indicator, t.day, t.unit_id);
  end if;

  delete from indicators.place p using indicators.place_change c
   where c.sign = -1
     and (p.unit_id, p.view, p.ancestor_id, p.valid_from) = (c.unit_id, c.view, c.ancestor_id, c.valid_from);
  insert into indicators.place (unit_id, view, ancestor_id, valid_from, valid_to, counted_from, counted_to)
  select unit_id, view, ancestor_id, valid_from, valid_to, counted_from, counted_to
    from indicators.place_change where sign = 1;

  -- After a first load the planner still takes these for empty, and would join them row by row.
  if taken_rows > 10000 then
    analyze indicators.place;
    analyze indicators.presence;
  end if;

  if exists (select from indicators.touched) then
    insert into indicators.revisit_change (unit_id, view, indicator, day, previous_day, people)
    select unit_id, view, indicator, day, previous_day, people from indicators.revisits_of_touched();
    insert into indicators.revisit as r (unit_id, view, indicator, day, previous_day, people)
    select unit_id, view, indicator, day, previous_day, sum(people) from indicators.revisit_change
     group by unit_id, view, indicator, day, previous_day having sum(people) <> 0
    on conflict (unit_id, view, indicator, day, previous_day) do update set people = r.people + excluded.people;
    delete from indicators.revisit r using indicators.revisit_change c
     where r.people = 0
       and (r.unit_id, r.view, r.indicator, r.day, r.previous_day)
         = (c.unit_id, c.view, c.indicator, c.day, c.previous_day);
    delete from indicators.touched;
    delete from indicators.revisit_change;
  end if;

  -- Stocks and flows: what was there moves with the tree, what is new goes to where its unit stands.
  with moving as (
    select c.ancestor_id, c.view, o.indicator, o.day, o.kind, c.valid_from, c.valid_to, c.counted_from, c.counted_to,
           o.value * c.sign as value
      from indicators.place_change c join indicators.own o on o.unit_id = c.unit_id
    union all
    select p.ancestor_id, p.view, t.indicator, t.day, t.kind, p.valid_from, p.valid_to, p.counted_from, p.counted_to,
           t.value
      from indicators.taken t join indicators.place p on p.unit_id = t.unit_id
     where t.kind <> 'people'
  ), delta as materialized (
    select ancestor_id, view, indicator, day, sum(value) as value
      from (
        select ancestor_id, view, indicator, day, value from moving
         where kind = 'flow' and day >= counted_from and day < counted_to
        union all
        select ancestor_id, view, indicator, greatest(day, valid_from), value from moving
         where kind = 'stock' and day < valid_to
        union all
        select ancestor_id, view, indicator, valid_to, -value from moving
         where kind = 'stock' and day < valid_to and valid_to < 'infinity'
      ) spread
     group by ancestor_id, view, indicator, day having sum(value) <> 0
  ), months as (
    insert into indicators.rollup_month as r (unit_id, view, indicator, month, value)
    select ancestor_id, view, indicator, date_trunc('month', day::timestamp)::date, sum(value) from delta
     group by 1, 2, 3, 4 having sum(value) <> 0
    on conflict (unit_id, view, indicator, month) do update set value = r.value + excluded.value
  )
  insert into indicators.rollup as r (unit_id, view, indicator, day, value)
  select ancestor_id, view, indicator, day, value from delta
  on conflict (unit_id, view, indicator, day) do update set value = r.value + excluded.value;

  insert into indicators.own as o (unit_id, indicator, day, kind, value)
  select unit_id, indicator, day, kind, value from indicators.taken where kind <> 'people'
  on conflict (unit_id, indicator, day) do update set value = o.value + excluded.value;

  delete from indicators.taken;
  delete from indicators.place_change;
  return taken_rows;
end $$;

/* Keeps every record still, so that figures and records can be compared. Writers wait meanwhile. */
create or replace function indicators.hold_records() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table units.unit_lineage, units.grouping, units.grouping_member, access.reach, members.membership,
    campaigns.activity, campaigns.check_in, assists.assist in share mode;
  while indicators.fold() > 0 loop null; end loop;
end $$;

/* Forgets all figures and counts every record anew, in one transaction. Never needed, unless verify() says so. */
create or replace function indicators.rebuild() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table units.unit_lineage, units.grouping, units.grouping_member, access.reach, members.membership,
    campaigns.activity, campaigns.check_in, assists.assist in share mode;
  perform pg_advisory_xact_lock(hashtext('indicators.fold'));
  delete from indicators.pending;
  delete from indicators.stale_place;
  delete from indicators.place;
  delete from indicators.own;
  delete from indicators.rollup;
  delete from indicators.rollup_month;
  delete from indicators.presence;
  delete from indicators.revisit;
  update indicators.folded set on_day = platform.today();
  insert into indicators.stale_place select distinct unit_id from access.reach;
  insert into indicators.pending (unit_id, kind, indicators, day, person_id, value)
  select unit_id, kind, indicators, day, person_id, sum(value) from indicators.fact
   group by unit_id, kind, indicators, day, person_id having sum(value) <> 0;
  while indicators.fold() > 0 loop null; end loop;
end $$;

/* Where the figures differ from a count of all records from scratch: no rows when all is well. */
drop function indicators.verify();
create function indicators.verify()
returns table (what text, unit_id uuid, view indicators.view, indicator text, day date, previous_day date,
               stored bigint, counted bigint)
language plpgsql security definer set search_path = '' as $$
begin
  perform indicators.hold_records();
  return query
  with place as materialized (select * from indicators.places_of(null)),
  fact as materialized (
    select f.unit_id, f.kind, i.indicator, f.day, f.person_id, sum(f.value) as value
      from indicators.fact f cross join lateral unnest(f.indicators) i (indicator)
     group by f.unit_id, f.kind, i.indicator, f.day, f.person_id
  ),
  summed as (
    select s.ancestor_id, s.view, s.indicator, s.day, sum(s.value)::bigint as value
      from (
        select p.ancestor_id, p.view, f.indicator, f.day, f.value from fact f join place p using (unit_id)
         where f.kind = 'flow' and f.day >= p.counted_from and f.day < p.counted_to
        union all
        select p.ancestor_id, p.view, f.indicator, greatest(f.day, p.valid_from), f.value
          from fact f join place p using (unit_id)
         where f.kind = 'stock' and f.day < p.valid_to
        union all
        select p.ancestor_id, p.view, f.indicator, p.valid_to, -f.value from fact f join place p using (unit_id)
         where f.kind = 'stock' and f.day < p.valid_to and p.valid_to < 'infinity'
      ) s
     group by 1, 2, 3, 4
  ),
  seen as (
    select distinct p.ancestor_id, p.view, f.indicator, f.person_id, f.day
      from fact f join place p using (unit_id)
     where f.kind = 'people' and f.value > 0 and f.day >= p.counted_from and f.day < p.counted_to
  ),
  returned as (
    select s.ancestor_id, s.view, s.indicator, s.day,
           coalesce(lag(s.day) over (partition by s.ancestor_id, s.view, s.indicator, s.person_id order by s.day),
                    '-infinity') as previous_day
      from seen s
  ),
  months as (
    select s.ancestor_id, s.view, s.indicator, date_trunc('month', s.day::timestamp)::date as month,
           sum(s.value)::bigint as value
      from summed s group by 1, 2, 3, 4
  ),
  visits as (
    select r.ancestor_id, r.view, r.indicator, r.day, r.previous_day, count(*) as people
      from returned r group by 1, 2, 3, 4, 5
  )
  select 'rollup', coalesce(r.unit_id, s.ancestor_id), coalesce(r.view, s.view),
         coalesce(r.indicator, s.indicator), coalesce(r.day, s.day),
         null::date, coalesce(r.value, 0), coalesce(s.value, 0)
    from indicators.rollup r
    full join summed s on (s.ancestor_id, s.view, s.indicator, s.day) = (r.unit_id, r.view, r.indicator, r.day)
   where coalesce(r.value, 0) <> coalesce(s.value, 0)
  union all
  select 'rollup_month', coalesce(r.unit_id, m.ancestor_id), coalesce(r.view, m.view),
         coalesce(r.indicator, m.indicator), coalesce(r.month, m.month),
         null, coalesce(r.value, 0), coalesce(m.value, 0)
    from indicators.rollup_month r
    full join months m on (m.ancestor_id, m.view, m.indicator, m.month) = (r.unit_id, r.view, r.indicator, r.month)
   where coalesce(r.value, 0) <> coalesce(m.value, 0)
  union all
  select 'revisit', coalesce(r.unit_id, v.ancestor_id), coalesce(r.view, v.view),
         coalesce(r.indicator, v.indicator), coalesce(r.day, v.day),
         coalesce(r.previous_day, v.previous_day), coalesce(r.people, 0), coalesce(v.people, 0)
    from indicators.revisit r
    full join visits v on (v.ancestor_id, v.view, v.indicator, v.day, v.previous_day)
                        = (r.unit_id, r.view, r.indicator, r.day, r.previous_day)
   where coalesce(r.people, 0) <> coalesce(v.people, 0);
end $$;

/* ---- Reading ---- */

drop function indicators.total(uuid, text[], date, date);
drop function indicators.people(uuid, text[], date, date);
drop function indicators.youth_statistics(uuid, date);
drop function indicators.youth_statements(uuid, date);

/*
 * The sum of stocks or flows of a unit or a set within a period, both ends included; from -infinity for
 * a stock. Reads the days of the two months at the ends, and the months between.
 */
create function indicators.total(
  wanted_unit uuid, wanted text[], from_day date, to_day date, wanted_view indicators.view default 'then'
) returns table (indicator text, value bigint) language sql stable as $$
  select s.indicator, sum(s.value)::bigint
    from (
      select r.indicator, r.value from indicators.rollup r
       where r.unit_id = wanted_unit and r.view = wanted_view and r.indicator = any (wanted) and r.day >= from_day
         and r.day < least((date_trunc('month', from_day::timestamp) + interval '1 month')::date, to_day + 1)
      union all
      select m.indicator, m.value from indicators.rollup_month m
       where m.unit_id = wanted_unit and m.view = wanted_view and m.indicator = any (wanted)
         and m.month >= (date_trunc('month', from_day::timestamp) + interval '1 month')::date
         and m.month < date_trunc('month', to_day::timestamp)::date
      union all
      select r.indicator, r.value from indicators.rollup r
       where r.unit_id = wanted_unit and r.view = wanted_view and r.indicator = any (wanted)
         and r.day >= greatest((date_trunc('month', from_day::timestamp) + interval '1 month')::date,
                               date_trunc('month', to_day::timestamp)::date)
         and r.day <= to_day
    ) s
   group by s.indicator
$$;

/* How many different people within a period, both ends included. */
create function indicators.people(
  wanted_unit uuid, wanted text[], from_day date, to_day date, wanted_view indicators.view default 'then'
) returns table (indicator text, value bigint) language sql stable as $$
  select r.indicator, sum(r.people)::bigint from indicators.revisit r
   where r.unit_id = wanted_unit and r.view = wanted_view and r.indicator = any (wanted)
     and r.day between from_day and to_day and r.previous_day < from_day
   group by r.indicator
$$;

/*
 * The statements of youths, population and labour force that stand for a unit or a set on a day: of each
 * unit that stood below it then, or that is below it today, the latest on or before the day. Where a unit
 * above has stated figures too, by the tree of the day, those stand for all below it, so that nobody is
 * counted twice. A unit that did not stand on the day has no say.
 */
create function indicators.youth_statements(
  wanted_unit uuid, on_day date, wanted_view indicators.view default 'then'
) returns table (id uuid) language sql stable as $$
  with top as (
    select wanted_unit as unit_id
    union
    select m.unit_id from units.grouping_member m join units.grouping g on g.id = m.grouping_id
     where m.grouping_id = wanted_unit
       and m.valid_from <= on_day and (m.valid_to is null or m.valid_to > on_day)
       and g.valid_from <= on_day and (g.valid_to is null or g.valid_to > on_day)
  ), below as (
    select r.unit_id from top t join access.reach r on r.ancestor_id = t.unit_id
     where wanted_view = 'then' and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
    union
    select p.unit_id
      from indicators.place p
      join access.reach r on r.unit_id = p.unit_id and r.ancestor_id = p.unit_id
       and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
     where wanted_view = 'today' and p.view = 'today' and p.ancestor_id = wanted_unit
  ), latest as (
    select distinct on (s.unit_id) s.id, s.unit_id
      from members.youth_statistic s join below b on b.unit_id = s.unit_id
     where s.counted_on <= on_day
     order by s.unit_id, s.counted_on desc
  )
  select l.id from latest l
   where not exists (
     select from access.reach above join latest stated on stated.unit_id = above.ancestor_id
      where above.unit_id = l.unit_id and above.depth > 0
        and above.valid_from <= on_day and (above.valid_to is null or above.valid_to > on_day))
$$;

/* Their sums; no row where nothing has been stated. */
create function indicators.youth_statistics(
  wanted_unit uuid, on_day date, wanted_view indicators.view default 'then'
) returns table (youths bigint, population bigint, labour_force bigint, stated_by bigint, counted_on date)
language sql stable as $$
  select sum(s.youths)::bigint, sum(s.population)::bigint, sum(s.labour_force)::bigint, count(*), max(s.counted_on)
    from indicators.youth_statements(wanted_unit, on_day, wanted_view) i
    join members.youth_statistic s on s.id = i.id
  having count(*) > 0
$$;

/* Whether the actor reads the figures of a unit, or of a set by the unit whose set it is. */
create function indicators.may_read(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select access.reaches('reports.read', coalesce((select g.unit_id from units.grouping g where g.id = wanted), wanted))
$$;

/*
 * What today's view of a unit or a set leaves out: of each split unit of whose heirs some, but not all,
 * are under it, what its own records add up to, of the indicators asked for. Looks at split units only;
 * empty for who may not read the unit's figures.
 */
create function indicators.unattributed(wanted_unit uuid, wanted text[], from_day date, to_day date)
returns table (unit_id uuid, heirs uuid[], indicator text, value bigint)
language sql stable security definer set search_path = '' as $$
  with recursive parted as (
    select l.from_unit_id as unit_id from units.unit_lineage l
     where l.event in ('merge', 'split', 'dissolve') and l.from_unit_id is not null
       and (select indicators.may_read(wanted_unit))
     group by l.from_unit_id, l.on_day having count(distinct l.to_unit_id) > 1
    union
    select b from parted p cross join lateral units.before(p.unit_id) b
  ), heir as (
    select h.unit_id, h.heir_id,
           exists (select from indicators.place p where p.unit_id = h.heir_id and p.view = 'today'
                      and p.ancestor_id = wanted_unit) as is_under
      from units.heirs(array(select unit_id from parted)) h
  ), partly as (
    select h.unit_id, array_agg(h.heir_id) as heirs from heir h
     group by h.unit_id having bool_or(h.is_under) and not bool_and(h.is_under)
  ), figure as (
    select p.unit_id, o.indicator, sum(o.value)::bigint as value
      from partly p join indicators.own o on o.unit_id = p.unit_id and o.indicator = any (wanted)
     where o.day <= to_day and (o.kind = 'stock' or o.day >= from_day)
     group by 1, 2
    union all
    select p.unit_id, s.indicator, count(distinct s.person_id)
      from partly p join indicators.presence s on s.unit_id = p.unit_id and s.indicator = any (wanted)
     where s.turns > 0 and s.day between from_day and to_day
     group by 1, 2
    union all
    select p.unit_id, t.indicator, t.value
      from partly p
      cross join lateral (
        select s.* from members.youth_statistic s
         where s.unit_id = p.unit_id and s.counted_on <= to_day
           and exists (select from access.reach r where r.unit_id = p.unit_id and r.ancestor_id = p.unit_id
                          and r.valid_from <= to_day and (r.valid_to is null or r.valid_to > to_day))
         order by s.counted_on desc limit 1) s
      cross join lateral (values ('youths', s.youths), ('population', s.population),
                                 ('labour_force', s.labour_force)) t (indicator, value)
     where t.indicator = any (wanted)
  )
  select f.unit_id, p.heirs, f.indicator, f.value
    from figure f join partly p on p.unit_id = f.unit_id where f.value <> 0
$$;

/* ---- The wall: a set's figures are for whoever reads those of the unit whose set it is. ---- */

create function indicators.readable() returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  reached uuid[] := array(select access.reachable('reports.read'));
begin
  return query select unnest(reached)
    union all select g.id from units.grouping g where g.unit_id = any (reached);
end $$;
alter policy reporter_reads on indicators.rollup
  using ((select access.reaches_all('reports.read')) or unit_id in (select indicators.readable()));
alter policy reporter_reads on indicators.rollup_month
  using ((select access.reaches_all('reports.read')) or unit_id in (select indicators.readable()));
alter policy reporter_reads on indicators.revisit
  using ((select access.reaches_all('reports.read')) or unit_id in (select indicators.readable()));

revoke all on all functions in schema indicators from public;
revoke all on function units.next_after, units.before, units.keep_ids_apart from public;
grant execute on function indicators.total, indicators.people, indicators.youth_statements,
  indicators.youth_statistics, indicators.may_read, indicators.unattributed, indicators.readable
  to xungkich_app;

-- Only today's places are new: what was folded stays, and today's view is added to it.
insert into indicators.stale_place select distinct unit_id from access.reach;
select indicators.fold();
