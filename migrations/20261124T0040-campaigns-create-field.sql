-- Campaigns, their activities and teams, and who came.
create schema campaigns;
grant usage on schema campaigns to xungkich_app;

create table campaigns.campaign (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> ''),
  theme text,
  starts_on date not null,
  ends_on date not null,
  state text not null default 'planned' check (state in ('planned', 'open', 'closed', 'cancelled')),
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  check (ends_on >= starts_on)
);
create index on campaigns.campaign (unit_id, starts_on desc);

create table campaigns.activity (
  id uuid primary key,
  campaign_id uuid not null references campaigns.campaign,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> ''),
  place text,
  held_on date not null,
  starts_at timestamptz,
  ends_at timestamptz,
  is_peak_day boolean not null default false,
  state text not null default 'planned' check (state in ('planned', 'open', 'closed', 'cancelled')),
  created_by uuid references members.person,
  created_at timestamptz not null default now()
);
create index on campaigns.activity (campaign_id, held_on);
create index on campaigns.activity (unit_id, held_on);

-- One row a person and activity: asked to join, accepted, withdrawn.
create table campaigns.team_member (
  id uuid primary key,
  activity_id uuid not null references campaigns.activity,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person,
  role text not null default 'volunteer' check (role in ('leader', 'volunteer')),
  state text not null default 'signed_up' check (state in ('signed_up', 'accepted', 'withdrawn', 'declined')),
  created_at timestamptz not null default now(),
  unique (activity_id, person_id)
);
create index on campaigns.team_member (person_id);

-- A field record: made on a phone, never changed but by being undone.
create table campaigns.check_in (
  id uuid primary key,
  activity_id uuid not null references campaigns.activity,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person,
  method text not null check (method in ('card', 'roster', 'self')),
  happened_at timestamptz not null,
  happened_on date not null,
  -- The first that arrived counts; a second phone that admitted the same person is kept and shown.
  duplicate_of uuid references campaigns.check_in,
  recorded_by uuid references members.person,
  device_id uuid,
  device_seq bigint,
  received_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid
);
create unique index one_check_in_counts on campaigns.check_in (activity_id, person_id)
  where duplicate_of is null and undone_at is null;
create index on campaigns.check_in (unit_id, happened_on);
create index on campaigns.check_in (person_id);

alter table campaigns.campaign enable row level security;
alter table campaigns.activity enable row level security;
alter table campaigns.team_member enable row level security;
alter table campaigns.check_in enable row level security;

-- What the movement plans is no secret inside the Union; who takes part is for those who organise it.
create policy signed_in_reads on campaigns.campaign for select using ((select access.is_signed_in()));
create policy organiser_adds on campaigns.campaign for insert
  with check (unit_id in (select access.reachable('campaigns.write')));
create policy organiser_changes on campaigns.campaign for update
  using (unit_id in (select access.reachable('campaigns.write')));
create policy signed_in_reads on campaigns.activity for select using ((select access.is_signed_in()));
create policy organiser_adds on campaigns.activity for insert
  with check (unit_id in (select access.reachable('campaigns.write')));
create policy organiser_changes on campaigns.activity for update
  using (unit_id in (select access.reachable('campaigns.write')));
create policy organiser_or_self_reads on campaigns.team_member for select
  using ((select access.reaches_all('campaigns.read'))
         or unit_id in (select access.reachable('campaigns.read'))
         or unit_id in (select access.reachable('field.record'))
         or person_id = (select access.person_id()));
create policy organiser_or_self_adds on campaigns.team_member for insert
  with check (unit_id in (select access.reachable('campaigns.write'))
              or (person_id = (select access.person_id()) and role = 'volunteer' and state = 'signed_up'));
create policy organiser_changes on campaigns.team_member for update
  using (unit_id in (select access.reachable('campaigns.write')));
create policy self_withdraws on campaigns.team_member for update
  using (person_id = (select access.person_id()))
  with check (person_id = (select access.person_id()) and role = 'volunteer' and state in ('signed_up', 'withdrawn'));
create policy organiser_recorder_or_self_reads on campaigns.check_in for select
  using ((select access.reaches_all('campaigns.read'))
         or unit_id in (select access.reachable('campaigns.read'))
         or unit_id in (select access.reachable('field.record'))
         or person_id = (select access.person_id()));
create policy recorder_adds on campaigns.check_in for insert
  with check (unit_id in (select access.reachable('field.record'))
              and recorded_by = (select access.person_id()));
create policy recorder_undoes on campaigns.check_in for update
  using (unit_id in (select access.reachable('field.record')));
grant select, insert, update on campaigns.campaign, campaigns.activity, campaigns.team_member to xungkich_app;
grant select, insert on campaigns.check_in to xungkich_app;
grant update (undone_at, undone_by, duplicate_of) on campaigns.check_in to xungkich_app;
