-- Courses in versions, what learners did with them, and the certificates that came of it.
create schema learning;
grant usage on schema learning to xungkich_app;

create table learning.course (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  -- Its address under /learn; never changes.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  -- The version that everybody reads; none before the first is published, nor after it was withdrawn.
  current_id uuid,
  created_by uuid references members.person,
  created_at timestamptz not null
);
create index on learning.course (unit_id);
create index on learning.course (current_id);

create table learning.version (
  id uuid primary key,
  course_id uuid not null references learning.course,
  unit_id uuid not null references units.unit,
  number int not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'review', 'published', 'superseded', 'withdrawn')),
  title text not null check (title = btrim(title) and title <> ''),
  summary text not null default '',
  language text not null default 'vi',
  -- Lessons, practice with its answers, the rules of the exam and of the certificate. Never a question of the exam.
  content jsonb not null,
  author_id uuid references members.person,
  submitted_by uuid references members.person,
  submitted_at timestamptz,
  reviewed_by uuid references members.person,
  reviewed_at timestamptz,
  review_note text,
  published_on date,
  revision int not null default 1,
  updated_at timestamptz not null,
  unique (course_id, number),
  check ((published_on is not null) = (state in ('published', 'superseded', 'withdrawn'))),
  -- Four eyes: whoever sent it does not publish it.
  check (published_on is null or submitted_by is null or submitted_by is distinct from reviewed_by)
);
create unique index one_draft on learning.version (course_id) where state in ('draft', 'review');
create unique index one_published on learning.version (course_id) where state = 'published';
create index on learning.version (unit_id) where state in ('draft', 'review');
alter table learning.course add foreign key (current_id) references learning.version deferrable initially deferred;

-- The exam's questions with their right answers: for those who write and review, and for nobody else.
create table learning.bank (
  version_id uuid primary key references learning.version on delete cascade,
  unit_id uuid not null references units.unit,
  questions jsonb not null
);

create table learning.media (
  id uuid primary key,
  version_id uuid not null references learning.version on delete cascade,
  unit_id uuid not null references units.unit,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,60}\.(svg|jpg|png|webp|mp3|m4a|ogg|mp4|webm)$'),
  media_type text not null,
  size int not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unique (version_id, name)
);
create index on learning.media (sha256);

/* What was published stays as it was: results refer to it. */
create function learning.keep_published() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if old.published_on is not null and (new.content, new.title, new.number, new.course_id, new.published_on)
     is distinct from (old.content, old.title, old.number, old.course_id, old.published_on) then
    raise exception 'A published version does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keeps_what_was_published before update on learning.version
  for each row execute function learning.keep_published();

create function learning.keep_bank() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from learning.version v where v.id = coalesce(new.version_id, old.version_id) and v.published_on is not null)
     and (tg_table_name = 'media' or new.questions is distinct from old.questions) then
    raise exception 'A published version does not change' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger keeps_what_was_published before update or delete on learning.bank
  for each row execute function learning.keep_bank();
create trigger keeps_what_was_published before delete on learning.media
  for each row execute function learning.keep_bank();

/* ---- What learners did ---- */

create table learning.lesson_done (
  person_id uuid not null references members.person,
  course_id uuid not null references learning.course,
  lesson text not null,
  version_id uuid not null references learning.version,
  unit_id uuid not null references units.unit,
  done_at timestamptz not null,
  primary key (person_id, course_id, lesson)
);
create index on learning.lesson_done (unit_id);

create table learning.attempt (
  id uuid primary key,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  course_id uuid not null references learning.course,
  version_id uuid not null references learning.version,
  number int not null check (number > 0),
  answers jsonb not null,
  -- Of each question whether it was answered rightly; never what would have been right.
  marks jsonb not null,
  score int not null,
  total int not null check (total > 0 and score between 0 and total),
  passed boolean not null,
  taken_at timestamptz not null,
  received_at timestamptz not null,
  unique (person_id, version_id, number)
);
create index on learning.attempt (course_id, person_id);
create index on learning.attempt (unit_id);

create table learning.submission (
  id uuid primary key,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  course_id uuid not null references learning.course,
  version_id uuid not null references learning.version,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'returned')),
  reason text,
  checked_by uuid references members.person,
  checked_at timestamptz,
  submitted_at timestamptz not null,
  check ((state = 'waiting') = (checked_at is null)),
  check (state <> 'returned' or reason is not null),
  -- Nobody checks their own.
  check (checked_by is distinct from person_id)
);
create unique index one_waits on learning.submission (person_id, course_id) where state = 'waiting';
create index on learning.submission (unit_id, submitted_at) where state = 'waiting';
create index on learning.submission (course_id, person_id);

create table learning.submission_file (
  id uuid primary key,
  submission_id uuid not null references learning.submission on delete cascade,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  size int not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create index on learning.submission_file (submission_id);
create index on learning.submission_file (sha256);

create table learning.certificate (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  course_id uuid not null references learning.course,
  version_id uuid not null references learning.version,
  attempt_id uuid not null unique references learning.attempt,
  holder_name text not null,
  course_title text not null,
  issued_on date not null,
  valid_until date,
  revoked_on date,
  revoked_by uuid references members.person,
  revoke_reason text,
  check (valid_until is null or valid_until > issued_on),
  check ((revoked_on is null) = (revoke_reason is null))
);
create index on learning.certificate (person_id, course_id);
create index on learning.certificate (unit_id, issued_on);
create index on learning.certificate (course_id);

-- Public keys of certificates ever signed here; others verify with them.
create table learning.badge_key (
  id text primary key check (id ~ '^[\w-]{8,64}$'),
  public_key bytea not null unique check (octet_length(public_key) = 32),
  created_at timestamptz not null default now()
);

-- What draws the questions of an exam; with it a learner could tell the order of the options.
create table learning.draw_secret (
  only_one boolean primary key default true check (only_one),
  secret bytea not null
);
insert into learning.draw_secret (secret) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

/* ---- Paths ---- */

create table learning.path (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  title text not null check (title = btrim(title) and title <> ''),
  lead text not null default '',
  audience text not null check (audience in ('officers', 'members', 'digital_team')),
  due_on date not null,
  opened_by uuid references members.person,
  opened_on date not null,
  closed_on date,
  check (due_on >= opened_on)
);
create index on learning.path (unit_id) where closed_on is null;
create table learning.path_course (
  path_id uuid not null references learning.path on delete cascade,
  unit_id uuid not null references units.unit,
  course_id uuid not null references learning.course,
  rank int not null,
  primary key (path_id, course_id),
  unique (path_id, rank)
);
create index on learning.path_course (course_id);

-- Who was reminded of a path, and when: nobody is told again the next day.
create table learning.reminder (
  id uuid primary key,
  path_id uuid not null references learning.path on delete cascade,
  unit_id uuid not null references units.unit,
  people int not null,
  reminded_by uuid references members.person,
  reminded_on date not null,
  unique (path_id, unit_id, reminded_on)
);
create index on learning.reminder (unit_id);

/* ---- Who is asking ---- */

create function learning.my_unit() returns uuid
  language sql stable security definer set search_path = '' as $$
  select unit_id from members.person where id = access.person_id()
$$;

/* Whether everybody may read a version: it is, or was, published. */
create function learning.is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from learning.version v where v.id = wanted and v.state in ('published', 'superseded'))
$$;

/* ---- The wall ---- */

alter table learning.course enable row level security;
alter table learning.version enable row level security;
alter table learning.bank enable row level security;
alter table learning.media enable row level security;
alter table learning.lesson_done enable row level security;
alter table learning.attempt enable row level security;
alter table learning.submission enable row level security;
alter table learning.submission_file enable row level security;
alter table learning.certificate enable row level security;
alter table learning.badge_key enable row level security;
alter table learning.draw_secret enable row level security;
alter table learning.path enable row level security;
alter table learning.path_course enable row level security;
alter table learning.reminder enable row level security;

create policy everybody_reads_what_is_published on learning.course for select using (current_id is not null);
create policy author_reads on learning.course for select
  using (unit_id in (select access.reachable('learning.write')) or unit_id in (select access.reachable('learning.review')));
create policy author_adds on learning.course for insert
  with check (unit_id in (select access.reachable('learning.write')) and current_id is null);
create policy reviewer_publishes on learning.course for update
  using (unit_id in (select access.reachable('learning.review')))
  with check (unit_id in (select access.reachable('learning.review')));
grant select, insert on learning.course to xungkich_app;
grant update (current_id) on learning.course to xungkich_app;

create policy everybody_reads_what_is_published on learning.version for select using (state in ('published', 'superseded'));
create policy author_reads on learning.version for select
  using (unit_id in (select access.reachable('learning.write')) or unit_id in (select access.reachable('learning.review')));
create policy author_adds on learning.version for insert
  with check (unit_id in (select access.reachable('learning.write')) and state = 'draft');
create policy author_changes on learning.version for update
  using (unit_id in (select access.reachable('learning.write')) and state in ('draft', 'review'))
  with check (unit_id in (select access.reachable('learning.write')) and state in ('draft', 'review'));
create policy reviewer_decides on learning.version for update
  using (unit_id in (select access.reachable('learning.review')))
  with check (unit_id in (select access.reachable('learning.review')));
grant select, insert on learning.version to xungkich_app;
grant update (state, title, summary, language, content, submitted_by, submitted_at, reviewed_by, reviewed_at, review_note,
  published_on, revision, updated_at) on learning.version to xungkich_app;

create policy author_reads on learning.bank for select
  using (unit_id in (select access.reachable('learning.write')) or unit_id in (select access.reachable('learning.review')));
create policy author_adds on learning.bank for insert
  with check (unit_id in (select access.reachable('learning.write'))
    and exists (select from learning.version v where v.id = version_id and v.unit_id = bank.unit_id and v.state = 'draft'));
create policy author_changes on learning.bank for update
  using (unit_id in (select access.reachable('learning.write')));
grant select, insert on learning.bank to xungkich_app;
grant update (questions) on learning.bank to xungkich_app;

create policy everybody_reads_what_is_published on learning.media for select using (learning.is_public(version_id));
create policy author_reads on learning.media for select
  using (unit_id in (select access.reachable('learning.write')) or unit_id in (select access.reachable('learning.review')));
create policy author_adds on learning.media for insert
  with check (unit_id in (select access.reachable('learning.write'))
    and exists (select from learning.version v where v.id = version_id and v.unit_id = media.unit_id and v.state = 'draft'));
create policy author_removes on learning.media for delete using (unit_id in (select access.reachable('learning.write')));
grant select, insert, delete on learning.media to xungkich_app;

create policy own_or_officer_reads on learning.lesson_done for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('learning.read')));
create policy learner_adds on learning.lesson_done for insert
  with check (person_id = (select access.person_id()) and unit_id = (select learning.my_unit()) and learning.is_public(version_id));
grant select, insert on learning.lesson_done to xungkich_app;

-- Marks are given by learning.sit_exam only: nobody writes them.
create policy own_or_officer_reads on learning.attempt for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('learning.read')));
grant select on learning.attempt to xungkich_app;

create policy own_or_officer_reads on learning.submission for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('learning.check')));
create policy learner_hands_in on learning.submission for insert
  with check (person_id = (select access.person_id()) and unit_id = (select learning.my_unit()) and state = 'waiting'
    and learning.is_public(version_id));
create policy officer_checks on learning.submission for update
  using (unit_id in (select access.reachable('learning.check')) and person_id is distinct from (select access.person_id()))
  with check (checked_by = (select access.person_id()));
grant select, insert on learning.submission to xungkich_app;
grant update (state, reason, checked_by, checked_at) on learning.submission to xungkich_app;

create policy own_or_officer_reads on learning.submission_file for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('learning.check')));
create policy learner_hands_in on learning.submission_file for insert
  with check (person_id = (select access.person_id())
    and exists (select from learning.submission s where s.id = submission_id and s.person_id = submission_file.person_id
                   and s.unit_id = submission_file.unit_id and s.state = 'waiting'));
grant select, insert on learning.submission_file to xungkich_app;

-- Certificates come from learning.issue_if_complete only.
create policy own_or_officer_reads on learning.certificate for select
  using (person_id = (select access.person_id()) or unit_id in (select access.reachable('learning.read')));
create policy officer_revokes on learning.certificate for update
  using (unit_id in (select access.reachable('learning.review')))
  with check (revoked_by = (select access.person_id()));
grant select on learning.certificate to xungkich_app;
grant update (revoked_on, revoked_by, revoke_reason) on learning.certificate to xungkich_app;

create policy everybody_reads on learning.badge_key for select using (true);
grant select on learning.badge_key to xungkich_app;

create policy whoever_is_signed_in_reads on learning.path for select using (access.is_signed_in());
create policy officer_opens on learning.path for insert with check (unit_id in (select access.reachable('learning.check')));
create policy officer_changes on learning.path for update
  using (unit_id in (select access.reachable('learning.check')));
grant select, insert on learning.path to xungkich_app;
grant update (title, lead, due_on, closed_on) on learning.path to xungkich_app;
create policy whoever_is_signed_in_reads on learning.path_course for select using (access.is_signed_in());
create policy officer_orders on learning.path_course for insert
  with check (unit_id in (select access.reachable('learning.check'))
    and exists (select from learning.path p where p.id = path_id and p.unit_id = path_course.unit_id));
grant select, insert on learning.path_course to xungkich_app;

create policy officer_reads on learning.reminder for select using (unit_id in (select access.reachable('learning.read')));
create policy officer_reminds on learning.reminder for insert
  with check (unit_id in (select access.reachable('learning.check')) and reminded_by = (select access.person_id()));
grant select, insert on learning.reminder to xungkich_app;

revoke all on function learning.my_unit, learning.is_public, learning.keep_published, learning.keep_bank from public;
grant execute on function learning.my_unit, learning.is_public to xungkich_app;

-- What waits, is being written or still runs follows its unit in a reform; what somebody did stays where it was done.
insert into restructuring.followed (relation, key, condition) values
  ('learning.submission', 'id', 'r.state = ''waiting'''),
  ('learning.course', 'id', 'true'),
  ('learning.version', 'id', 'true'),
  ('learning.bank', 'version_id', 'true'),
  ('learning.media', 'id', 'true'),
  ('learning.path', 'id', 'r.closed_on is null');
