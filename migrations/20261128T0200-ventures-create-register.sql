-- Enterprises, cooperatives, household businesses and start-up models of young people: what each was, where and
-- from when until when, so that the figure of any day can be worked out anew.
create schema ventures;
grant usage on schema ventures to xungkich_app;

create table ventures.venture (
  id uuid primary key,
  -- Where it is, and what: as its last standing says. Derived, so it holds no reform up; rights follow it.
  unit_id uuid not null,
  kind text not null check (kind in ('enterprise', 'cooperative', 'household', 'startup_model')),
  name text not null check (name = btrim(name) and name <> ''),
  field text not null check (field = btrim(field) and field <> ''),
  stage text not null check (stage in ('preparing', 'starting', 'steady', 'growing', 'paused')),
  place text,
  workers int check (workers >= 0),
  -- In đồng.
  capital bigint check (capital >= 0),
  registration_no text check (registration_no = btrim(registration_no) and registration_no <> ''),
  summary text,
  -- In what it asks for support.
  needs text[] not null default '{}',
  -- For customers: shown to everybody once it is public.
  phone text check (phone ~ '^\+84\d{9,10}$'),
  website text check (website ~ '^https?://'),
  idea_id uuid references ideas.idea,
  -- A draft and what was struck out count for nothing.
  state text not null default 'draft' check (state in ('draft', 'registered', 'struck')),
  strike_reason text,
  end_reason text,
  -- Out of its standings and its support.
  founded_on date,
  ended_on date,
  supported_on date,
  published_on date,
  version int not null default 1,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  is_public boolean not null generated always as (state = 'registered' and published_on is not null) stored,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, platform.searchable(
    name || ' ' || coalesce(place, '') || ' ' || coalesce(summary, '') || ' ' || coalesce(registration_no, '')))) stored,
  check ((state = 'struck') = (strike_reason is not null))
);
create index venture_by_unit on ventures.venture (unit_id, founded_on desc, id desc);
create index venture_by_founding on ventures.venture (founded_on desc, id desc);
create index venture_public on ventures.venture (published_on desc, id desc) where is_public;
create index venture_by_idea on ventures.venture (idea_id) where idea_id is not null;
create index on ventures.venture (created_by);
create unique index registration_is_unique on ventures.venture (kind, registration_no)
  where registration_no is not null and state = 'registered';

-- What a venture was, and in which commune: a household that became an enterprise, or moved, has two.
create table ventures.standing (
  id uuid primary key,
  venture_id uuid not null references ventures.venture on delete cascade,
  -- The commune as it was on those days. A reform that is taken back must find nothing that points to what it founded.
  unit_id uuid not null,
  kind text not null check (kind in ('enterprise', 'cooperative', 'household', 'startup_model')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  -- Copied from the venture, since counting looks at these rows only.
  counts boolean not null default false,
  supported_on date,
  -- The standing at a commune that a reform ended, where this one goes on from it.
  continues uuid,
  exclude using gist (venture_id with =, daterange(valid_from, valid_to) with &&)
);
create index on ventures.standing (venture_id, valid_from);
create index on ventures.standing (unit_id);
create index standing_continued on ventures.standing (continues) where continues is not null;

-- The people behind a venture: of the register, or by name alone.
create table ventures.principal (
  id uuid primary key,
  venture_id uuid not null references ventures.venture on delete cascade,
  unit_id uuid not null,
  person_id uuid references members.person,
  name text check (name = btrim(name) and name <> ''),
  role text not null check (role in ('leader', 'cofounder', 'member')),
  -- May keep what the register says of the venture, with their own login.
  manages boolean not null default false,
  -- Each says for themselves whether the public page may name them; for those in no register the officer asks.
  shows_name boolean not null default false,
  joined_on date,
  left_on date,
  check ((person_id is null) <> (name is null)),
  check (not manages or person_id is not null),
  unique (venture_id, person_id)
);
create index on ventures.principal (person_id);

-- What was changed, by whom and when, in the words of the fields.
create table ventures.change (
  id uuid primary key,
  venture_id uuid not null references ventures.venture on delete cascade,
  unit_id uuid not null,
  kind text not null,
  details jsonb not null default '{}',
  changed_by uuid references members.person,
  changed_at timestamptz not null
);
create index on ventures.change (venture_id, changed_at);

/* ---- Who is asking ---- */

/* The ventures that the actor keeps as one of the people behind them. */
create function ventures.managed() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select p.venture_id from ventures.principal p
    where p.person_id = access.person_id() and p.manages and (p.left_on is null or p.left_on > platform.today());
end $$;

/* The ventures behind which the actor stands, in whatever role. */
create function ventures.mine() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select p.venture_id from ventures.principal p where p.person_id = access.person_id();
end $$;

/* The commune of today in which the actor stands; null where there is none. */
create function ventures.my_commune() returns uuid
  language sql stable security definer set search_path = '' as $$
  select ideas.unit_at(p.unit_id, 'commune') from members.person p where p.id = access.person_id()
$$;

/* Whether the actor keeps a venture: an officer above it, or one of its people who manages it. */
create function ventures.manages(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return wanted in (select ventures.managed())
      or exists (select from ventures.venture v where v.id = wanted and access.reaches('ventures.write', v.unit_id));
end $$;

/* Whether the actor is an officer who keeps the register where a venture is. */
create function ventures.keeps(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ventures.venture v where v.id = wanted and access.reaches('ventures.write', v.unit_id));
end $$;

/* Whether the actor reads a venture from within. */
create function ventures.reads(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return wanted in (select ventures.mine())
      or exists (select from ventures.venture v where v.id = wanted
                    and (v.created_by = access.person_id()
                         or access.reaches(case v.state when 'draft' then 'ventures.write' else 'ventures.read' end, v.unit_id)));
end $$;

create function ventures.is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from ventures.venture v where v.id = wanted and v.is_public)
$$;

/* ---- The wall ---- */

alter table ventures.venture enable row level security;
alter table ventures.standing enable row level security;
alter table ventures.principal enable row level security;
alter table ventures.change enable row level security;

create policy people_behind_read on ventures.venture for select
  using (id in (select ventures.mine()) or created_by = (select access.person_id()));
create policy officer_reads on ventures.venture for select
  using (state <> 'draft' and ((select access.reaches_all('ventures.read')) or unit_id in (select access.reachable('ventures.read'))));
create policy officer_reads_drafts on ventures.venture for select
  using (unit_id in (select access.reachable('ventures.write')));
create policy officer_adds on ventures.venture for insert
  with check (unit_id in (select access.reachable('ventures.write')) and state = 'draft' and published_on is null);
create policy member_drafts_own on ventures.venture for insert
  with check (state = 'draft' and published_on is null and created_by = (select access.person_id()) and unit_id = (select ventures.my_commune()));
create policy officer_changes on ventures.venture for update
  using (unit_id in (select access.reachable('ventures.write')));
create policy people_behind_change on ventures.venture for update
  using (id in (select ventures.managed()) and state <> 'struck');
grant select, insert on ventures.venture to xungkich_app;
-- Neither its state, its place nor its days: those follow from what an officer decides and from its standings.
grant update (name, field, stage, place, workers, capital, registration_no, summary, needs, phone, website, idea_id,
  end_reason, published_on, version, updated_at) on ventures.venture to xungkich_app;

create policy insider_reads on ventures.standing for select using (ventures.reads(venture_id));
create policy reporter_reads on ventures.standing for select
  using (counts and ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read'))));
create policy officer_places on ventures.standing for insert
  with check (unit_id in (select access.reachable('ventures.write')) and continues is null and ventures.keeps(venture_id)
    and counts = (select v.state = 'registered' from ventures.venture v where v.id = venture_id));
create policy member_places_draft on ventures.standing for insert
  with check (not counts and continues is null and unit_id = (select ventures.my_commune())
    and exists (select from ventures.venture v where v.id = venture_id and v.state = 'draft' and v.created_by = (select access.person_id())));
create policy officer_changes on ventures.standing for update
  using (ventures.keeps(venture_id)) with check (ventures.keeps(venture_id) and unit_id in (select access.reachable('ventures.write')));
create policy member_changes_draft on ventures.standing for update
  using (not counts and exists (select from ventures.venture v where v.id = venture_id and v.state = 'draft' and v.created_by = (select access.person_id())))
  with check (not counts and unit_id = (select ventures.my_commune()));
create policy officer_takes_away on ventures.standing for delete
  using (ventures.keeps(venture_id) and unit_id in (select access.reachable('ventures.write')));
grant select, insert, delete on ventures.standing to xungkich_app;
grant update (unit_id, kind, valid_from, valid_to) on ventures.standing to xungkich_app;

create policy insider_reads on ventures.principal for select
  using (person_id = (select access.person_id()) or ventures.reads(venture_id));
create policy keeper_names on ventures.principal for insert
  with check (exists (select from ventures.venture v where v.id = venture_id and v.unit_id = principal.unit_id
    and (v.unit_id in (select access.reachable('ventures.write')) or v.id in (select ventures.managed())
         or (v.state = 'draft' and v.created_by = (select access.person_id())))));
create policy keeper_changes on ventures.principal for update
  using (ventures.manages(venture_id)
    or exists (select from ventures.venture v where v.id = venture_id and v.state = 'draft' and v.created_by = (select access.person_id())));
create policy each_says_for_themselves on ventures.principal for update using (person_id = (select access.person_id()));
create policy keeper_leaves_out on ventures.principal for delete
  using (ventures.manages(venture_id)
    or exists (select from ventures.venture v where v.id = venture_id and v.state = 'draft' and v.created_by = (select access.person_id())));
grant select, insert, delete on ventures.principal to xungkich_app;
grant update (role, shows_name, joined_on, left_on) on ventures.principal to xungkich_app;

create policy insider_reads on ventures.change for select using (ventures.reads(venture_id));
create policy whoever_changes_says_so on ventures.change for insert
  with check (changed_by is not distinct from (select access.person_id())
    and exists (select from ventures.venture v where v.id = venture_id and v.unit_id = change.unit_id
      and (v.created_by = (select access.person_id()) or ventures.manages(v.id))));
grant select, insert on ventures.change to xungkich_app;

/* ---- What is derived ---- */

/* Whether it is a draft, registered or struck out; by an officer who keeps the register where it is. */
create function ventures.turn(wanted uuid, to_state text, why text) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if access.person_id() is not null and not ventures.keeps(wanted) then return false; end if;
  update ventures.venture set state = to_state, strike_reason = why, version = version + 1, updated_at = now(),
         published_on = case when to_state = 'registered' then published_on end
   where id = wanted;
  update ventures.standing set counts = (to_state = 'registered') where venture_id = wanted;
  return true;
end $$;

/* Keeps what a venture says of its place, kind and days as its standings have it. */
create function ventures.settle() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update ventures.venture v set unit_id = l.unit_id, kind = l.kind, founded_on = l.founded_on, ended_on = l.ended_on
    from (select distinct on (s.venture_id) s.venture_id, s.unit_id, s.kind, s.valid_to as ended_on,
                 min(s.valid_from) over (partition by s.venture_id) as founded_on
            from ventures.standing s where s.venture_id in (select c.venture_id from changed c)
           order by s.venture_id, s.valid_from desc) l
   where v.id = l.venture_id
     and (v.unit_id, v.kind, v.founded_on, v.ended_on) is distinct from (l.unit_id, l.kind, l.founded_on, l.ended_on);
  return null;
end $$;
create trigger settled_after_insert after insert on ventures.standing referencing new table as changed
  for each statement execute function ventures.settle();
create trigger settled_after_change after update on ventures.standing referencing new table as changed
  for each statement execute function ventures.settle();
create trigger settled_after_delete after delete on ventures.standing referencing old table as changed
  for each statement execute function ventures.settle();

/*
 * After a reform, or one taken back: a standing at a commune that ended ends with it and goes on in the one that
 * stands in its place; where several do, in the first. Returns how many moved.
 */
create function ventures.follow_reforms() returns int
  language plpgsql security definer set search_path = '' as $$
declare
  moved int := 0;
  so_many int;
  gone record;
begin
  -- Taken back: where the commune stands again, what went on from it is one with it again.
  with back as (
    delete from ventures.standing s using ventures.standing p
     where p.id = s.continues and exists (select from units.unit_version v where v.unit_id = p.unit_id and v.valid_from <= s.valid_from
             and (v.valid_to is null or v.valid_to > s.valid_from))
    returning s.continues, s.valid_to, s.kind
  ), kept as (
    update ventures.standing p set valid_to = b.valid_to, kind = b.kind from back b where p.id = b.continues returning 1
  ) select count(*) into moved from kept;
  for gone in
    select e.unit_id, e.ended_on, (select h.heir_id from units.heirs(array[e.unit_id]) h order by h.heir_id limit 1) as heir_id
      from (select s.unit_id, (select max(v.valid_to) from units.unit_version v where v.unit_id = s.unit_id) as ended_on
              from ventures.standing s
             where s.valid_to is null
               and not exists (select from units.unit_version v where v.unit_id = s.unit_id and v.valid_from <= platform.today()
                                  and (v.valid_to is null or v.valid_to > platform.today()))
             group by s.unit_id) e
     where e.ended_on <= platform.today()
  loop
    continue when gone.heir_id is null;
    update ventures.standing set unit_id = gone.heir_id
     where unit_id = gone.unit_id and valid_to is null and valid_from >= gone.ended_on;
    get diagnostics so_many = row_count;
    moved := moved + so_many;
    with ended as (
      update ventures.standing set valid_to = gone.ended_on where unit_id = gone.unit_id and valid_to is null returning *
    )
    insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, counts, supported_on, continues)
    select uuidv7(), venture_id, gone.heir_id, kind, gone.ended_on, counts, supported_on, id from ended;
    get diagnostics so_many = row_count;
    moved := moved + so_many;
  end loop;
  return moved;
end $$;

/* ---- Reading by name ---- */

/* The people behind a venture, by name, for those who read it from within. */
create function ventures.principals_of(wanted uuid)
  returns table (id uuid, person_id uuid, name text, role text, manages boolean, shows_name boolean, joined_on date, left_on date)
  language sql stable security definer set search_path = '' as $$
  select p.id, p.person_id, coalesce(p.name, m.full_name), p.role, p.manages, p.shows_name, p.joined_on, p.left_on
    from ventures.principal p left join members.person m on m.id = p.person_id
   where p.venture_id = wanted and ventures.reads(wanted)
   order by p.left_on is not null, case p.role when 'leader' then 0 when 'cofounder' then 1 else 2 end, p.id
$$;

/* Who of the register stands under both a name and a number (of a card, or a phone): nothing less tells. */
create function ventures.find_person(by_name text, number text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select (array_agg(p.id))[1] from members.person p
   where (p.phone = number or p.code = number) and platform.searchable(p.full_name) = platform.searchable(by_name)
     and number <> '' and access.is_signed_in()
  having count(*) = 1
$$;

create function ventures.changes_of(wanted uuid)
  returns table (id uuid, kind text, details jsonb, changed_by text, changed_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select c.id, c.kind, c.details, p.full_name, c.changed_at
    from ventures.change c left join members.person p on p.id = c.changed_by
   where c.venture_id = wanted and ventures.reads(wanted)
   order by c.changed_at desc, c.id desc limit 200
$$;

/* What everybody may know of a public venture; no row where it is not public. People only by their choice and from sixteen on. */
create function ventures.public_page(wanted uuid)
  returns table (id uuid, name text, kind text, field text, place text, summary text, phone text, website text,
                 founded_on date, ended_on date, commune text, province text, people text[], idea_id uuid, updated_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select v.id, v.name, v.kind, v.field, v.place, v.summary, v.phone, v.website, v.founded_on, v.ended_on, u.name, r.name,
         array(select coalesce(p.name, m.full_name) from ventures.principal p left join members.person m on m.id = p.person_id
                where p.venture_id = v.id and p.shows_name and p.left_on is null
                  and (m.id is null or (m.birth_year is not null
                       and coalesce(m.birth_on, make_date(m.birth_year, 12, 31)) <= platform.today() - interval '16 years'))
                order by case p.role when 'leader' then 0 when 'cofounder' then 1 else 2 end, p.id),
         (select i.id from ideas.idea i where i.id = v.idea_id and i.is_public), v.updated_at
    from ventures.venture v
    left join lateral (select n.name from units.unit_version n where n.unit_id = v.unit_id order by n.valid_from desc limit 1) u on true
    left join lateral (select n.name from units.unit_version n where n.unit_id = ideas.unit_at(v.unit_id, 'province')
                        order by n.valid_from desc limit 1) r on true
   where v.id = wanted and v.is_public
$$;

/* Public ventures, the latest first; a kind, a field, words and a commune narrow them down. */
create function ventures.public_list(query text, of_kind text, of_field text, within uuid, from_day date, from_id uuid, at_most int)
  returns table (id uuid, name text, kind text, field text, place text, commune text, summary text, published_on date)
  language sql stable security definer set search_path = '' as $$
  select v.id, v.name, v.kind, v.field, v.place, u.name, v.summary, v.published_on
    from ventures.venture v
    left join lateral (select n.name from units.unit_version n where n.unit_id = v.unit_id order by n.valid_from desc limit 1) u on true
   where v.is_public and v.ended_on is null
     and (query = '' or v.words @@ query::tsquery)
     and (of_kind is null or v.kind = of_kind) and (of_field is null or v.field = of_field)
     and (within is null or exists (select from access.reach a where a.ancestor_id = within and a.unit_id = v.unit_id
            and a.valid_from <= platform.today() and (a.valid_to is null or a.valid_to > platform.today())))
     and (from_day is null or (v.published_on, v.id) < (from_day, from_id))
   order by v.published_on desc, v.id desc limit at_most
$$;

/* What came out of an idea: for everybody what is public, else what the actor reads. */
create function ventures.out_of_idea(wanted uuid) returns table (id uuid, name text, kind text, is_public boolean, founded_on date)
  language sql stable security definer set search_path = '' as $$
  select v.id, v.name, v.kind, v.is_public, v.founded_on from ventures.venture v
   where v.idea_id = wanted and v.state = 'registered' and (v.is_public or ventures.reads(v.id)) order by v.founded_on, v.id
$$;

revoke all on all functions in schema ventures from public;
grant execute on function ventures.managed, ventures.mine, ventures.my_commune, ventures.manages, ventures.keeps, ventures.reads,
  ventures.is_public, ventures.turn, ventures.follow_reforms, ventures.principals_of, ventures.find_person, ventures.changes_of,
  ventures.public_page, ventures.public_list, ventures.out_of_idea to xungkich_app;

/* ---- Counting ---- */

/* What a standing counts for, as a level: from its first day until the day on which it no longer stands. */
create function indicators.facts_of_standing(kind text, counts boolean, supported_on date, valid_from date, valid_to date)
  returns table (indicators text[], day date, value int) language sql immutable parallel safe as $$
  select names, day, value
    from (values
      (array[case kind when 'enterprise' then 'enterprises' when 'cooperative' then 'cooperatives'
                       when 'household' then 'household_businesses' else 'startup_models' end], valid_from),
      (case when kind = 'startup_model' then array['supported_models'] end, greatest(valid_from, supported_on))
    ) f (names, since)
    cross join lateral (values (f.since, 1), (valid_to, -1)) d (day, value)
   where counts and names is not null and (names <> array['supported_models'] or supported_on is not null)
     and day is not null and (valid_to is null or f.since < valid_to)
$$;

-- Whatever else is counted by now stays: the view and the two functions get a part more.
do $$
declare
  one text;
begin
  execute 'create or replace view indicators.fact as ' || rtrim(pg_get_viewdef('indicators.fact'::regclass), '; ') || '
    union all
    select s.unit_id, ''stock'', f.indicators, f.day, null::uuid, f.value
      from ventures.standing s
      cross join lateral indicators.facts_of_standing(s.kind, s.counts, s.supported_on, s.valid_from, s.valid_to) f';
  foreach one in array array['indicators.hold_records', 'indicators.rebuild'] loop
    if pg_get_functiondef(one::regproc) !~ ' in share mode' then raise exception '% is not as this migration knows it', one; end if;
    execute replace(pg_get_functiondef(one::regproc), ' in share mode', ', ventures.standing in share mode');
  end loop;
end $$;

create function indicators.count_standings() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select s.unit_id, 'stock', f.indicators, f.day, sum(f.value) * tg_argv[0]::int
    from changed s cross join lateral indicators.facts_of_standing(s.kind, s.counts, s.supported_on, s.valid_from, s.valid_to) f
   group by s.unit_id, f.indicators, f.day;
  return null;
end $$;
create function indicators.recount_standings() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select d.unit_id, 'stock', d.indicators, d.day, sum(d.value)
    from (
      select n.unit_id, f.indicators, f.day, f.value from new_rows n
        cross join lateral indicators.facts_of_standing(n.kind, n.counts, n.supported_on, n.valid_from, n.valid_to) f
      union all
      select o.unit_id, f.indicators, f.day, -f.value from old_rows o
        cross join lateral indicators.facts_of_standing(o.kind, o.counts, o.supported_on, o.valid_from, o.valid_to) f
    ) d
   group by d.unit_id, d.indicators, d.day having sum(d.value) <> 0;
  return null;
end $$;
create trigger counted_after_insert after insert on ventures.standing referencing new table as changed
  for each statement execute function indicators.count_standings('1');
create trigger counted_after_delete after delete on ventures.standing referencing old table as changed
  for each statement execute function indicators.count_standings('-1');
create trigger counted_after_change after update on ventures.standing referencing old table as old_rows new table as new_rows
  for each statement execute function indicators.recount_standings();
revoke all on function indicators.count_standings, indicators.recount_standings from public;
