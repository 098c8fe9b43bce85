-- The register: people, and the dated stays that make them members of units.
create schema members;
grant usage on schema members to xungkich_app;

create table members.person (
  id uuid primary key,
  code text unique,
  full_name text collate "vi-x-icu" not null check (full_name = btrim(full_name) and full_name <> ''),
  other_name text,
  sex text check (sex in ('male', 'female')),
  birth_on date,
  birth_year int check (birth_year between 1900 and 2100),
  birth_precision text check (birth_precision in ('day', 'month', 'year')),
  phone text check (phone ~ '^\+84[35789]\d{8}$'),
  email text,
  citizen_id text check (citizen_id ~ '^(\d{12}|\d{9})$'),
  hometown text,
  residence text,
  residence_status text check (residence_status in ('at_home', 'studying_away', 'working_away')),
  occupation text,
  education text,
  professional_level text,
  political_theory text,
  languages text,
  -- Sensitive by law (domain, section 4): sealed by the application, opened only with its own permission.
  ethnicity_sealed bytea,
  religion_sealed bytea,
  party_status_sealed bytea,
  admitted_on date,
  admitted_at_place text,
  admission_resolution text,
  introducer text,
  has_digital_signature boolean not null default false,
  note text,
  -- Where the person stands today; kept by a trigger from members.membership.
  unit_id uuid references units.unit,
  standing text check (standing in ('member', 'youth', 'former')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  given_name text collate "vi-x-icu" not null
    generated always as (platform.given_name(full_name)) stored,
  search_text text not null generated always as (
    platform.searchable(full_name || ' ' || coalesce(code, '')) || ' '
    || coalesce('0' || substr(phone, 4), '')) stored,
  check (birth_on is null or birth_year = extract(year from birth_on))
);
create index person_by_name on members.person (given_name, full_name, id);
create index person_by_unit on members.person (unit_id, given_name, full_name, id);
create index person_by_words on members.person using gin (search_text gin_trgm_ops);
create index person_by_phone on members.person (phone);
create index person_by_standing on members.person (standing, given_name, full_name, id) where standing <> 'member';

create table members.membership (
  id uuid primary key,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  kind text not null check (kind in ('member', 'youth')),
  valid_from date not null,
  valid_to date,
  reason_in text not null,
  reason_out text,
  decision_no text,
  -- Since when this member has the digital-citizen app in use; carried over when they move.
  citizen_app_on date,
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
);
create index on members.membership (unit_id, valid_from);

-- Population and youth as the commune's statistics state them; figures of the report are sums of these.
create table members.youth_statistic (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  counted_on date not null,
  population int not null check (population >= 0),
  labour_force int not null check (labour_force between 0 and population),
  youths int not null check (youths between 0 and population),
  source text not null,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  unique (unit_id, counted_on)
);

create function members.memberships_changed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  with touched as (select distinct person_id from changed_rows),
  latest as (
    select distinct on (m.person_id) m.person_id, m.unit_id,
           case when m.valid_to is null or m.valid_to > platform.today() then m.kind else 'former' end as standing
      from members.membership m join touched t using (person_id)
     order by m.person_id, (m.valid_from <= platform.today()) desc, m.valid_from desc
  )
  update members.person p set unit_id = l.unit_id, standing = l.standing
    from latest l where p.id = l.person_id
     and (p.unit_id, p.standing) is distinct from (l.unit_id, l.standing);
  return null;
end $$;
create trigger person_after_insert after insert on members.membership
  referencing new table as changed_rows for each statement execute function members.memberships_changed();
create trigger person_after_update after update on members.membership
  referencing new table as changed_rows for each statement execute function members.memberships_changed();

/*
 * The units that a list of people covers: those below `within` that the actor reaches, or null when
 * that is everybody, so that no row has to be looked at one by one.
 */
create function members.units_covered(within uuid) returns uuid[]
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
    where a.ancestor_id = within and a.valid_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today())), '{}');
  if within_reach then return below; end if;
  return array(select unnest(below) intersect select access.reachable('members.read'));
end $$;

/* The filters of a list as conditions: words that must all occur, and named properties. */
create function members.conditions(words text[], filters jsonb) returns text
  language plpgsql stable set search_path = public, pg_catalog as $$
declare
  conditions text := '';
  word text;
begin
  foreach word in array coalesce(words, '{}') loop
    conditions := conditions || format(' and p.search_text like %L',
      '%' || regexp_replace(platform.searchable(word), '([\\%_])', '\\\1', 'g') || '%');
  end loop;
  conditions := conditions || case filters ->> 'standing'
    when 'all' then ''
    when 'youth' then ' and p.standing = ''youth'''
    when 'former' then ' and p.standing = ''former'''
    else ' and p.standing = ''member''' end;
  conditions := conditions || case filters ->> 'sex'
    when 'female' then ' and p.sex = ''female'''
    when 'male' then ' and p.sex = ''male'''
    else '' end;
  conditions := conditions || case filters ->> 'residence'
    when 'at_home' then ' and p.residence_status = ''at_home'''
    when 'studying_away' then ' and p.residence_status = ''studying_away'''
    when 'working_away' then ' and p.residence_status = ''working_away'''
    else '' end;
  conditions := conditions || case filters ->> 'missing'
    when 'phone' then ' and p.phone is null'
    when 'birth' then ' and p.birth_on is null'
    when 'citizen_id' then ' and p.citizen_id is null'
    when 'code' then ' and p.code is null'
    when 'citizen_app' then ' and exists (select from members.membership x where x.person_id = p.id
      and x.valid_to is null and x.kind = ''member'' and x.citizen_app_on is null)'
    else '' end;
  if filters ->> 'born_from' is not null then
    conditions := conditions || format(' and p.birth_year >= %s', (filters ->> 'born_from')::int);
  end if;
  if filters ->> 'born_to' is not null then
    conditions := conditions || format(' and p.birth_year <= %s', (filters ->> 'born_to')::int);
  end if;
  return conditions;
end $$;

/*
 * One page of a list, in Vietnamese order of given names, before or after a place in it. Search needs
 * operators that PostgreSQL will not run before a row-level policy (they are not leakproof), so that
 * no trigram index could be used; this door applies the same wall by itself.
 */
create function members.page(words text[], within uuid, filters jsonb,
                             from_name text, from_id uuid, backwards boolean, at_most int) returns setof uuid
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  covered uuid[] := members.units_covered(within);
begin
  return query execute
    'select p.id from members.person p where true' || members.conditions(words, filters)
    || case when covered is null then '' else ' and p.unit_id = any ($1)' end
    || case when from_id is null then ''
            else ' and (p.given_name, p.full_name, p.id) ' || case when backwards then '<' else '>' end
                 || ' (platform.given_name($2), $2, $3)' end
    || case when backwards then ' order by p.given_name desc, p.full_name desc, p.id desc'
            else ' order by p.given_name, p.full_name, p.id' end
    || ' limit $4' using covered, from_name, from_id, at_most;
end $$;

/* How many people a list holds, counted no further than `at_most`. */
create function members.count_up_to(words text[], within uuid, filters jsonb, at_most int) returns int
  language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare
  covered uuid[] := members.units_covered(within);
  found int;
begin
  execute 'select count(*)::int from (select from members.person p where true'
    || members.conditions(words, filters)
    || case when covered is null then '' else ' and p.unit_id = any ($1)' end || ' limit $2) counted'
    into found using covered, at_most;
  return found;
end $$;

alter table members.person enable row level security;
alter table members.membership enable row level security;
alter table members.youth_statistic enable row level security;
create policy officer_or_self_reads on members.person for select
  using ((select access.reaches_all('members.read'))
         or unit_id in (select access.reachable('members.read'))
         or id = (select access.person_id()));
-- A person is inserted a moment before the membership that places them.
create policy officer_adds on members.person for insert
  with check (unit_id in (select access.reachable('members.write')));
create policy officer_changes on members.person for update
  using (unit_id in (select access.reachable('members.write')));
create policy officer_or_self_reads on members.membership for select
  using ((select access.reaches_all('members.read'))
         or unit_id in (select access.reachable('members.read'))
         or person_id = (select access.person_id()));
create policy officer_adds on members.membership for insert
  with check (unit_id in (select access.reachable('members.write')));
create policy officer_changes on members.membership for update
  using (unit_id in (select access.reachable('members.write')));
create policy signed_in_reads on members.youth_statistic for select using ((select access.is_signed_in()));
create policy officer_adds on members.youth_statistic for insert
  with check (unit_id in (select access.reachable('units.write')));
create policy officer_changes on members.youth_statistic for update
  using (unit_id in (select access.reachable('units.write')));
grant select, insert, update on members.membership, members.youth_statistic to xungkich_app;
grant select, insert on members.person to xungkich_app;
-- Where a person stands follows from their memberships: nobody writes it by hand.
grant update (code, full_name, other_name, sex, birth_on, birth_year, birth_precision, phone, email,
  citizen_id, hometown, residence, residence_status, occupation, education, professional_level,
  political_theory, languages, ethnicity_sealed, religion_sealed, party_status_sealed, admitted_on,
  admitted_at_place, admission_resolution, introducer, has_digital_signature, note, version, updated_at)
  on members.person to xungkich_app;
revoke all on function members.units_covered, members.page, members.count_up_to from public;
grant execute on function members.page, members.count_up_to to xungkich_app;

alter table access.role add foreign key (person_id) references members.person;

/*
 * How many people would still belong to a unit on a day: asked before a unit is closed, of all
 * people and not only of those whom the actor may see.
 */
create function units.people_after(wanted_unit uuid, on_day date) returns int
  language sql stable security definer set search_path = '' as
$$ select count(*)::int from members.membership
    where unit_id = wanted_unit and (valid_to is null or valid_to > on_day) $$;

alter table identity.login add foreign key (person_id) references members.person;
