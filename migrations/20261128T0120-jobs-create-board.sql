-- Jobs by QR code: employers verified by an officer, vacancies checked before they are public, applications
-- that only their employer reads, and who found work, with consent.
create schema jobs;
grant usage on schema jobs to xungkich_app;

create table jobs.employer (
  id uuid primary key,
  -- Whose officers verify it and check what it offers.
  unit_id uuid not null references units.unit,
  kind text not null check (kind in ('enterprise', 'cooperative', 'household', 'job_centre', 'labour_export')),
  name text not null check (name = btrim(name) and name <> ''),
  -- Of the enterprise register, the household's certificate, or the decision that founded a centre.
  registration_no text not null check (registration_no ~ '^[0-9A-ZĐ./-]{5,40}$'),
  place text not null,
  contact_name text not null,
  phone text not null check (phone ~ '^\+84\d{8,10}$'),
  email text,
  -- To send workers abroad: the ministry's licence (law 69/2020/QH14, article 8).
  licence_no text,
  state text not null default 'waiting' check (state in ('waiting', 'verified', 'refused')),
  check_source text,
  check_note text,
  checked_by uuid references members.person,
  checked_on date,
  registered_on date not null,
  -- The outsider's account that acts for it.
  account_id uuid unique,
  check (kind <> 'labour_export' or licence_no is not null),
  check (state = 'waiting' or checked_on is not null),
  check (state <> 'verified' or check_source is not null)
);
create unique index one_employer_a_registration on jobs.employer (registration_no) where state <> 'refused';
create index on jobs.employer (unit_id, state);

create function jobs.total_of(fees jsonb) returns bigint language sql immutable parallel safe as $$
  select coalesce(sum((f ->> 'amount')::bigint), 0)::bigint from jsonb_array_elements(coalesce(fees, '[]')) f
$$;

create table jobs.vacancy (
  id uuid primary key,
  employer_id uuid not null references jobs.employer,
  unit_id uuid not null references units.unit,
  title text not null check (title = btrim(title) and title <> ''),
  description text not null,
  field text not null,
  is_abroad boolean not null,
  country text,
  place text not null,
  salary_from int not null check (salary_from > 0),
  salary_to int not null check (salary_to >= salary_from),
  hours text not null,
  language text not null,
  housing text not null check (housing in ('none', 'free', 'paid', 'allowance')),
  housing_note text,
  slots int not null check (slots between 1 and 100000),
  requirements text,
  benefits text,
  ends_on date not null,
  contact_name text,
  contact_phone text check (contact_phone ~ '^\+84\d{8,10}$'),
  contact_other text,
  -- For work abroad: who sends, under which licence, what is signed for how long, and everything that it costs.
  licensed_by text,
  licence_no text,
  contract text,
  contract_months int check (contract_months between 1 and 120),
  fees jsonb check (jsonb_typeof(fees) = 'array'),
  fees_total bigint generated always as (jobs.total_of(fees)) stored,
  state text not null default 'draft' check (state in ('draft', 'waiting', 'public', 'ended', 'refused')),
  reason text,
  created_on date not null,
  sent_on date,
  published_on date,
  ended_on date,
  checked_by uuid references members.person,
  version int not null default 1,
  is_public boolean not null generated always as (state in ('public', 'ended')) stored,
  written text not null generated always as (platform.searchable(description)) stored,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, platform.searchable(
    title || ' ' || description || ' ' || place || ' ' || coalesce(country, '') || ' ' || coalesce(requirements, '')))) stored,
  check (state = 'draft' or not is_abroad or (country is not null and licensed_by is not null and licence_no is not null
    and contract is not null and contract_months is not null and fees is not null)),
  check (state not in ('public', 'ended') or published_on is not null),
  check (state <> 'refused' or reason is not null),
  check ((state = 'ended') = (ended_on is not null))
);
create index on jobs.vacancy (employer_id);
create index on jobs.vacancy (unit_id, state);
create index vacancy_open on jobs.vacancy (published_on desc, id desc) where state = 'public';
create index vacancy_by_words on jobs.vacancy using gin (words);
create index vacancy_by_text on jobs.vacancy using gin (written gin_trgm_ops);
create index vacancy_ending on jobs.vacancy (ends_on) where state = 'public';

create table jobs.report (
  id uuid primary key,
  vacancy_id uuid not null references jobs.vacancy,
  unit_id uuid not null references units.unit,
  reason text not null check (reason in ('fees', 'false', 'gone', 'danger', 'other')),
  body text,
  reported_at timestamptz not null,
  settled_by uuid references members.person,
  settled_on date,
  outcome text
);
create index on jobs.report (vacancy_id);
create index on jobs.report (unit_id) where settled_on is null;

-- What somebody can do, for one page; theirs alone until they send it.
create table jobs.profile (
  person_id uuid primary key references members.person,
  headline text,
  education text,
  skills text,
  languages text,
  experience text,
  wishes text,
  updated_at timestamptz not null
);

create table jobs.application (
  id uuid primary key,
  vacancy_id uuid not null references jobs.vacancy,
  employer_id uuid not null references jobs.employer,
  -- The applicant's unit; of who is in no register, the one that answers for the vacancy.
  unit_id uuid not null references units.unit,
  way text not null check (way in ('profile', 'call', 'secretary')),
  person_id uuid references members.person,
  name text not null,
  phone text not null check (phone ~ '^\+84[35789]\d{8}$'),
  -- The page as it was sent.
  profile jsonb,
  note text,
  state text not null default 'sent' check (state in ('sent', 'seen', 'invited', 'hired', 'declined', 'withdrawn')),
  answer text,
  starts_on date,
  sent_by uuid references members.person,
  sent_at timestamptz not null,
  decided_at timestamptz,
  consent_text_version text not null,
  -- Under which somebody without an account sees where it stands; only its hash is kept.
  token_hash bytea unique,
  delete_after date not null,
  check (way = 'call' or person_id is not null)
);
create unique index one_application_a_person on jobs.application (vacancy_id, person_id) where state <> 'withdrawn';
create index on jobs.application (employer_id, sent_at desc);
create index on jobs.application (vacancy_id);
create index on jobs.application (person_id);
create index on jobs.application (unit_id, sent_at desc);
create index on jobs.application (phone) where person_id is null;
create index on jobs.application (delete_after);

-- Somebody works, recorded with their consent: the figure that matters.
create table jobs.placement (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person,
  application_id uuid unique,
  vacancy_id uuid references jobs.vacancy,
  employer_name text not null,
  job text not null,
  place text not null,
  is_abroad boolean not null,
  started_on date not null,
  consent_text_version text not null,
  consent_method text not null check (consent_method in ('self', 'spoken')),
  consented_at timestamptz not null,
  recorded_by uuid not null references members.person,
  -- Asked after three months; answered on that day or later.
  ask_on date not null generated always as ((started_on + interval '3 months')::date) stored,
  asked_on date,
  kept boolean,
  kept_on date,
  check ((kept is null) = (kept_on is null)),
  check (kept_on is null or kept_on >= (started_on + interval '3 months')::date)
);
create index on jobs.placement (unit_id, started_on desc, id desc);
create index on jobs.placement (person_id);
create index on jobs.placement (ask_on) where kept is null;

create table jobs.saved_search (
  id uuid primary key,
  person_id uuid not null references members.person,
  text text not null default '',
  field text,
  place text,
  is_abroad boolean,
  salary_from int,
  made_on date not null,
  unique nulls not distinct (person_id, text, field, place, is_abroad, salary_from)
);

-- A job fair is an activity of a campaign with the vacancies that are offered there.
create table jobs.fair_vacancy (
  activity_id uuid not null references campaigns.activity,
  vacancy_id uuid not null references jobs.vacancy,
  unit_id uuid not null references units.unit,
  added_by uuid references members.person,
  primary key (activity_id, vacancy_id)
);
create index on jobs.fair_vacancy (vacancy_id);

/* ---- Who is asking ---- */

/* The employer for which an outsider's account acts. */
create function jobs.my_employer() returns uuid
  language sql stable security definer set search_path = '' as $$
  select id from jobs.employer where account_id = access.guest_id() and state = 'verified'
$$;

create function jobs.my_unit() returns uuid
  language sql stable security definer set search_path = '' as $$
  select unit_id from members.person where id = access.person_id()
$$;

/* Whether the actor decides on what came for an employer: its own account; an officer while it has none. */
create function jobs.decides_for(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return wanted = jobs.my_employer()
      or exists (select from jobs.employer e where e.id = wanted and e.account_id is null
                    and access.reaches('jobs.check', e.unit_id));
end $$;

create function jobs.is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from jobs.vacancy v where v.id = wanted and v.is_public)
$$;

/* Whom to tell that something waits at a unit: who checks there, or at the nearest unit above that has any. */
create function jobs.checkers_of(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  with above as (
    select r.person_id, a.depth, min(a.depth) over () as nearest
      from access.reach a
      join access.role r on r.unit_id = a.ancestor_id and r.valid_from <= platform.today()
       and (r.valid_to is null or r.valid_to > platform.today())
      join access.role_permission p on p.role_type = r.role_type and p.permission = 'jobs.check'
     where a.unit_id = wanted and a.valid_from <= platform.today() and (a.valid_to is null or a.valid_to > platform.today()))
  select distinct person_id from above where depth = nearest
$$;

/* ---- The wall ---- */

alter table jobs.employer enable row level security;
alter table jobs.vacancy enable row level security;
alter table jobs.report enable row level security;
alter table jobs.profile enable row level security;
alter table jobs.application enable row level security;
alter table jobs.placement enable row level security;
alter table jobs.saved_search enable row level security;
alter table jobs.fair_vacancy enable row level security;

create policy officer_reads on jobs.employer for select using (unit_id in (select access.reachable('jobs.help')));
create policy own_reads on jobs.employer for select using (id = (select jobs.my_employer()));
create policy officer_enters on jobs.employer for insert
  with check (unit_id in (select access.reachable('jobs.help')) and state = 'waiting' and account_id is null and checked_by is null);
create policy officer_verifies on jobs.employer for update using (unit_id in (select access.reachable('jobs.check')));
grant select, insert on jobs.employer to xungkich_app;
grant update (state, check_source, check_note, checked_by, checked_on, account_id) on jobs.employer to xungkich_app;

create policy everybody_reads_what_is_public on jobs.vacancy for select using (is_public);
create policy officer_reads on jobs.vacancy for select using (unit_id in (select access.reachable('jobs.help')));
create policy employer_reads on jobs.vacancy for select using (employer_id = (select jobs.my_employer()));
create policy officer_drafts on jobs.vacancy for insert
  with check (unit_id in (select access.reachable('jobs.help')) and state = 'draft'
    and unit_id = (select e.unit_id from jobs.employer e where e.id = employer_id));
create policy employer_drafts on jobs.vacancy for insert
  with check (employer_id = (select jobs.my_employer()) and state = 'draft'
    and unit_id = (select e.unit_id from jobs.employer e where e.id = employer_id));
create policy officer_changes on jobs.vacancy for update
  using (unit_id in (select access.reachable('jobs.help')) and state in ('draft', 'refused'))
  with check (state in ('draft', 'waiting'));
create policy officer_checks on jobs.vacancy for update using (unit_id in (select access.reachable('jobs.check')));
create policy employer_changes on jobs.vacancy for update
  using (employer_id = (select jobs.my_employer()) and state in ('draft', 'refused', 'public'))
  with check (employer_id = (select jobs.my_employer()) and state in ('draft', 'waiting', 'ended'));
grant select, insert on jobs.vacancy to xungkich_app;
-- Neither whose it is nor who answers for it changes.
grant update (title, description, field, is_abroad, country, place, salary_from, salary_to, hours, language, housing,
  housing_note, slots, requirements, benefits, ends_on, contact_name, contact_phone, contact_other, licensed_by, licence_no,
  contract, contract_months, fees, state, reason, sent_on, published_on, ended_on, checked_by, version) on jobs.vacancy to xungkich_app;

create policy checker_reads on jobs.report for select using (unit_id in (select access.reachable('jobs.check')));
create policy checker_settles on jobs.report for update using (unit_id in (select access.reachable('jobs.check')));
grant select on jobs.report to xungkich_app;
grant update (settled_by, settled_on, outcome) on jobs.report to xungkich_app;

create policy own_reads on jobs.profile for select using (person_id = (select access.person_id()));
create policy own_writes on jobs.profile for insert with check (person_id = (select access.person_id()));
create policy own_changes on jobs.profile for update using (person_id = (select access.person_id()));
grant select, insert on jobs.profile to xungkich_app;
grant update (headline, education, skills, languages, experience, wishes, updated_at) on jobs.profile to xungkich_app;

create policy own_reads on jobs.application for select using (person_id = (select access.person_id()));
create policy sender_reads on jobs.application for select using (sent_by = (select access.person_id()));
create policy secretary_reads on jobs.application for select using (unit_id in (select access.reachable('jobs.help')));
create policy employer_reads on jobs.application for select
  using (state <> 'withdrawn' and employer_id = (select jobs.my_employer()));
create policy officer_reads_for_an_employer_without_account on jobs.application for select
  using (state <> 'withdrawn' and jobs.decides_for(employer_id));
create policy own_applies on jobs.application for insert
  with check (person_id = (select access.person_id()) and sent_by = person_id and way in ('profile', 'call') and state = 'sent'
    and unit_id = (select jobs.my_unit())
    and employer_id = (select v.employer_id from jobs.vacancy v where v.id = vacancy_id and v.state = 'public'));
create policy secretary_applies on jobs.application for insert
  with check (way = 'secretary' and sent_by = (select access.person_id()) and state = 'sent'
    and unit_id in (select access.reachable('jobs.help'))
    and unit_id = (select p.unit_id from members.person p where p.id = application.person_id)
    and employer_id = (select v.employer_id from jobs.vacancy v where v.id = vacancy_id and v.state = 'public'));
create policy own_withdraws on jobs.application for update using (person_id = (select access.person_id()))
  with check (person_id = (select access.person_id()) and state = 'withdrawn');
create policy employer_decides on jobs.application for update using (state <> 'withdrawn' and jobs.decides_for(employer_id))
  with check (jobs.decides_for(employer_id) and state in ('sent', 'seen', 'invited', 'hired', 'declined'));
grant select, insert on jobs.application to xungkich_app;
grant update (state, answer, starts_on, decided_at) on jobs.application to xungkich_app;

create policy own_reads on jobs.placement for select using (person_id = (select access.person_id()));
create policy secretary_reads on jobs.placement for select using (unit_id in (select access.reachable('jobs.help')));
-- The records behind the figures; who it is stays behind the register's own wall.
create policy reader_of_reports_reads on jobs.placement for select
  using ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read')));
create policy own_records on jobs.placement for insert
  with check (person_id = (select access.person_id()) and recorded_by = person_id and consent_method = 'self'
    and unit_id = (select jobs.my_unit()) and kept is null);
create policy secretary_records on jobs.placement for insert
  with check (recorded_by = (select access.person_id()) and consent_method = 'spoken' and kept is null
    and unit_id in (select access.reachable('jobs.help'))
    and unit_id = (select p.unit_id from members.person p where p.id = placement.person_id));
create policy own_answers on jobs.placement for update using (person_id = (select access.person_id()));
create policy secretary_answers on jobs.placement for update using (unit_id in (select access.reachable('jobs.help')));
create policy own_takes_back on jobs.placement for delete using (person_id = (select access.person_id()));
grant select, insert, delete on jobs.placement to xungkich_app;
grant update (kept, kept_on) on jobs.placement to xungkich_app;

create policy own_reads on jobs.saved_search for select using (person_id = (select access.person_id()));
create policy own_saves on jobs.saved_search for insert with check (person_id = (select access.person_id()));
create policy own_drops on jobs.saved_search for delete using (person_id = (select access.person_id()));
grant select, insert, delete on jobs.saved_search to xungkich_app;

create policy everybody_reads_what_is_public on jobs.fair_vacancy for select using (jobs.is_public(vacancy_id));
create policy organiser_adds on jobs.fair_vacancy for insert
  with check (unit_id in (select access.reachable('campaigns.write')) and jobs.is_public(vacancy_id)
    and unit_id = (select a.unit_id from campaigns.activity a where a.id = activity_id));
create policy organiser_removes on jobs.fair_vacancy for delete using (unit_id in (select access.reachable('campaigns.write')));
grant select, insert, delete on jobs.fair_vacancy to xungkich_app;

/* ---- What the public may do without an account ---- */

/* Communes, and the province for who is at home in none. */
create function jobs.public_units() returns table (unit_id uuid, name text, above text)
  language sql stable security definer set search_path = '' as $$
  select v.unit_id, v.name, p.name
    from units.unit_version v
    left join units.unit_version p on p.unit_id = v.parent_id and p.valid_from <= platform.today()
     and (p.valid_to is null or p.valid_to > platform.today())
   where v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
     and v.level in ('province', 'commune')
   order by v.level = 'commune', p.name collate "vi-x-icu", v.name collate "vi-x-icu"
$$;

create function jobs.register_employer(new_id uuid, at_unit uuid, is_kind text, called text, registration text, at_place text,
  contact text, number text, mail text, licence text) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from jobs.employer where id = new_id) then return 'known'; end if;
  if not exists (select from jobs.public_units() u where u.unit_id = at_unit) then return 'no_unit'; end if;
  if exists (select from jobs.employer where registration_no = registration and state <> 'refused') then return 'taken'; end if;
  if (select count(*) from jobs.employer where phone = number and state = 'waiting') >= 3 then return 'too_many'; end if;
  insert into jobs.employer (id, unit_id, kind, name, registration_no, place, contact_name, phone, email, licence_no, registered_on)
  values (new_id, at_unit, is_kind, called, registration, at_place, contact, number, mail, licence, platform.today());
  return 'stored';
end $$;

create function jobs.report_vacancy(new_id uuid, wanted uuid, why text, said text, at timestamptz) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  whose uuid;
begin
  select unit_id into whose from jobs.vacancy v where v.id = wanted and v.is_public;
  if whose is null then return null; end if;
  -- A flood of reports says no more than twenty of them.
  if (select count(*) from jobs.report r where r.vacancy_id = wanted and r.settled_on is null) < 20 then
    insert into jobs.report (id, vacancy_id, unit_id, reason, body, reported_at)
    values (new_id, wanted, whose, why, said, at) on conflict (id) do nothing;
  end if;
  return whose;
end $$;

/* Somebody without an account asks to be called; how many of this number are open is bounded. */
create function jobs.request_call(new_id uuid, wanted uuid, called text, number text, said text, consent_version text,
  hash bytea, at timestamptz, until date) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  v jobs.vacancy;
begin
  if exists (select from jobs.application where id = new_id) then return 'known'; end if;
  select * into v from jobs.vacancy where id = wanted and is_public;
  if v.id is null then return 'gone'; end if;
  if v.state <> 'public' or v.ends_on < platform.today() then return 'ended'; end if;
  if (select count(*) from jobs.application where phone = number and person_id is null and state in ('sent', 'seen', 'invited')) >= 5
  then return 'too_many'; end if;
  insert into jobs.application (id, vacancy_id, employer_id, unit_id, way, name, phone, note, consent_text_version, token_hash, sent_at, delete_after)
  values (new_id, v.id, v.employer_id, v.unit_id, 'call', called, number, said, consent_version, hash, at, until);
  return 'stored';
end $$;

/* Where an application stands, for whoever was given its address. */
create function jobs.application_by(hash bytea)
  returns table (title text, vacancy_id uuid, employer_name text, state text, answer text, starts_on date, sent_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select v.title, v.id, e.name, a.state, a.answer, a.starts_on, a.sent_at
    from jobs.application a join jobs.vacancy v on v.id = a.vacancy_id join jobs.employer e on e.id = a.employer_id
   where a.token_hash = hash
$$;

/* What is public of vacancies, with their employer. */
create function jobs.public_rows(wanted uuid[])
  returns table (id uuid, title text, description text, field text, is_abroad boolean, country text, place text, salary_from int,
    salary_to int, hours text, language text, housing text, housing_note text, slots int, requirements text, benefits text, ends_on date,
    contact_name text, contact_phone text, contact_other text, licensed_by text, licence_no text, contract text, contract_months int,
    fees jsonb, fees_total bigint, state text, published_on date, employer_name text, employer_kind text, registration_no text, verified_on date, unit_id uuid)
  language sql stable security definer set search_path = '' as $$
  select v.id, v.title, v.description, v.field, v.is_abroad, v.country, v.place, v.salary_from, v.salary_to, v.hours, v.language,
         v.housing, v.housing_note, v.slots, v.requirements, v.benefits, v.ends_on, v.contact_name, v.contact_phone, v.contact_other,
         v.licensed_by, v.licence_no, v.contract, v.contract_months, v.fees, v.fees_total,
         case when v.state = 'public' and v.ends_on < platform.today() then 'ended' else v.state end,
         v.published_on, e.name, e.kind, e.registration_no, e.checked_on, v.unit_id
    from unnest(wanted) with ordinality w (id, place)
    join jobs.vacancy v on v.id = w.id and v.is_public join jobs.employer e on e.id = v.employer_id
   order by w.place
$$;

/* One page of what is open, the newest first, and how many there are. */
create function jobs.public_list(query text, filters jsonb, start_at int, at_most int) returns table (id uuid, vacancies bigint)
  language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
  return query
    select v.id, count(*) over () from jobs.vacancy v
     where v.state = 'public' and v.ends_on >= platform.today()
       and (query = '' or v.words @@ to_tsquery('simple', query))
       and (filters ->> 'field' is null or v.field = filters ->> 'field')
       and (filters ->> 'abroad' is null or v.is_abroad = (filters ->> 'abroad')::boolean)
       and (filters ->> 'salary' is null or v.salary_to >= (filters ->> 'salary')::int)
       and (filters ->> 'housing' is null or v.housing in ('free', 'allowance'))
       and (filters ->> 'place' is null or platform.searchable(v.place || ' ' || coalesce(v.country, '')) like '%' || platform.searchable(filters ->> 'place') || '%')
       and (filters ->> 'fair' is null or exists (select from jobs.fair_vacancy f where f.vacancy_id = v.id and f.activity_id = (filters ->> 'fair')::uuid))
     order by v.published_on desc, v.id desc offset start_at limit at_most;
end $$;

/* Open ones like this: of the same field and kind first, then what is paid alike. */
create function jobs.public_similar(wanted uuid, at_most int) returns table (id uuid)
  language sql stable security definer set search_path = public, pg_catalog as $$
  select o.id from jobs.vacancy v join jobs.vacancy o on o.id <> v.id and o.state = 'public' and o.ends_on >= platform.today()
   where v.id = wanted
   order by (o.field = v.field)::int * 2 + (o.is_abroad = v.is_abroad)::int + (o.place = v.place)::int desc,
            abs(o.salary_to - v.salary_to), o.published_on desc, o.id desc limit at_most
$$;

/* A fair as everybody may know it: an activity at which public vacancies are offered. */
create function jobs.fair_of(wanted uuid) returns table (id uuid, name text, place text, held_on date, unit_name text, campaign_id uuid, unit_id uuid)
  language sql stable security definer set search_path = '' as $$
  select a.id, a.name, a.place, a.held_on, (select u.name from units.unit_version u where u.unit_id = a.unit_id
           order by u.valid_from <= a.held_on desc, u.valid_from desc limit 1), a.campaign_id, a.unit_id
    from campaigns.activity a
   where a.id = wanted and a.state <> 'cancelled'
     and exists (select from jobs.fair_vacancy f where f.activity_id = a.id and jobs.is_public(f.vacancy_id))
$$;

/* ---- For the checker ---- */

/* What others of its kind pay, and the same text under another name. */
create function jobs.beside(wanted uuid)
  returns table (peers bigint, median double precision, twin_id uuid, twin_title text, twin_employer text, twin_on date, twin_state text, likeness real)
  language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare
  v jobs.vacancy;
begin
  select * into v from jobs.vacancy where jobs.vacancy.id = wanted;
  if v.id is null or not access.reaches('jobs.help', v.unit_id) then return; end if;
  return query
    with peer as (
      select count(*) as n, percentile_cont(0.5) within group (order by o.salary_to) as middle from jobs.vacancy o
       where o.id <> v.id and o.is_public and o.field = v.field and o.is_abroad = v.is_abroad
    ), twin as (
      select o.id, o.title, e.name, o.created_on, o.state, similarity(o.written, v.written) as alike
        from jobs.vacancy o join jobs.employer e on e.id = o.employer_id
       where o.employer_id <> v.employer_id and o.state <> 'draft' and o.written % v.written
       order by 6 desc limit 1
    )
    select p.n, p.middle, t.id, t.title, t.name, t.created_on, t.state, t.alike from peer p left join twin t on t.alike > 0.6;
end $$;

/* ---- Tasks ---- */

create function jobs.end_vacancies(on_day date) returns table (id uuid)
  language sql volatile security definer set search_path = '' as $$
  update jobs.vacancy v set state = 'ended', ended_on = on_day where v.state = 'public' and v.ends_on < on_day returning v.id
$$;

/* Whose saved search a new vacancy fits. */
create function jobs.searchers_of(wanted uuid) returns table (person_id uuid)
  language sql stable security definer set search_path = public, pg_catalog as $$
  select distinct s.person_id from jobs.saved_search s join jobs.vacancy v on v.id = wanted and v.state = 'public'
   where (s.text = '' or v.words @@ plainto_tsquery('simple', platform.searchable(s.text)))
     and (s.field is null or s.field = v.field) and (s.is_abroad is null or s.is_abroad = v.is_abroad)
     and (s.salary_from is null or v.salary_to >= s.salary_from)
     and (s.place is null or platform.searchable(v.place || ' ' || coalesce(v.country, '')) like '%' || platform.searchable(s.place) || '%')
$$;

/* Who is to be asked whether they still work there; each once. */
create function jobs.ask_after_three_months(on_day date) returns table (person_id uuid, employer_name text)
  language sql volatile security definer set search_path = '' as $$
  update jobs.placement p set asked_on = on_day where p.kept is null and p.asked_on is null and p.ask_on <= on_day
  returning p.person_id, p.employer_name
$$;

/* Applications and refused employers whose day has come are deleted, as was promised. */
create function jobs.forget(on_day date) returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (delete from jobs.application where delete_after <= on_day returning 1) select count(*)::int from gone
$$;

revoke all on all functions in schema jobs from public;
grant execute on all functions in schema jobs to xungkich_app;

-- What is under way follows its unit in a reform; who found work stays counted where they were.
insert into restructuring.followed (relation, key, condition) values
  ('jobs.employer', 'id', 'true'),
  ('jobs.vacancy', 'id', 'r.state <> ''ended'''),
  ('jobs.report', 'id', 'r.settled_on is null'),
  ('jobs.application', 'id', 'r.state in (''sent'', ''seen'', ''invited'')');
