-- Counting: every record says by triggers what it adds to which figure; a fold carries that up the
-- tree as it stood on the record's day. Why it is built so: docs/decisions/0005-counting.md.
create schema indicators;
grant usage on schema indicators to xungkich_app;

-- What records added or took away since the last fold. Only appended to, so that no writer waits.
-- kind: a stock is a level that lasts from the day on; a flow happened on the day; people are
-- counted once however often they came.
create table indicators.pending (
  id bigint generated always as identity primary key,
  unit_id uuid not null,
  kind text not null check (kind in ('stock', 'flow', 'people')),
  indicators text[] not null,
  day date not null,
  person_id uuid,
  value bigint not null,
  check ((kind = 'people') = (person_id is not null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Units whose place in the tree changed since the last fold.
create table indicators.stale_place (
  unit_id uuid not null
);

-- The tree by which the figures below were folded: access.reach with open ends as infinity.
-- A flow on a day when its unit did not stand yet, or no longer, counts where the unit stood
-- nearest to that day (counted_*), so that no record is without a place.
create table indicators.place (
  unit_id uuid not null,
  ancestor_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  counted_from date not null,
  counted_to date not null,
  primary key (unit_id, ancestor_id, valid_from)
);
create index on indicators.place (ancestor_id, unit_id);

-- What the records of a unit itself add up to, day by day.
create table indicators.own (
  unit_id uuid not null,
  indicator text not null,
  day date not null,
  kind text not null,
  value bigint not null,
  primary key (unit_id, indicator, day)
) with (fillfactor = 80);

-- The same for a unit and everything below it: the figure on a day is the sum up to that day, for a
-- period the sum within it. Months spare long sums: a figure costs at most 62 days and its months.
create table indicators.rollup (
  unit_id uuid not null,
  indicator text not null,
  day date not null,
  value bigint not null,
  primary key (unit_id, indicator, day)
) with (fillfactor = 80);
create table indicators.rollup_month (
  unit_id uuid not null,
  indicator text not null,
  month date not null,
  value bigint not null,
  primary key (unit_id, indicator, month)
) with (fillfactor = 80);

-- On which days who was present, and at which unit itself.
create table indicators.presence (
  person_id uuid not null,
  indicator text not null,
  day date not null,
  unit_id uuid not null,
  turns bigint not null,
  primary key (person_id, indicator, day, unit_id)
);
create index on indicators.presence (unit_id);

-- How many people were present on a day under a unit whose previous day there was previous_day
-- (-infinity: never before). Whoever is present in a period has exactly one day in it whose previous
-- one lies before the period: so any period's distinct people are a sum over these.
create table indicators.revisit (
  unit_id uuid not null,
  indicator text not null,
  day date not null,
  previous_day date not null,
  people bigint not null,
  primary key (unit_id, indicator, day, previous_day)
);

-- Working space of the fold, empty at every commit; permanent because a temporary table in the
-- caller's session could be put there by the caller.
create unlogged table indicators.taken (
  unit_id uuid, kind text, indicator text, day date, person_id uuid, value bigint
);
create unlogged table indicators.place_change (
  sign int, unit_id uuid, ancestor_id uuid, valid_from date, valid_to date, counted_from date, counted_to date
);
create unlogged table indicators.touched (
  indicator text, person_id uuid
);
create unlogged table indicators.revisit_change (
  unit_id uuid, indicator text, day date, previous_day date, people bigint
);

/* ---- What each kind of record counts for: used by the triggers, the rebuild and the check. ---- */

create function indicators.facts_of_membership(
  kind text, valid_from date, valid_to date, citizen_app_on date
) returns table (indicators text[], day date, value int) language sql immutable parallel safe as $$
  select f.* from (values
    (array['members'], valid_from, 1),
    (array['members'], valid_to, -1),
    (array['members_with_citizen_app'], greatest(valid_from, citizen_app_on), 1),
    (array['members_with_citizen_app'], valid_to, -1)
  ) f (indicators, day, value)
  where kind = 'member' and f.day is not null
    and (f.indicators = array['members']
         or (citizen_app_on is not null and (valid_to is null or citizen_app_on < valid_to)))
$$;

create function indicators.facts_of_activity(state text, is_peak_day boolean)
returns table (indicators text[], value int) language sql immutable parallel safe as $$
  select case when is_peak_day then array['activities', 'peak_day_activities'] else array['activities'] end, 1
   where state <> 'cancelled'
$$;

create function indicators.facts_of_check_in(
  person_id uuid, duplicate_of uuid, undone_at timestamptz, is_peak_day boolean
) returns table (kind text, indicators text[], person_id uuid, value int)
language sql immutable parallel safe as $$
  select f.* from (values
    ('flow', case when is_peak_day then array['participations', 'peak_day_participations']
                  else array['participations'] end, null::uuid, 1),
    ('people', case when is_peak_day then array['participants', 'peak_day_participants']
                    else array['participants'] end, $1, 1)
  ) f
  where duplicate_of is null and undone_at is null
$$;

create function indicators.facts_of_assist(
  service text, outcome text, people int, undone_at timestamptz, is_peak_day boolean
) returns table (indicators text[], value int) language sql immutable parallel safe as $$
  select array['people_helped', 'people_helped.' || service || '.' || outcome]
         || case when is_peak_day then array['peak_day_people_helped'] else '{}' end, people
   where undone_at is null
$$;

/* All facts of all records, from the records themselves. */
create view indicators.fact as
  select m.unit_id, 'stock' as kind, f.indicators, f.day, null::uuid as person_id, f.value
    from members.membership m
    cross join lateral indicators.facts_of_membership(m.kind, m.valid_from, m.valid_to, m.citizen_app_on) f
  union all
  select a.unit_id, 'flow', f.indicators, a.held_on, null, f.value
    from campaigns.activity a
    cross join lateral indicators.facts_of_activity(a.state, a.is_peak_day) f
  union all
  select c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id, f.value
    from campaigns.check_in c join campaigns.activity a on a.id = c.activity_id
    cross join lateral indicators.facts_of_check_in(c.person_id, c.duplicate_of, c.undone_at, a.is_peak_day) f
  union all
  select s.unit_id, 'flow', f.indicators, s.happened_on, null, f.value
    from assists.assist s join campaigns.activity a on a.id = s.activity_id
    cross join lateral indicators.facts_of_assist(s.service, s.outcome, s.people, s.undone_at, a.is_peak_day) f;

/* ---- The triggers. One statement of any size appends a handful of rows; sign is their argument. ---- */

create function indicators.count_memberships() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select m.unit_id, 'stock', f.indicators, f.day, sum(f.value) * tg_argv[0]::int
    from changed m
    cross join lateral indicators.facts_of_membership(m.kind, m.valid_from, m.valid_to, m.citizen_app_on) f
   group by m.unit_id, f.indicators, f.day;
  return null;
end $$;

create function indicators.count_activities() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select a.unit_id, 'flow', f.indicators, a.held_on, sum(f.value) * tg_argv[0]::int
    from changed a
    cross join lateral indicators.facts_of_activity(a.state, a.is_peak_day) f
   group by a.unit_id, f.indicators, a.held_on;
  return null;
end $$;

-- The activity says whether it is a peak day's; its row is locked against a change of that while
-- the record is being written, so that neither misses the other.
create function indicators.count_check_ins() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  with activity as materialized (
    select id, is_peak_day from campaigns.activity where id in (select activity_id from changed) for share
  )
  insert into indicators.pending (unit_id, kind, indicators, day, person_id, value)
  select c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id, sum(f.value) * tg_argv[0]::int
    from changed c join activity a on a.id = c.activity_id
    cross join lateral indicators.facts_of_check_in(c.person_id, c.duplicate_of, c.undone_at, a.is_peak_day) f
   group by c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id;
  return null;
end $$;

create function indicators.count_assists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  with activity as materialized (
    select id, is_peak_day from campaigns.activity where id in (select activity_id from changed) for share
  )
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select s.unit_id, 'flow', f.indicators, s.happened_on, sum(f.value) * tg_argv[0]::int
    from changed s join activity a on a.id = s.activity_id
    cross join lateral indicators.facts_of_assist(s.service, s.outcome, s.people, s.undone_at, a.is_peak_day) f
   group by s.unit_id, f.indicators, s.happened_on;
  return null;
end $$;

/* An activity that becomes a peak day's, or no longer is, takes its records with it. */
create function indicators.move_peak_day() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  with turned as materialized (
    select n.id, n.is_peak_day, s.sign, s.was_peak_day
      from new_rows n join old_rows o on o.id = n.id and o.is_peak_day <> n.is_peak_day
      cross join lateral (values (1, n.is_peak_day), (-1, o.is_peak_day)) s (sign, was_peak_day)
  )
  insert into indicators.pending (unit_id, kind, indicators, day, person_id, value)
  select c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id, sum(f.value * t.sign)
    from turned t join campaigns.check_in c on c.activity_id = t.id
    cross join lateral indicators.facts_of_check_in(c.person_id, c.duplicate_of, c.undone_at, t.was_peak_day) f
   group by c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id
  union all
  select s.unit_id, 'flow', f.indicators, s.happened_on, null, sum(f.value * t.sign)
    from turned t join assists.assist s on s.activity_id = t.id
    cross join lateral indicators.facts_of_assist(s.service, s.outcome, s.people, s.undone_at, t.was_peak_day) f
   group by s.unit_id, f.indicators, s.happened_on;
  return null;
end $$;

create function indicators.note_places() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.stale_place select distinct unit_id from changed;
  return null;
end $$;

do $$
declare
  counted record;
begin
  for counted in select * from (values
    ('members.membership', 'count_memberships'), ('campaigns.activity', 'count_activities'),
    ('campaigns.check_in', 'count_check_ins'), ('assists.assist', 'count_assists'),
    ('access.reach', 'note_places')) c (source, counter)
  loop
    execute format('create trigger counted_after_insert after insert on %s referencing new table as changed
      for each statement execute function indicators.%I(''1'')', counted.source, counted.counter);
    execute format('create trigger counted_after_delete after delete on %s referencing old table as changed
      for each statement execute function indicators.%I(''-1'')', counted.source, counted.counter);
    execute format('create trigger counted_before_change after update on %s referencing old table as changed
      for each statement execute function indicators.%I(''-1'')', counted.source, counted.counter);
    execute format('create trigger counted_after_change after update on %s referencing new table as changed
      for each statement execute function indicators.%I(''1'')', counted.source, counted.counter);
  end loop;
end $$;
create trigger peak_day_turned after update on campaigns.activity
  referencing old table as old_rows new table as new_rows
  for each statement execute function indicators.move_peak_day();

/* ---- The fold ---- */

/* The places of the given units (all of them when null) as the tree has them now. */
create function indicators.places_of(units uuid[])
returns table (unit_id uuid, ancestor_id uuid, valid_from date, valid_to date, counted_from date, counted_to date)
language sql stable security definer set search_path = '' as $$
  with life as (
    select r.unit_id, r.valid_from, coalesce(r.valid_to, 'infinity') as valid_to,
           lag(r.valid_from) over stays is null as is_first,
           coalesce(lead(r.valid_from) over stays, 'infinity') as next_from
      from access.reach r
     where r.ancestor_id = r.unit_id and (units is null or r.unit_id = any (units))
    window stays as (partition by r.unit_id order by r.valid_from)
  )
  select r.unit_id, r.ancestor_id, r.valid_from, coalesce(r.valid_to, 'infinity'),
         case when l.is_first and r.valid_from = l.valid_from then '-infinity' else r.valid_from end,
         case when coalesce(r.valid_to, 'infinity') = l.valid_to then l.next_from else r.valid_to end
    from access.reach r
    join life l on l.unit_id = r.unit_id and r.valid_from >= l.valid_from and r.valid_from < l.valid_to
   where units is null or r.unit_id = any (units)
$$;

/* What the people of indicators.touched add to the revisits of every unit, as presence and place stand. */
create function indicators.revisits_of_touched()
returns table (unit_id uuid, indicator text, day date, previous_day date, people bigint)
language sql stable security definer set search_path = '' as $$
  select v.ancestor_id, v.indicator, v.day, v.previous_day, count(*)
    from (
      select d.ancestor_id, d.indicator, d.day,
             coalesce(lag(d.day) over (partition by d.ancestor_id, d.indicator, d.person_id order by d.day),
                      '-infinity') as previous_day
        from (
          select distinct p.ancestor_id, s.indicator, s.person_id, s.day
            from indicators.touched t
            join indicators.presence s on s.person_id = t.person_id and s.indicator = t.indicator and s.turns > 0
            join indicators.place p on p.unit_id = s.unit_id and s.day >= p.counted_from and s.day < p.counted_to
        ) d
    ) v
   group by v.ancestor_id, v.indicator, v.day, v.previous_day
$$;

/*
 * Carries what waits into the figures: at most so many pending rows, all changes of the tree. Returns
 * how many rows it took; a caller that wants everything calls until fewer come back. One fold at a
 * time; writers are never waited for nor made to wait.
 *
 * The figures are the product of two things, what each unit's own records add up to (own, presence)
 * and where the unit stood (place). Each step below adds exactly the change of that product, so that
 * neither the order of folds nor that of records and reforms makes a difference.
 */
create function indicators.fold(at_most int default 200000) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  moved uuid[];
  taken_rows int;
begin
  if not exists (select from indicators.pending order by id limit 1)
     and not exists (select from indicators.stale_place) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtext('indicators.fold'));

  with gone as (delete from indicators.stale_place returning unit_id)
  select array_agg(distinct unit_id) into moved from gone;
  if moved is not null then
    insert into indicators.place_change
    select sign, (changed).*
      from (select 1 as sign, n as changed from (
              select * from indicators.places_of(moved)
              except select * from indicators.place where unit_id = any (moved)) n
            union all
            select -1, o from (
              select * from indicators.place where unit_id = any (moved)
              except select * from indicators.places_of(moved)) o) c;
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
    insert into indicators.revisit_change
    select unit_id, indicator, day, previous_day, -people from indicators.revisits_of_touched();
    insert into indicators.presence as p (person_id, indicator, day, unit_id, turns)
    select person_id, indicator, day, unit_id, value from indicators.taken where kind = 'people'
    on conflict (person_id, indicator, day, unit_id) do update set turns = p.turns + excluded.turns;
    delete from indicators.presence p using indicators.taken t
     where t.kind = 'people' and p.turns = 0
       and (p.person_id, p.indicator, p.day, p.unit_id) = (t.person_id, t.indicator, t.day, t.unit_id);
  end if;

  delete from indicators.place p using indicators.place_change c
   where c.sign = -1 and (p.unit_id, p.ancestor_id, p.valid_from) = (c.unit_id, c.ancestor_id, c.valid_from);
  insert into indicators.place
  select unit_id, ancestor_id, valid_from, valid_to, counted_from, counted_to
    from indicators.place_change where sign = 1;

  -- After a first load the planner still takes these for empty, and would join them row by row.
  if taken_rows > 10000 then
    analyze indicators.place;
    analyze indicators.presence;
  end if;

  if exists (select from indicators.touched) then
    insert into indicators.revisit_change select * from indicators.revisits_of_touched();
    insert into indicators.revisit as r (unit_id, indicator, day, previous_day, people)
    select unit_id, indicator, day, previous_day, sum(people) from indicators.revisit_change
     group by unit_id, indicator, day, previous_day having sum(people) <> 0
    on conflict (unit_id, indicator, day, previous_day) do update set people = r.people + excluded.people;
    delete from indicators.revisit r using indicators.revisit_change c
     where r.people = 0
       and (r.unit_id, r.indicator, r.day, r.previous_day) = (c.unit_id, c.indicator, c.day, c.previous_day);
    delete from indicators.touched;
    delete from indicators.revisit_change;
  end if;

  -- Stocks and flows: what was there moves with the tree, what is new goes to where its unit stands.
  with moving as (
    select c.ancestor_id, o.indicator, o.day, o.kind, c.valid_from, c.valid_to, c.counted_from, c.counted_to,
           o.value * c.sign as value
      from indicators.place_change c join indicators.own o on o.unit_id = c.unit_id
    union all
    select p.ancestor_id, t.indicator, t.day, t.kind, p.valid_from, p.valid_to, p.counted_from, p.counted_to, t.value
      from indicators.taken t join indicators.place p on p.unit_id = t.unit_id
     where t.kind <> 'people'
  ), delta as materialized (
    select ancestor_id, indicator, day, sum(value) as value
      from (
        select ancestor_id, indicator, day, value from moving
         where kind = 'flow' and day >= counted_from and day < counted_to
        union all
        select ancestor_id, indicator, greatest(day, valid_from), value from moving
         where kind = 'stock' and day < valid_to
        union all
        select ancestor_id, indicator, valid_to, -value from moving
         where kind = 'stock' and day < valid_to and valid_to < 'infinity'
      ) spread
     group by ancestor_id, indicator, day having sum(value) <> 0
  ), months as (
    insert into indicators.rollup_month as r (unit_id, indicator, month, value)
    select ancestor_id, indicator, date_trunc('month', day::timestamp)::date, sum(value) from delta
     group by 1, 2, 3 having sum(value) <> 0
    on conflict (unit_id, indicator, month) do update set value = r.value + excluded.value
  )
  insert into indicators.rollup as r (unit_id, indicator, day, value)
  select ancestor_id, indicator, day, value from delta
  on conflict (unit_id, indicator, day) do update set value = r.value + excluded.value;

  insert into indicators.own as o (unit_id, indicator, day, kind, value)
  select unit_id, indicator, day, kind, value from indicators.taken where kind <> 'people'
  on conflict (unit_id, indicator, day) do update set value = o.value + excluded.value;

  delete from indicators.taken;
  delete from indicators.place_change;
  return taken_rows;
end $$;

/* Keeps every record still, so that figures and records can be compared. Writers wait meanwhile. */
create function indicators.hold_records() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table access.reach, members.membership, campaigns.activity, campaigns.check_in, assists.assist in share mode;
  while indicators.fold() > 0 loop null; end loop;
end $$;

/* Forgets all figures and counts every record anew, in one transaction. Never needed, unless verify() says so. */
create function indicators.rebuild() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table access.reach, members.membership, campaigns.activity, campaigns.check_in, assists.assist in share mode;
  perform pg_advisory_xact_lock(hashtext('indicators.fold'));
  delete from indicators.pending;
  delete from indicators.stale_place;
  delete from indicators.place;
  delete from indicators.own;
  delete from indicators.rollup;
  delete from indicators.rollup_month;
  delete from indicators.presence;
  delete from indicators.revisit;
  insert into indicators.stale_place select distinct unit_id from access.reach;
  insert into indicators.pending (unit_id, kind, indicators, day, person_id, value)
  select unit_id, kind, indicators, day, person_id, sum(value) from indicators.fact
   group by unit_id, kind, indicators, day, person_id having sum(value) <> 0;
  while indicators.fold() > 0 loop null; end loop;
end $$;

/* Where the figures differ from a count of all records from scratch: no rows when all is well. */
create function indicators.verify()
returns table (what text, unit_id uuid, indicator text, day date, previous_day date, stored bigint, counted bigint)
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
    select s.ancestor_id, s.indicator, s.day, sum(s.value)::bigint as value
      from (
        select p.ancestor_id, f.indicator, f.day, f.value from fact f join place p using (unit_id)
         where f.kind = 'flow' and f.day >= p.counted_from and f.day < p.counted_to
        union all
        select p.ancestor_id, f.indicator, greatest(f.day, p.valid_from), f.value from fact f join place p using (unit_id)
         where f.kind = 'stock' and f.day < p.valid_to
        union all
        select p.ancestor_id, f.indicator, p.valid_to, -f.value from fact f join place p using (unit_id)
         where f.kind = 'stock' and f.day < p.valid_to and p.valid_to < 'infinity'
      ) s
     group by 1, 2, 3
  ),
  seen as (
    select distinct p.ancestor_id, f.indicator, f.person_id, f.day
      from fact f join place p using (unit_id)
     where f.kind = 'people' and f.value > 0 and f.day >= p.counted_from and f.day < p.counted_to
  ),
  returned as (
    select s.ancestor_id, s.indicator, s.day,
           coalesce(lag(s.day) over (partition by s.ancestor_id, s.indicator, s.person_id order by s.day),
                    '-infinity') as previous_day
      from seen s
  ),
  months as (
    select s.ancestor_id, s.indicator, date_trunc('month', s.day::timestamp)::date as month, sum(s.value)::bigint as value
      from summed s group by 1, 2, 3
  ),
  visits as (
    select r.ancestor_id, r.indicator, r.day, r.previous_day, count(*) as people from returned r group by 1, 2, 3, 4
  )
  select 'rollup', coalesce(r.unit_id, s.ancestor_id), coalesce(r.indicator, s.indicator), coalesce(r.day, s.day),
         null::date, coalesce(r.value, 0), coalesce(s.value, 0)
    from indicators.rollup r
    full join summed s on (s.ancestor_id, s.indicator, s.day) = (r.unit_id, r.indicator, r.day)
   where coalesce(r.value, 0) <> coalesce(s.value, 0)
  union all
  select 'rollup_month', coalesce(r.unit_id, m.ancestor_id), coalesce(r.indicator, m.indicator),
         coalesce(r.month, m.month), null, coalesce(r.value, 0), coalesce(m.value, 0)
    from indicators.rollup_month r
    full join months m on (m.ancestor_id, m.indicator, m.month) = (r.unit_id, r.indicator, r.month)
   where coalesce(r.value, 0) <> coalesce(m.value, 0)
  union all
  select 'revisit', coalesce(r.unit_id, v.ancestor_id), coalesce(r.indicator, v.indicator), coalesce(r.day, v.day),
         coalesce(r.previous_day, v.previous_day), coalesce(r.people, 0), coalesce(v.people, 0)
    from indicators.revisit r
    full join visits v on (v.ancestor_id, v.indicator, v.day, v.previous_day)
                        = (r.unit_id, r.indicator, r.day, r.previous_day)
   where coalesce(r.people, 0) <> coalesce(v.people, 0);
end $$;

/* ---- Reading ---- */

/*
 * The sum of stocks or flows within a period, both ends included; from -infinity for a stock. Reads
 * the days of the two months at the ends, and the months between.
 */
create function indicators.total(wanted_unit uuid, wanted text[], from_day date, to_day date)
returns table (indicator text, value bigint) language sql stable as $$
  select s.indicator, sum(s.value)::bigint
    from (
      select r.indicator, r.value from indicators.rollup r
       where r.unit_id = wanted_unit and r.indicator = any (wanted) and r.day >= from_day
         and r.day < least((date_trunc('month', from_day::timestamp) + interval '1 month')::date, to_day + 1)
      union all
      select m.indicator, m.value from indicators.rollup_month m
       where m.unit_id = wanted_unit and m.indicator = any (wanted)
         and m.month >= (date_trunc('month', from_day::timestamp) + interval '1 month')::date
         and m.month < date_trunc('month', to_day::timestamp)::date
      union all
      select r.indicator, r.value from indicators.rollup r
       where r.unit_id = wanted_unit and r.indicator = any (wanted)
         and r.day >= greatest((date_trunc('month', from_day::timestamp) + interval '1 month')::date,
                               date_trunc('month', to_day::timestamp)::date)
         and r.day <= to_day
    ) s
   group by s.indicator
$$;

/* How many different people within a period, both ends included. */
create function indicators.people(wanted_unit uuid, wanted text[], from_day date, to_day date)
returns table (indicator text, value bigint) language sql stable as $$
  select r.indicator, sum(r.people)::bigint from indicators.revisit r
   where r.unit_id = wanted_unit and r.indicator = any (wanted)
     and r.day between from_day and to_day and r.previous_day < from_day
   group by r.indicator
$$;

/*
 * The statements of youths, population and labour force that stand for a unit on a day: of each unit
 * below the latest on or before it. Where a unit above has stated figures too, those stand for all
 * below it, so that nobody is counted twice.
 */
create function indicators.youth_statements(wanted_unit uuid, on_day date)
returns table (id uuid) language sql stable as $$
  with latest as (
    select distinct on (s.unit_id) s.id, s.unit_id
      from members.youth_statistic s
      join access.reach r on r.unit_id = s.unit_id and r.ancestor_id = wanted_unit
       and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
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
create function indicators.youth_statistics(wanted_unit uuid, on_day date)
returns table (youths bigint, population bigint, labour_force bigint, stated_by bigint, counted_on date)
language sql stable as $$
  select sum(s.youths)::bigint, sum(s.population)::bigint, sum(s.labour_force)::bigint, count(*), max(s.counted_on)
    from indicators.youth_statements(wanted_unit, on_day) i join members.youth_statistic s on s.id = i.id
  having count(*) > 0
$$;

/* ---- Targets ---- */

create table indicators.target (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  indicator text not null,
  value double precision not null check (value >= 0),
  valid_from date not null,
  valid_to date,
  decision_no text,
  set_by uuid references members.person,
  set_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (unit_id with =, indicator with =, daterange(valid_from, valid_to) with &&)
);

/* ---- The wall. Only sums leave; who was present where, and what waits, nobody reads. ---- */

alter table indicators.pending enable row level security;
alter table indicators.stale_place enable row level security;
alter table indicators.place enable row level security;
alter table indicators.own enable row level security;
alter table indicators.rollup enable row level security;
alter table indicators.rollup_month enable row level security;
alter table indicators.presence enable row level security;
alter table indicators.revisit enable row level security;
alter table indicators.taken enable row level security;
alter table indicators.place_change enable row level security;
alter table indicators.touched enable row level security;
alter table indicators.revisit_change enable row level security;
alter table indicators.target enable row level security;

create policy signed_in_reads on indicators.place for select using ((select access.is_signed_in()));
create policy reporter_reads on indicators.rollup for select
  using ((select access.reaches_all('reports.read'))
         or unit_id in (select access.reachable('reports.read')));
create policy reporter_reads on indicators.rollup_month for select
  using ((select access.reaches_all('reports.read'))
         or unit_id in (select access.reachable('reports.read')));
create policy reporter_reads on indicators.revisit for select
  using ((select access.reaches_all('reports.read'))
         or unit_id in (select access.reachable('reports.read')));
create policy signed_in_reads on indicators.target for select using ((select access.is_signed_in()));
create policy officer_sets on indicators.target for insert
  with check (unit_id in (select access.reachable('units.write')));
create policy officer_ends on indicators.target for update
  using (unit_id in (select access.reachable('units.write')));

grant select on indicators.place, indicators.rollup, indicators.rollup_month, indicators.revisit to xungkich_app;
grant select, insert, update on indicators.target to xungkich_app;

revoke all on all functions in schema indicators from public;
grant execute on function indicators.fold, indicators.total, indicators.people,
  indicators.youth_statements, indicators.youth_statistics
  to xungkich_app;

-- Records that were there before counting began.
select indicators.rebuild();
