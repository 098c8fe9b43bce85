-- Support as a ledger, mentors, and capital programmes whose committee scores independently.

-- A standing that somebody placed holds the undoing of a reform up, like any record; one that only followed does not.
alter table ventures.standing
  add column placed_unit_id uuid generated always as (case when continues is null then unit_id end) stored references units.unit;

-- What was given, by whom and when; never changed. A mistake is reversed by an entry of the same sum with the other sign.
create table ventures.support_entry (
  id uuid primary key,
  venture_id uuid not null references ventures.venture,
  -- The commune where the venture was on the day.
  unit_id uuid not null references units.unit,
  what text not null check (what in ('production', 'sales', 'management', 'digital', 'capital', 'training')),
  given_by text not null check (given_by = btrim(given_by) and given_by <> ''),
  given_on date not null,
  -- In đồng.
  cost bigint not null,
  note text,
  reverses uuid unique references ventures.support_entry,
  reason text,
  application_id uuid,
  recorded_by uuid references members.person,
  recorded_at timestamptz not null,
  check ((reverses is null) = (reason is null)),
  check (case when reverses is null then cost >= 0 else cost <= 0 end)
);
create index on ventures.support_entry (venture_id, given_on);
create index on ventures.support_entry (unit_id, given_on);
create index on ventures.support_entry (given_on);

-- What came of it after three, six and twelve months, against the month before the support. Never changed either.
create table ventures.outcome (
  id uuid primary key,
  support_id uuid not null references ventures.support_entry,
  venture_id uuid not null references ventures.venture,
  unit_id uuid not null,
  months int not null check (months in (3, 6, 12)),
  measured_on date not null,
  -- Sales of a month, in đồng, more or fewer than before; likewise workers.
  sales_change bigint not null,
  jobs_change int not null,
  new_channel text,
  note text,
  reverses uuid unique references ventures.outcome,
  reason text,
  recorded_by uuid references members.person,
  recorded_at timestamptz not null,
  check ((reverses is null) = (reason is null))
);
create index on ventures.outcome (support_id, months);
create index on ventures.outcome (venture_id);

create table ventures.mentor (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  person_id uuid references members.person,
  name text check (name = btrim(name) and name <> ''),
  organisation text,
  skills text[] not null check (cardinality(skills) > 0),
  fields text[] not null default '{}',
  hours_month int not null check (hours_month between 0 and 200),
  mode text not null default 'both' check (mode in ('in_person', 'online', 'both')),
  phone text check (phone ~ '^\+84\d{9,10}$'),
  note text,
  state text not null default 'active' check (state in ('active', 'resting')),
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  check ((person_id is null) <> (name is null)),
  unique (unit_id, person_id)
);
create index on ventures.mentor (person_id);

create table ventures.mentoring (
  id uuid primary key,
  venture_id uuid not null references ventures.venture,
  unit_id uuid not null,
  mentor_id uuid not null references ventures.mentor,
  goal text not null,
  -- Why these two were brought together, as it was shown then.
  reasons jsonb not null default '[]',
  started_on date not null,
  ended_on date check (ended_on >= started_on),
  began_by uuid references members.person,
  created_at timestamptz not null default now()
);
create unique index one_mentoring_at_a_time on ventures.mentoring (venture_id, mentor_id) where ended_on is null;
create index on ventures.mentoring (mentor_id);

create table ventures.mentor_meeting (
  id uuid primary key,
  mentoring_id uuid not null references ventures.mentoring,
  venture_id uuid not null references ventures.venture,
  unit_id uuid not null,
  met_on date not null,
  minutes int not null check (minutes between 5 and 720),
  note text not null,
  next_step text,
  noted_by uuid references members.person,
  noted_at timestamptz not null
);
create index on ventures.mentor_meeting (mentoring_id, met_on);

create table ventures.programme (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> ''),
  purpose text not null,
  budget bigint not null check (budget > 0),
  most_each bigint not null check (most_each > 0),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  -- open: applications come in. scoring: each scorer by themselves. scored: all is laid open to the committee. decided.
  state text not null default 'open' check (state in ('open', 'scoring', 'scored', 'decided')),
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  version int not null default 1
);
create index on ventures.programme (unit_id, closes_on desc);

create table ventures.scorer (
  programme_id uuid not null references ventures.programme,
  unit_id uuid not null,
  person_id uuid not null references members.person,
  primary key (programme_id, person_id)
);
create index on ventures.scorer (person_id);

create table ventures.application (
  id uuid primary key,
  programme_id uuid not null references ventures.programme,
  venture_id uuid not null references ventures.venture,
  unit_id uuid not null,
  amount bigint not null check (amount > 0),
  own_money bigint not null default 0 check (own_money >= 0),
  plan text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'withdrawn', 'granted', 'declined')),
  written_by uuid references members.person,
  submitted_at timestamptz,
  granted bigint check (granted > 0),
  -- The meeting that decided it, or the paper in which it is written.
  meeting_id uuid references meetings.meeting,
  document_id uuid references documents.document,
  decided_on date,
  decided_by uuid references members.person,
  decision_note text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state in ('granted', 'declined')) = (decided_on is not null)),
  check (decided_on is null or num_nonnulls(meeting_id, document_id) > 0),
  check ((state = 'granted') = (granted is not null))
);
create unique index one_application_each on ventures.application (programme_id, venture_id) where state <> 'withdrawn';
create index on ventures.application (venture_id);
alter table ventures.support_entry add foreign key (application_id) references ventures.application;
create unique index granted_once on ventures.support_entry (application_id) where application_id is not null and reverses is null;

create table ventures.score (
  application_id uuid not null references ventures.application,
  programme_id uuid not null references ventures.programme,
  unit_id uuid not null,
  scorer_id uuid not null references members.person,
  -- From 1 to 5 by each criterion, and their sum.
  scores jsonb not null,
  total int not null,
  remark text,
  given_at timestamptz not null,
  primary key (application_id, scorer_id)
);
create index on ventures.score (programme_id);
create index on ventures.score (scorer_id);

/* ---- Who is asking ---- */

/* The ventures that the actor accompanies as a mentor. */
create function ventures.mentored() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 2 as $$
begin
  return query select g.venture_id from ventures.mentor m join ventures.mentoring g on g.mentor_id = m.id
    where m.person_id = access.person_id() and g.ended_on is null;
end $$;

create or replace function ventures.reads(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return wanted in (select ventures.mine()) or wanted in (select ventures.mentored())
      or exists (select from ventures.venture v where v.id = wanted
                    and (v.created_by = access.person_id()
                         or access.reaches(case v.state when 'draft' then 'ventures.write' else 'ventures.read' end, v.unit_id)));
end $$;

/* The programmes in which the actor scores. */
create function ventures.scored_by_me() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select s.programme_id from ventures.scorer s where s.person_id = access.person_id();
end $$;

/* The programmes in which a venture of the actor's own asks for money: they see no score there. */
create function ventures.applied_to() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select a.programme_id from ventures.application a
    where a.state <> 'withdrawn'
      and (a.venture_id in (select ventures.mine())
           or exists (select from ventures.venture v where v.id = a.venture_id and v.created_by = access.person_id()
                         and not access.reaches('ventures.write', v.unit_id)));
end $$;

/* Whether the actor runs a programme: an officer at its unit or above, with no venture of their own in it. */
create function ventures.runs(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ventures.programme p where p.id = wanted and access.reaches('ventures.write', p.unit_id))
     and wanted not in (select ventures.applied_to());
end $$;

/* Whether the actor may score an application now: of the committee, while it scores, and not their own venture's. */
create function ventures.may_score(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from ventures.application a join ventures.programme p on p.id = a.programme_id and p.state = 'scoring'
      join ventures.scorer s on s.programme_id = p.id and s.person_id = access.person_id()
      join ventures.venture v on v.id = a.venture_id
     where a.id = wanted and a.state = 'submitted' and a.venture_id not in (select ventures.mine())
       and v.created_by is distinct from access.person_id());
end $$;

/* ---- The wall ---- */

create policy mentor_reads on ventures.venture for select using (id in (select ventures.mentored()));

alter table ventures.support_entry enable row level security;
alter table ventures.outcome enable row level security;
alter table ventures.mentor enable row level security;
alter table ventures.mentoring enable row level security;
alter table ventures.mentor_meeting enable row level security;
alter table ventures.programme enable row level security;
alter table ventures.scorer enable row level security;
alter table ventures.application enable row level security;
alter table ventures.score enable row level security;

create policy insider_reads on ventures.support_entry for select using (ventures.reads(venture_id));
create policy reporter_reads on ventures.support_entry for select
  using ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read')));
create policy keeper_enters on ventures.support_entry for insert
  with check (recorded_by is not distinct from (select access.person_id()) and ventures.keeps(venture_id));
grant select, insert on ventures.support_entry to xungkich_app;

create policy insider_reads on ventures.outcome for select using (ventures.reads(venture_id));
create policy keeper_enters on ventures.outcome for insert
  with check (recorded_by is not distinct from (select access.person_id()) and ventures.keeps(venture_id)
    and venture_id = (select e.venture_id from ventures.support_entry e where e.id = support_id));
grant select, insert on ventures.outcome to xungkich_app;

create policy officer_reads on ventures.mentor for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('ventures.read')));
create policy officer_adds on ventures.mentor for insert with check (unit_id in (select access.reachable('ventures.write')));
create policy officer_changes on ventures.mentor for update using (unit_id in (select access.reachable('ventures.write')));
grant select, insert on ventures.mentor to xungkich_app;
grant update (organisation, skills, fields, hours_month, mode, phone, note, state) on ventures.mentor to xungkich_app;

create policy insider_reads on ventures.mentoring for select
  using (ventures.reads(venture_id) or exists (select from ventures.mentor m where m.id = mentor_id and m.unit_id in (select access.reachable('ventures.read'))));
create policy keeper_begins on ventures.mentoring for insert
  with check (began_by is not distinct from (select access.person_id()) and ventures.keeps(venture_id));
create policy keeper_ends on ventures.mentoring for update using (ventures.keeps(venture_id));
grant select, insert on ventures.mentoring to xungkich_app;
grant update (ended_on) on ventures.mentoring to xungkich_app;

create policy insider_reads on ventures.mentor_meeting for select using (ventures.reads(venture_id));
create policy whoever_was_there_notes on ventures.mentor_meeting for insert
  with check (noted_by is not distinct from (select access.person_id())
    and venture_id = (select g.venture_id from ventures.mentoring g where g.id = mentoring_id)
    and (ventures.manages(venture_id) or venture_id in (select ventures.mentored())));
grant select, insert on ventures.mentor_meeting to xungkich_app;

create policy signed_in_reads on ventures.programme for select using ((select access.is_signed_in()));
create policy officer_opens on ventures.programme for insert
  with check (unit_id in (select access.reachable('ventures.write')) and state = 'open');
create policy officer_runs on ventures.programme for update using (unit_id in (select access.reachable('ventures.write')) and ventures.runs(id));
grant select, insert on ventures.programme to xungkich_app;
grant update (name, purpose, budget, most_each, opens_on, closes_on, state, version) on ventures.programme to xungkich_app;

create policy committee_reads on ventures.scorer for select
  using (person_id = (select access.person_id()) or programme_id in (select ventures.scored_by_me()) or ventures.runs(programme_id));
create policy officer_names on ventures.scorer for insert
  with check (ventures.runs(programme_id) and exists (select from ventures.programme p where p.id = programme_id and p.unit_id = scorer.unit_id and p.state in ('open', 'scoring')));
create policy officer_leaves_out on ventures.scorer for delete
  using (ventures.runs(programme_id) and exists (select from ventures.programme p where p.id = programme_id and p.state = 'open'));
grant select, insert, delete on ventures.scorer to xungkich_app;

create policy applicant_reads on ventures.application for select
  using (venture_id in (select ventures.mine()) or written_by = (select access.person_id()));
create policy officer_reads on ventures.application for select
  using (state <> 'draft' and unit_id in (select access.reachable('ventures.read')));
create policy committee_reads on ventures.application for select
  using (state <> 'draft' and (programme_id in (select ventures.scored_by_me()) or ventures.runs(programme_id)));
create policy applicant_writes on ventures.application for insert
  with check (state = 'draft' and written_by = (select access.person_id()) and ventures.manages(venture_id)
    and exists (select from ventures.venture v join ventures.programme p on p.id = programme_id
                 where v.id = venture_id and v.unit_id = application.unit_id and v.state = 'registered' and p.state = 'open'));
create policy applicant_changes on ventures.application for update
  using (state in ('draft', 'submitted') and ventures.manages(venture_id))
  with check (state in ('draft', 'submitted', 'withdrawn') and ventures.manages(venture_id));
create policy officer_decides on ventures.application for update
  using (state = 'submitted' and ventures.runs(programme_id))
  with check (state in ('granted', 'declined') and ventures.runs(programme_id));
grant select, insert on ventures.application to xungkich_app;
grant update (amount, own_money, plan, state, submitted_at, granted, meeting_id, document_id, decided_on, decided_by, decision_note, version)
  on ventures.application to xungkich_app;

-- While the committee scores, each sees what they gave themselves. Laid open, the committee and whoever runs the
-- programme see all of it; nobody who asks for money in it sees any, whatever office they hold.
create policy scorer_reads_own on ventures.score for select using (scorer_id = (select access.person_id()));
create policy committee_reads_what_is_laid_open on ventures.score for select
  using (programme_id not in (select ventures.applied_to())
    and exists (select from ventures.programme p where p.id = programme_id and p.state in ('scored', 'decided'))
    and (programme_id in (select ventures.scored_by_me()) or ventures.runs(programme_id)));
create policy scorer_gives on ventures.score for insert
  with check (scorer_id = (select access.person_id()) and ventures.may_score(application_id)
    and programme_id = (select a.programme_id from ventures.application a where a.id = application_id)
    and unit_id = (select p.unit_id from ventures.programme p where p.id = programme_id));
create policy scorer_thinks_again on ventures.score for update
  using (scorer_id = (select access.person_id()) and ventures.may_score(application_id));
grant select, insert on ventures.score to xungkich_app;
grant update (scores, total, remark, given_at) on ventures.score to xungkich_app;

/* ---- The ledger's rules ---- */

/* A reversing entry takes back a whole entry, to the đồng, and is not taken back itself. */
create function ventures.check_reversal() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from added n left join ventures.support_entry o on o.id = n.reverses
              where n.reverses is not null
                and (o.reverses is not null or (n.venture_id, n.unit_id, n.what, n.given_on, n.cost) is distinct from
                     (o.venture_id, o.unit_id, o.what, o.given_on, -o.cost))) then
    raise check_violation using message = 'ventures: a reversing entry differs from what it reverses';
  end if;
  return null;
end $$;
create trigger reversal_is_whole after insert on ventures.support_entry referencing new table as added
  for each statement execute function ventures.check_reversal();

create function ventures.check_outcome() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from added n left join ventures.outcome o on o.id = n.reverses
              where n.reverses is not null
                and (o.reverses is not null or (n.support_id, n.months, n.sales_change, n.jobs_change) is distinct from
                     (o.support_id, o.months, -o.sales_change, -o.jobs_change))) then
    raise check_violation using message = 'ventures: a reversing measurement differs from what it reverses';
  end if;
  if exists (select from ventures.outcome o
              where o.support_id in (select n.support_id from added n) and o.reverses is null
                and not exists (select from ventures.outcome r where r.reverses = o.id)
              group by o.support_id, o.months having count(*) > 1) then
    raise unique_violation using message = 'ventures: measured already', constraint = 'measured_once';
  end if;
  return null;
end $$;
create trigger outcome_is_whole after insert on ventures.outcome referencing new table as added
  for each statement execute function ventures.check_outcome();

/* Since when a venture has been supported: the first day of what was not reversed. */
create function ventures.mark_supported() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update ventures.venture v set supported_on = f.first_on
    from (select c.venture_id, (select min(e.given_on) from ventures.support_entry e
            where e.venture_id = c.venture_id and e.reverses is null
              and not exists (select from ventures.support_entry r where r.reverses = e.id)) as first_on
            from (select distinct venture_id from added) c) f
   where v.id = f.venture_id and v.supported_on is distinct from f.first_on;
  update ventures.standing s set supported_on = v.supported_on
    from ventures.venture v
   where v.id in (select venture_id from added) and s.venture_id = v.id and s.supported_on is distinct from v.supported_on;
  return null;
end $$;
create trigger supported_since after insert on ventures.support_entry referencing new table as added
  for each statement execute function ventures.mark_supported();

/* ---- Reading across units ---- */

/* Mentors whom a venture may have: of its commune and of the units above it; for officers who keep it. */
create function ventures.mentors_for(wanted uuid)
  returns table (id uuid, unit_id uuid, unit_name text, name text, organisation text, skills text[], fields text[], hours_month int, mode text,
                 minutes_this_month int, ventures_now int, is_paired boolean, person_id uuid)
  language sql stable security definer set search_path = '' as $$
  select m.id, m.unit_id, u.name, coalesce(m.name, p.full_name), m.organisation, m.skills, m.fields, m.hours_month, m.mode,
         (select coalesce(sum(t.minutes), 0)::int from ventures.mentoring g join ventures.mentor_meeting t on t.mentoring_id = g.id
           where g.mentor_id = m.id and date_trunc('month', t.met_on::timestamp) = date_trunc('month', platform.today()::timestamp)),
         (select count(*)::int from ventures.mentoring g where g.mentor_id = m.id and g.ended_on is null),
         exists (select from ventures.mentoring g where g.mentor_id = m.id and g.venture_id = wanted and g.ended_on is null),
         m.person_id
    from ventures.venture v
    join access.reach r on r.unit_id = v.unit_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
    join ventures.mentor m on m.unit_id = r.ancestor_id and m.state = 'active'
    left join members.person p on p.id = m.person_id
    left join lateral (select n.name from units.unit_version n where n.unit_id = m.unit_id order by n.valid_from desc limit 1) u on true
   where v.id = wanted and ventures.keeps(wanted)
     -- Nobody is their own mentor.
     and not exists (select from ventures.principal b where b.venture_id = wanted and b.person_id = m.person_id)
$$;

/* Who accompanies a venture, by name, for those who read it from within. */
create function ventures.mentorings_of(wanted uuid)
  returns table (id uuid, mentor_id uuid, mentor_name text, organisation text, goal text, reasons jsonb, started_on date, ended_on date)
  language sql stable security definer set search_path = '' as $$
  select g.id, g.mentor_id, coalesce(m.name, p.full_name), m.organisation, g.goal, g.reasons, g.started_on, g.ended_on
    from ventures.mentoring g join ventures.mentor m on m.id = g.mentor_id left join members.person p on p.id = m.person_id
   where g.venture_id = wanted and ventures.reads(wanted)
   order by g.ended_on is not null, g.started_on desc, g.id
$$;

/* How far a committee is: how many have scored how many applications, and nothing of what they gave. */
create function ventures.scoring_progress(wanted uuid)
  returns table (person_id uuid, name text, scored int, to_score int)
  language sql stable security definer set search_path = '' as $$
  select s.person_id, p.full_name,
         (select count(*)::int from ventures.score o where o.programme_id = wanted and o.scorer_id = s.person_id),
         (select count(*)::int from ventures.application a where a.programme_id = wanted and a.state = 'submitted'
            and not exists (select from ventures.principal b where b.venture_id = a.venture_id and b.person_id = s.person_id))
    from ventures.scorer s join members.person p on p.id = s.person_id
   where s.programme_id = wanted and (ventures.runs(wanted) or wanted in (select ventures.scored_by_me()))
   order by p.full_name collate "vi-x-icu", s.person_id
$$;

/* What a decided application came to on average, for those behind it: of their own alone, and of no single scorer. */
create function ventures.own_result(wanted uuid) returns numeric
  language sql stable security definer set search_path = '' as $$
  select round(avg(s.total), 1) from ventures.application a join ventures.score s on s.application_id = a.id
   where a.id = wanted and a.state in ('granted', 'declined') and a.venture_id in (select ventures.mine())
$$;

/* The name of a venture that asks for money, and what it is, for the committee that is to score it. */
create function ventures.applicants_of(wanted uuid)
  returns table (application_id uuid, venture_id uuid, name text, kind text, field text, workers int, unit_name text, is_own boolean)
  language sql stable security definer set search_path = '' as $$
  select a.id, v.id, v.name, v.kind, v.field, v.workers, u.name,
         (v.id in (select ventures.mine()) or v.created_by is not distinct from access.person_id())
    from ventures.application a join ventures.venture v on v.id = a.venture_id
    left join lateral (select n.name from units.unit_version n where n.unit_id = v.unit_id order by n.valid_from desc limit 1) u on true
   where a.programme_id = wanted and a.state not in ('draft', 'withdrawn')
     and (wanted in (select ventures.scored_by_me()) or ventures.runs(wanted))
$$;

/* Whom a deadline of today concerns: who entered the support, if they still keep that register. */
create function ventures.due_today() returns table (person_id uuid, venture_id uuid, name text, months int)
  language sql stable security definer set search_path = '' as $$
  select e.recorded_by, v.id, v.name, m.months
    from ventures.support_entry e join ventures.venture v on v.id = e.venture_id and v.state = 'registered' and v.ended_on is null
    cross join (values (3), (6), (12)) m (months)
   where e.reverses is null and e.recorded_by is not null and (e.given_on + make_interval(months => m.months))::date = platform.today()
     and not exists (select from ventures.support_entry r where r.reverses = e.id)
     and not exists (select from ventures.outcome o where o.support_id = e.id and o.months = m.months and o.reverses is null
                        and not exists (select from ventures.outcome t where t.reverses = o.id))
$$;

revoke all on function ventures.mentored, ventures.scored_by_me, ventures.applied_to, ventures.runs, ventures.may_score,
  ventures.check_reversal, ventures.check_outcome, ventures.mark_supported, ventures.mentors_for, ventures.mentorings_of,
  ventures.scoring_progress, ventures.own_result, ventures.applicants_of, ventures.due_today from public;
grant execute on function ventures.mentored, ventures.scored_by_me, ventures.applied_to, ventures.runs, ventures.may_score,
  ventures.mentors_for, ventures.mentorings_of, ventures.scoring_progress, ventures.own_result, ventures.applicants_of,
  ventures.due_today to xungkich_app;

-- What is still to come of mentors and programmes follows its unit in a reform; what was given stays where it was.
insert into restructuring.followed (relation, key, condition) values
  ('ventures.mentor', 'id', 'r.state = ''active'''),
  ('ventures.programme', 'id', 'r.state <> ''decided''');

/* ---- Counting ---- */

/* Support counts on the day it was given; what reverses it takes it away again on that very day. */
create function indicators.facts_of_support(reverses uuid)
  returns table (indicators text[], value int) language sql immutable parallel safe as $$
  select array['supports_given'], case when reverses is null then 1 else -1 end
$$;

do $$
declare
  one text;
begin
  execute 'create or replace view indicators.fact as ' || rtrim(pg_get_viewdef('indicators.fact'::regclass), '; ') || '
    union all
    select e.unit_id, ''flow'', f.indicators, e.given_on, null::uuid, f.value
      from ventures.support_entry e cross join lateral indicators.facts_of_support(e.reverses) f';
  foreach one in array array['indicators.hold_records', 'indicators.rebuild'] loop
    execute replace(pg_get_functiondef(one::regproc), ' in share mode', ', ventures.support_entry in share mode');
  end loop;
end $$;

create function indicators.count_supports() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select e.unit_id, 'flow', f.indicators, e.given_on, sum(f.value)
    from added e cross join lateral indicators.facts_of_support(e.reverses) f
   group by e.unit_id, f.indicators, e.given_on having sum(f.value) <> 0;
  return null;
end $$;
create trigger counted_after_insert after insert on ventures.support_entry referencing new table as added
  for each statement execute function indicators.count_supports();
revoke all on function indicators.count_supports from public;
