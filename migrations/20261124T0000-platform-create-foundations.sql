-- What every module stands on: text search without diacritics, who is asking, roles, audit, sync.
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists ltree with schema public;

create schema platform;
create schema access;
create schema audit;
create schema sync;
grant usage on schema platform, access, audit, sync to xungkich_app;

-- unaccent() is only STABLE because its dictionary may be replaced; ours is named and never is.
create function platform.searchable(written text) returns text
  language sql immutable strict parallel safe set search_path = pg_catalog, public as
$$ select lower(public.unaccent('public.unaccent'::regdictionary, normalize(written, NFC))) $$;

-- Vietnamese lists are sorted by the given name, which comes last, then by the whole name: two keys,
-- since a collation weighs a later letter more than an earlier tone mark.
create function platform.given_name(full_name text) returns text
  language sql immutable strict parallel safe as
$$ select regexp_replace(full_name, '^.*\s(?=\S+$)', '') $$;

create function platform.today() returns date language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.today', true), '')::date,
                   (now() at time zone 'Asia/Ho_Chi_Minh')::date) $$;

create function access.person_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.person_id', true), '')::uuid $$;

create function access.account_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.account_id', true), '')::uuid $$;

create function access.is_signed_in() returns boolean language sql stable parallel safe as
$$ select access.account_id() is not null $$;

-- Role types and their permissions are written in code (src/platform/server/access) and copied
-- here at each migration, because row-level security must know them too.
create table access.role_type (
  name text primary key,
  level text not null,
  rank int not null
);
create table access.role_permission (
  role_type text not null references access.role_type on delete cascade,
  permission text not null,
  primary key (role_type, permission)
);

create table access.role (
  id uuid primary key,
  person_id uuid not null,
  role_type text not null references access.role_type,
  unit_id uuid not null,
  valid_from date not null,
  valid_to date,
  decision_no text,
  granted_by uuid,
  created_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (person_id with =, role_type with =, unit_id with =,
                      daterange(valid_from, valid_to) with &&)
);
create index on access.role (unit_id);

-- Who stands above whom, and when; kept by the units module. depth 0 is the unit itself.
-- readable_to outlives valid_to for a closed unit's last place, so that its history stays readable.
create table access.reach (
  ancestor_id uuid not null,
  unit_id uuid not null,
  depth int not null,
  valid_from date not null,
  valid_to date,
  readable_to date,
  primary key (unit_id, ancestor_id, valid_from)
);
create index on access.reach (ancestor_id, unit_id);

-- The questions that policies ask. In PL/pgSQL, whose plans are kept by the session: a policy's
-- function runs with each statement.

/* The units at which the actor holds a permission today, narrowed by what an API token carries. */
create function access.granted(wanted text) returns setof uuid
  language plpgsql stable security definer rows 2 set search_path = '' as $$
begin
  return query select r.unit_id
     from access.role r join access.role_permission p on p.role_type = r.role_type
    where r.person_id = access.person_id() and p.permission = wanted
      and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
      and (coalesce(current_setting('app.permissions', true), '') = ''
           or wanted = any (string_to_array(current_setting('app.permissions', true), ',')));
end $$;

/* All units that it reaches: those granted and everything below them. */
create function access.reachable(wanted text) returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  at_units uuid[] := array(select access.granted(wanted));
begin
  if at_units = '{}' then return; end if;
  return query select distinct a.unit_id from access.reach a
    where a.ancestor_id = any (at_units) and a.valid_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today());
end $$;

/* Whether the permission is held at every root: then no row needs to be looked at one by one. */
create function access.reaches_all(wanted text) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  at_units uuid[] := array(select access.granted(wanted));
begin
  return at_units <> '{}' and not exists (
    select from units.unit_version root
     where root.parent_id is null and (root.valid_to is null or root.valid_to > platform.today())
       and root.unit_id <> all (at_units));
end $$;

create function access.reaches(wanted text, wanted_unit uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.reach a
                  where a.unit_id = wanted_unit
                    and a.ancestor_id in (select access.granted(wanted))
                    and a.valid_from <= platform.today()
                    and (a.readable_to is null or a.readable_to > platform.today()));
end $$;

alter table access.role_type enable row level security;
alter table access.role_permission enable row level security;
alter table access.role enable row level security;
alter table access.reach enable row level security;
create policy everyone_reads on access.role_type for select using (true);
create policy everyone_reads on access.role_permission for select using (true);
create policy signed_in_reads on access.reach for select using ((select access.is_signed_in()));
create policy holder_or_officer_reads on access.role for select
  using (person_id = (select access.person_id())
         or (select access.reaches_all('members.read'))
         or unit_id in (select access.reachable('members.read')));
create policy officer_grants on access.role for insert
  with check (unit_id in (select access.reachable('roles.grant')));
create policy officer_ends on access.role for update
  using (unit_id in (select access.reachable('roles.grant')));
grant select on access.role_type, access.role_permission, access.reach, access.role to xungkich_app;
grant insert, update on access.role to xungkich_app;

create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id uuid,
  person_id uuid,
  command text not null,
  unit_id uuid,
  subject_id uuid,
  details jsonb not null default '{}',
  request_id text
);
create index on audit.entry (unit_id, id desc);
create index on audit.entry (subject_id, id desc);
create index on audit.entry (person_id, id desc);
alter table audit.entry enable row level security;
create policy actor_writes on audit.entry for insert
  with check (account_id is not distinct from access.account_id()
              and person_id is not distinct from access.person_id());
create policy inspector_reads on audit.entry for select
  using ((select access.reaches_all('audit.read'))
         or unit_id in (select access.reachable('audit.read'))
         or person_id = (select access.person_id()));
grant select, insert on audit.entry to xungkich_app;

-- Field records: a device numbers its records without gaps; the receipts are what was acknowledged.
create table sync.device (
  id uuid primary key,
  account_id uuid not null,
  label text,
  enrolled_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now()
);
create table sync.receipt (
  record_id uuid primary key,
  device_id uuid not null references sync.device,
  seq bigint not null,
  kind text not null,
  digest text not null,
  received_at timestamptz not null default now(),
  unique (device_id, seq)
);
create table sync.refusal (
  id uuid primary key,
  record_id uuid not null,
  device_id uuid not null references sync.device,
  seq bigint not null,
  kind text not null,
  reason text not null,
  body jsonb not null,
  refused_at timestamptz not null default now(),
  unique (record_id, reason)
);
create index on sync.device (account_id);
create index on sync.refusal (device_id);
alter table sync.device enable row level security;
alter table sync.receipt enable row level security;
alter table sync.refusal enable row level security;
create policy own_device on sync.device using (account_id = (select access.account_id()));
create policy own_receipt on sync.receipt
  using (device_id in (select d.id from sync.device d where d.account_id = (select access.account_id())));
create policy own_refusal on sync.refusal
  using (device_id in (select d.id from sync.device d where d.account_id = (select access.account_id())));
grant select, insert, update on sync.device to xungkich_app;
grant select, insert on sync.receipt to xungkich_app;
grant select, insert, delete on sync.refusal to xungkich_app;
