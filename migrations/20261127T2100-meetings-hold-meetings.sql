-- Meetings of branches and committees: what was planned, what happened, and the minutes of it.
create schema meetings;
grant usage on schema meetings to xungkich_app;

-- How many must be there, and how many must agree: from a day on, with where it is written.
create table meetings.rule (
  id uuid primary key,
  kind text not null check (kind in ('branch', 'committee')),
  purpose text not null check (purpose in ('quorum', 'resolution', 'admission')),
  numerator int not null check (numerator > 0),
  denominator int not null check (denominator >= numerator),
  is_strict boolean not null default false,
  base text not null check (base in ('entitled', 'at_home', 'present')),
  less_excused boolean not null default false,
  source text not null check (source = btrim(source) and source <> ''),
  valid_from date not null,
  valid_to date,
  set_by uuid references members.person,
  set_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (kind with =, purpose with =, daterange(valid_from, valid_to) with &&)
);

create table meetings.meeting (
  id uuid primary key,
  -- As the organisation was then; what became of the unit is for the view to say.
  unit_id uuid not null references units.unit,
  kind text not null check (kind in ('branch', 'committee')),
  title text not null check (title = btrim(title) and title <> ''),
  held_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  place text,
  mode text not null default 'in_person' check (mode in ('in_person', 'online', 'mixed')),
  link text check (link ~ '^https://'),
  note text,
  chair_id uuid references members.person,
  secretary_id uuid references members.person,
  state text not null default 'planned' check (state in ('planned', 'open', 'closed', 'cancelled')),
  cancel_reason text,
  -- Of the invitation: counts its changes, so that calendars take the newer one.
  sequence int not null default 0,
  share_token text not null unique check (share_token ~ '^[A-Za-z0-9_-]{22,}$'),
  invited_at timestamptz,
  -- Begun on a phone, without having been planned.
  is_ad_hoc boolean not null default false,
  -- When the list of those entitled was written down, and by which of the events.
  roster_event_id uuid,
  frozen_at timestamptz,
  frozen_by uuid references members.person,
  frozen_text text,
  frozen_sha256 text,
  signing_request_id uuid,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  unique (id, unit_id),
  check ((frozen_at is null) = (frozen_text is null))
);
create index on meetings.meeting (unit_id, starts_at desc);
create index on meetings.meeting (starts_at);

create table meetings.agenda_item (
  id uuid primary key,
  meeting_id uuid not null,
  unit_id uuid not null,
  position int not null,
  title text not null check (title = btrim(title) and title <> ''),
  kind text not null check (kind in ('opening', 'report', 'tasks', 'discussion', 'decision', 'closing')),
  presenter text,
  removed_at timestamptz,
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);
create index on meetings.agenda_item (meeting_id, position);

-- Who was entitled when the meeting was opened, and at home or away then.
create table meetings.roster (
  meeting_id uuid not null,
  unit_id uuid not null,
  person_id uuid not null references members.person,
  name text not null,
  role text,
  residence_status text,
  primary key (meeting_id, person_id),
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);
create index on meetings.roster (person_id);

-- What happened, as it was written down; never changed, only retracted by another event.
create table meetings.event (
  id uuid primary key,
  meeting_id uuid not null,
  unit_id uuid not null,
  type text not null,
  subject_id uuid references members.person,
  body jsonb not null,
  happened_at timestamptz not null,
  device_id uuid,
  device_seq bigint,
  recorded_by uuid references members.person,
  received_at timestamptz not null default now(),
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);
create index on meetings.event (meeting_id);

create table meetings.paper (
  id uuid primary key,
  meeting_id uuid not null,
  unit_id uuid not null,
  item_id uuid references meetings.agenda_item,
  title text not null check (title = btrim(title) and title <> ''),
  file_name text not null,
  media_type text not null,
  extension text not null,
  size int not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  is_confidential boolean not null default false,
  added_by uuid references members.person,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);
create index on meetings.paper (meeting_id);

-- The secretary's text beside what wrote itself: each edit whole, none lost.
create table meetings.minutes_revision (
  meeting_id uuid not null,
  unit_id uuid not null,
  revision int not null check (revision > 0),
  text text not null,
  edited_by uuid references members.person,
  edited_at timestamptz not null default now(),
  primary key (meeting_id, revision),
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);

-- What is added after the minutes were frozen: beside them, never in them.
create table meetings.amendment (
  id uuid primary key,
  meeting_id uuid not null,
  unit_id uuid not null,
  text text not null check (text <> ''),
  added_by uuid references members.person,
  added_at timestamptz not null default now(),
  foreign key (meeting_id, unit_id) references meetings.meeting (id, unit_id)
);
create index on meetings.amendment (meeting_id);

/* The meetings that the actor is entitled to: of a unit they belong to, on its day or now, or on whose list they stood. */
create function meetings.mine() returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := access.person_id();
  today date := platform.today();
begin
  if me is null then return; end if;
  return query
    select m.id from members.membership s
      join meetings.meeting m on m.unit_id = s.unit_id and m.kind = 'branch'
     where s.person_id = me and s.kind = 'member'
       and ((s.valid_from <= m.held_on and (s.valid_to is null or s.valid_to > m.held_on))
            or (s.valid_from <= today and (s.valid_to is null or s.valid_to > today)))
    union
    select m.id from access.role r
      join meetings.meeting m on m.unit_id = r.unit_id and m.kind = 'committee'
     where r.person_id = me and r.role_type <> 'field_volunteer'
       and ((r.valid_from <= m.held_on and (r.valid_to is null or r.valid_to > m.held_on))
            or (r.valid_from <= today and (r.valid_to is null or r.valid_to > today)))
    union
    select o.meeting_id from meetings.roster o where o.person_id = me;
end $$;

/* Those entitled to a meeting of a unit on a day, by given name; for those who run it or belong to it. */
create function meetings.entitled(wanted_unit uuid, wanted_kind text, on_day date)
returns table (person_id uuid, name text, role text, residence_status text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := access.person_id();
begin
  if not access.reaches('meetings.run', wanted_unit)
     and not exists (select from members.membership s
                      where s.person_id = me and s.unit_id = wanted_unit and s.kind = 'member'
                        and s.valid_from <= on_day and (s.valid_to is null or s.valid_to > on_day))
     and not exists (select from access.role r
                      where r.person_id = me and r.unit_id = wanted_unit and r.role_type <> 'field_volunteer'
                        and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day))
  then return; end if;
  return query
    with held as (
      select distinct on (r.person_id) r.person_id, r.role_type
        from access.role r join access.role_type t on t.name = r.role_type
       where r.unit_id = wanted_unit and r.role_type <> 'field_volunteer'
         and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
       order by r.person_id, t.rank desc
    ), those as (
      select s.person_id from members.membership s
       where wanted_kind = 'branch' and s.unit_id = wanted_unit and s.kind = 'member'
         and s.valid_from <= on_day and (s.valid_to is null or s.valid_to > on_day)
      union
      select h.person_id from held h where wanted_kind = 'committee'
    )
    select p.id, p.full_name::text, h.role_type, p.residence_status
      from those t join members.person p on p.id = t.person_id
      left join held h on h.person_id = p.id
     order by p.given_name, p.full_name, p.id;
end $$;

/* What an invitation's link tells whoever has it: no agenda, no names, no papers. */
create function meetings.by_token(wanted text)
returns table (id uuid, title text, starts_at timestamptz, ends_at timestamptz, place text, mode text, state text,
               sequence int, unit_name text)
  language sql stable security definer set search_path = '' as $$
  select m.id, m.title, m.starts_at, m.ends_at, m.place, m.mode, m.state, m.sequence, v.name
    from meetings.meeting m
    left join lateral (select u.name from units.unit_version u where u.unit_id = m.unit_id
                        order by u.valid_from <= m.held_on desc, u.valid_from desc limit 1) v on true
   where m.share_token = wanted
$$;

/* Whether a meeting's minutes are still open; asked by the policies, which must see every meeting. */
create function meetings.is_frozen(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as
$$ select exists (select from meetings.meeting where id = wanted and frozen_at is not null) $$;
revoke all on function meetings.mine, meetings.entitled, meetings.by_token, meetings.is_frozen from public;
grant execute on function meetings.mine, meetings.entitled, meetings.by_token, meetings.is_frozen to xungkich_app;

/* Frozen minutes stay as they are, whoever asks. */
create function meetings.keep_frozen() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.frozen_at is not null
     and (new.frozen_at, new.frozen_by, new.frozen_text, new.unit_id, new.kind, new.title, new.held_on, new.state)
         is distinct from
         (old.frozen_at, old.frozen_by, old.frozen_text, old.unit_id, old.kind, old.title, old.held_on, old.state)
  then raise exception 'the minutes of meeting % are frozen', old.id using errcode = '42501';
  end if;
  if old.frozen_sha256 is not null and new.frozen_sha256 is distinct from old.frozen_sha256
  then raise exception 'the paper of meeting % is made', old.id using errcode = '42501';
  end if;
  return new;
end $$;
create trigger frozen_stays before update on meetings.meeting
  for each row execute function meetings.keep_frozen();

alter table meetings.rule enable row level security;
alter table meetings.meeting enable row level security;
alter table meetings.agenda_item enable row level security;
alter table meetings.roster enable row level security;
alter table meetings.event enable row level security;
alter table meetings.paper enable row level security;
alter table meetings.minutes_revision enable row level security;
alter table meetings.amendment enable row level security;

create policy signed_in_reads on meetings.rule for select using ((select access.is_signed_in()));
create policy highest_sets on meetings.rule for insert with check ((select access.reaches_all('meetings.run')));
create policy highest_ends on meetings.rule for update using ((select access.reaches_all('meetings.run')));

create policy runner_or_entitled_reads on meetings.meeting for select
  using (unit_id in (select access.reachable('meetings.run')) or id in (select meetings.mine()));
create policy runner_plans on meetings.meeting for insert
  with check (unit_id in (select access.reachable('meetings.run')));
create policy runner_changes on meetings.meeting for update
  using (unit_id in (select access.reachable('meetings.run')));

-- What belongs to a meeting is read by those who read the meeting.
create policy runner_or_entitled_reads on meetings.agenda_item for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_adds on meetings.agenda_item for insert
  with check (unit_id in (select access.reachable('meetings.run')));
create policy runner_changes on meetings.agenda_item for update
  using (unit_id in (select access.reachable('meetings.run')));

create policy runner_or_entitled_reads on meetings.roster for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_adds on meetings.roster for insert
  with check (unit_id in (select access.reachable('meetings.run')));

create policy runner_or_entitled_reads on meetings.event for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_records on meetings.event for insert
  with check (unit_id in (select access.reachable('meetings.run'))
              and recorded_by = (select access.person_id()) and not meetings.is_frozen(meeting_id));
create policy oneself_records on meetings.event for insert
  with check (meeting_id in (select meetings.mine())
              and recorded_by = (select access.person_id()) and subject_id = (select access.person_id())
              and (type = 'excused' or (type = 'attended' and body ->> 'method' in ('code', 'online')))
              and not meetings.is_frozen(meeting_id));

create policy runner_or_entitled_reads on meetings.paper for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_adds on meetings.paper for insert
  with check (unit_id in (select access.reachable('meetings.run')));
create policy runner_changes on meetings.paper for update
  using (unit_id in (select access.reachable('meetings.run')));

create policy runner_or_entitled_reads on meetings.minutes_revision for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_edits on meetings.minutes_revision for insert
  with check (unit_id in (select access.reachable('meetings.run'))
              and edited_by = (select access.person_id()) and not meetings.is_frozen(meeting_id));

create policy runner_or_entitled_reads on meetings.amendment for select
  using (unit_id in (select access.reachable('meetings.run')) or meeting_id in (select meetings.mine()));
create policy runner_amends on meetings.amendment for insert
  with check (unit_id in (select access.reachable('meetings.run'))
              and added_by = (select access.person_id()) and meetings.is_frozen(meeting_id));

grant select, insert on meetings.rule, meetings.meeting, meetings.agenda_item, meetings.roster, meetings.event,
  meetings.paper, meetings.minutes_revision, meetings.amendment to xungkich_app;
grant update (valid_to) on meetings.rule to xungkich_app;
grant update (title, held_on, starts_at, ends_at, place, mode, link, note, chair_id, secretary_id, state, cancel_reason,
              sequence, invited_at, roster_event_id, frozen_at, frozen_by, frozen_text, frozen_sha256,
              signing_request_id) on meetings.meeting to xungkich_app;
grant update (position, title, presenter, removed_at) on meetings.agenda_item to xungkich_app;
grant update (removed_at) on meetings.paper to xungkich_app;

-- What is known of the rules, from a single source: an installation sets its own from the day on which it has
-- a better one, and what was held before keeps the rule of its day.
insert into meetings.rule (id, kind, purpose, numerator, denominator, is_strict, base, less_excused, source, valid_from)
values
  ('019ac300-0000-7000-8000-000000000001', 'branch', 'quorum', 2, 3, false, 'entitled', false,
   'Nề nếp sinh hoạt chi đoàn: có ít nhất 2/3 số đoàn viên dự; chưa đối chiếu với Điều lệ Đoàn hiện hành', '1900-01-01'),
  ('019ac300-0000-7000-8000-000000000002', 'branch', 'resolution', 1, 2, true, 'present', false,
   'Nghị quyết có giá trị khi quá nửa số đoàn viên có mặt tán thành; chưa đối chiếu với Điều lệ Đoàn hiện hành', '1900-01-01'),
  ('019ac300-0000-7000-8000-000000000003', 'branch', 'admission', 1, 2, true, 'present', false,
   'Kết nạp đoàn viên: được quá nửa số đoàn viên có mặt tại hội nghị biểu quyết đồng ý (Điều lệ Đoàn, Điều 1)', '1900-01-01'),
  ('019ac300-0000-7000-8000-000000000004', 'committee', 'quorum', 2, 3, false, 'entitled', false,
   'Hội nghị ban chấp hành: có ít nhất 2/3 số ủy viên dự; chưa đối chiếu với Điều lệ Đoàn hiện hành', '1900-01-01'),
  ('019ac300-0000-7000-8000-000000000005', 'committee', 'resolution', 1, 2, true, 'present', false,
   'Nghị quyết có giá trị khi quá nửa số ủy viên có mặt tán thành; chưa đối chiếu với Điều lệ Đoàn hiện hành', '1900-01-01'),
  ('019ac300-0000-7000-8000-000000000006', 'committee', 'admission', 1, 2, true, 'present', false,
   'Chuẩn y kết nạp: được quá nửa số ủy viên có mặt tán thành; chưa đối chiếu với Điều lệ Đoàn hiện hành', '1900-01-01');
