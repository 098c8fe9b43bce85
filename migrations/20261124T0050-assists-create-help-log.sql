-- One citizen (or several at once) helped: with what, and how it ended. No citizen's identity.
create schema assists;
grant usage on schema assists to xungkich_app;

create table assists.service (
  code text primary key,
  name_vi text not null,
  name_en text not null,
  icon text not null,
  needs_procedure boolean not null default false,
  rank int not null,
  valid_from date not null default '2020-01-01',
  valid_to date
);
create table assists.procedure (
  code text primary key,
  name_vi text not null,
  name_en text not null,
  rank int not null,
  valid_from date not null default '2020-01-01',
  valid_to date
);

create table assists.assist (
  id uuid primary key,
  activity_id uuid not null references campaigns.activity,
  unit_id uuid not null references units.unit,
  service text not null references assists.service,
  procedure text references assists.procedure,
  outcome text not null check (outcome in ('done', 'to_continue', 'needs_police', 'refused')),
  people int not null default 1 check (people between 1 and 50),
  happened_at timestamptz not null,
  happened_on date not null,
  recorded_by uuid not null references members.person,
  device_id uuid,
  device_seq bigint,
  received_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid
);
create index on assists.assist (unit_id, happened_on, id);
create index on assists.assist (activity_id, happened_at);
create index on assists.assist (recorded_by);

-- Only where a service needs a call back, and only with the citizen's recorded consent
-- (Law 91/2025/QH15: text version, time, method, who recorded it). Deleted when its day has come.
create table assists.callback (
  assist_id uuid primary key references assists.assist,
  unit_id uuid not null references units.unit,
  name_sealed bytea not null,
  phone_sealed bytea not null,
  purpose text not null,
  consent_text_version text not null,
  consent_method text not null check (consent_method in ('spoken', 'signed', 'guardian')),
  consented_at timestamptz not null,
  recorded_by uuid not null references members.person,
  delete_after date not null,
  settled_at timestamptz
);
create index on assists.callback (unit_id);
create index on assists.callback (delete_after);

alter table assists.service enable row level security;
alter table assists.procedure enable row level security;
alter table assists.assist enable row level security;
alter table assists.callback enable row level security;
create policy everyone_reads on assists.service for select using (true);
create policy everyone_reads on assists.procedure for select using (true);
create policy officer_or_recorder_reads on assists.assist for select
  using ((select access.reaches_all('reports.read'))
         or unit_id in (select access.reachable('reports.read'))
         or recorded_by = (select access.person_id()));
create policy recorder_adds on assists.assist for insert
  with check (unit_id in (select access.reachable('field.record'))
              and recorded_by = (select access.person_id()));
create policy recorder_or_organiser_undoes on assists.assist for update
  using (recorded_by = (select access.person_id())
         or unit_id in (select access.reachable('campaigns.write')));
create policy organiser_or_recorder_reads on assists.callback for select
  using (unit_id in (select access.reachable('campaigns.write'))
         or recorded_by = (select access.person_id()));
create policy recorder_adds on assists.callback for insert
  with check (unit_id in (select access.reachable('field.record'))
              and recorded_by = (select access.person_id()));
create policy organiser_settles on assists.callback for update
  using (unit_id in (select access.reachable('campaigns.write')));
grant select on assists.service, assists.procedure to xungkich_app;
grant select, insert on assists.assist to xungkich_app;
grant update (undone_at, undone_by) on assists.assist to xungkich_app;
grant select, insert on assists.callback to xungkich_app;
grant update (settled_at) on assists.callback to xungkich_app;
