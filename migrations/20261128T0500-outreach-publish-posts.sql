-- One post, written once: approved by somebody else, published when its time has come, and taken to
-- people over every channel exactly once.
create schema outreach;
grant usage on schema outreach to xungkich_app;

create table outreach.campaign (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> ''),
  goal text not null,
  starts_on date not null,
  ends_on date not null,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  check (ends_on >= starts_on)
);
create index on outreach.campaign (unit_id);

create table outreach.post (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  campaign_id uuid references outreach.campaign,
  kind text not null check (kind in ('news', 'policy')),
  state text not null default 'draft' check (state in ('draft', 'returned', 'waiting', 'approved', 'published', 'withdrawn')),
  -- The language in which it was written first, and which stands for those that are missing.
  language text not null,
  to_everybody boolean not null default false,
  channels text[] not null default '{}' check (channels <@ array['push', 'mail', 'zalo', 'facebook']),
  -- A policy in plain words: what it explains, where that stands, and the passage itself.
  source_name text,
  source_url text check (source_url ~ '^https?://'),
  source_on date,
  source_text text,
  created_by uuid not null references members.person,
  -- Everybody who wrote in it: none of them approves it.
  editors uuid[] not null,
  submitted_at timestamptz,
  returned_reason text,
  approved_by uuid references members.person,
  approved_at timestamptz,
  publish_at timestamptz,
  published_at timestamptz,
  withdrawn_reason text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  is_public boolean not null generated always as (state = 'published') stored,
  check (created_by = any (editors)),
  check (approved_by is null or not approved_by = any (editors)),
  check (state not in ('approved', 'published') or (approved_by is not null and publish_at is not null)),
  check ((published_at is null) = (state not in ('published', 'withdrawn'))),
  check (kind <> 'policy' or state = 'draft' or (source_name is not null and source_url is not null and source_text is not null))
);
create index post_published on outreach.post (published_at desc, id desc) where is_public;
create index post_by_unit on outreach.post (unit_id, updated_at desc);
create index post_due on outreach.post (publish_at) where state = 'approved';
create index on outreach.post (campaign_id);

create table outreach.text (
  post_id uuid not null references outreach.post on delete cascade,
  unit_id uuid not null references units.unit,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  title text not null check (title = btrim(title) and title <> ''),
  summary text not null,
  body text not null,
  -- What the loudspeaker reads out, where it is not title and summary.
  spoken text,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, platform.searchable(title || ' ' || summary || ' ' || body))) stored,
  primary key (post_id, language)
);

create table outreach.file (
  id uuid primary key,
  post_id uuid not null references outreach.post on delete cascade,
  unit_id uuid not null references units.unit,
  kind text not null check (kind in ('picture', 'audio')),
  -- Of a recorded voice: the language it speaks.
  language text check (language ~ '^[a-z]{2,3}$'),
  name text not null,
  -- What is to be seen, for those who do not see it.
  description text,
  media_type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid not null references members.person,
  added_at timestamptz not null,
  check ((kind = 'audio') = (language is not null))
);
create index on outreach.file (post_id, added_at);

-- To whom it goes: these units with all below them.
create table outreach.audience (
  post_id uuid not null references outreach.post on delete cascade,
  unit_id uuid not null references units.unit,
  primary key (post_id, unit_id)
);

-- People who asked to be told, without who they are: a browser, a mailbox, a follower on Zalo.
create table outreach.subscriber (
  id uuid primary key,
  channel text not null check (channel in ('push', 'mail', 'zalo')),
  unit_id uuid references units.unit,
  -- Tells the same address again without opening it.
  digest bytea not null,
  address_sealed bytea not null,
  language text not null default 'vi',
  consent_text_version text not null,
  consented_at timestamptz not null,
  confirmed_at timestamptz,
  -- When a mailbox was last asked whether it was they: once a day at most, whoever asks.
  asked_at timestamptz,
  unique (channel, digest)
);
create index on outreach.subscriber (channel, unit_id);

-- What goes out over a channel: a post, or the letter of a week.
create table outreach.delivery (
  id uuid primary key,
  channel text not null check (channel in ('push', 'mail', 'zalo', 'facebook')),
  unit_id uuid references units.unit,
  post_id uuid references outreach.post on delete cascade,
  week date,
  made_at timestamptz not null,
  check ((post_id is null) = (channel = 'mail')),
  check ((week is null) = (channel <> 'mail')),
  unique (post_id, channel),
  unique (week)
);

-- A post is in one letter, once.
create table outreach.digest_post (
  delivery_id uuid not null references outreach.delivery on delete cascade,
  post_id uuid not null references outreach.post on delete cascade,
  unit_id uuid not null references units.unit,
  primary key (post_id)
);
create index on outreach.digest_post (delivery_id);

-- One thing to one recipient. `sending` is committed before anything leaves; who dies then leaves it so,
-- and a sweep calls it `unknown`, which nothing sends again by itself.
create table outreach.parcel (
  delivery_id uuid not null references outreach.delivery on delete cascade,
  target_id uuid not null,
  unit_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'gone')),
  attempts int not null default 0,
  next_at timestamptz,
  claimed_at timestamptz,
  settled_at timestamptz,
  problem text,
  -- What the other side calls it.
  reference text,
  primary key (delivery_id, target_id)
);
create index parcel_open on outreach.parcel (delivery_id, target_id) where state = 'waiting';
create index parcel_under_way on outreach.parcel (claimed_at) where state = 'sending';

-- What is left of parcels after a month: how many, by commune.
create table outreach.tally (
  delivery_id uuid not null references outreach.delivery on delete cascade,
  unit_id uuid,
  state text not null,
  parcels int not null,
  unique nulls not distinct (delivery_id, unit_id, state)
);

-- How often a page was opened: a number, of a commune by the link that was shared there.
create table outreach.reading (
  post_id uuid not null references outreach.post on delete cascade,
  unit_id uuid,
  day date not null,
  reads int not null,
  unique nulls not distinct (post_id, unit_id, day)
);

create table outreach.quiz (
  post_id uuid primary key references outreach.post on delete cascade,
  unit_id uuid not null references units.unit,
  closes_on date
);
create table outreach.question (
  id uuid primary key,
  post_id uuid not null references outreach.quiz on delete cascade,
  unit_id uuid not null references units.unit,
  position int not null,
  text text not null,
  options text[] not null check (cardinality(options) between 2 and 6),
  right_option int not null,
  explanation text not null,
  check (right_option between 1 and cardinality(options)),
  unique (post_id, position)
);
-- Turns of play, without anybody's name.
create table outreach.play (
  post_id uuid not null references outreach.quiz on delete cascade,
  unit_id uuid,
  day date not null,
  plays int not null,
  right_answers int not null,
  answers int not null,
  unique nulls not distinct (post_id, unit_id, day)
);
-- The number of a form that was sent in, so that sending it again counts once; kept for a month.
create table outreach.played (
  id uuid primary key,
  post_id uuid not null references outreach.quiz on delete cascade,
  played_on date not null
);

-- The tokens of the Zalo Official Account. The refresh token changes each time: one renews, under a lease.
create table outreach.zalo (
  is_single boolean primary key default true check (is_single),
  seed_digest bytea not null,
  access_sealed bytea,
  refresh_sealed bytea not null,
  expires_at timestamptz,
  lease uuid,
  lease_until timestamptz,
  -- A renewal that began and whose end nobody stored.
  is_doubtful boolean not null default false,
  problem text
);

-- How fast each outside service may be asked, over all processes.
create table outreach.pace (
  service text primary key,
  tokens double precision not null,
  counted_at timestamptz not null
);

/* ---- Who is asking ---- */

create function outreach.is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from outreach.post p where p.id = wanted and p.is_public)
$$;

create function outreach.writes(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from outreach.post p where p.id = wanted and access.reaches('outreach.write', p.unit_id));
end $$;

create function outreach.is_editable(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from outreach.post p where p.id = wanted and p.state in ('draft', 'returned')
                    and access.reaches('outreach.write', p.unit_id));
end $$;

/* Whether the actor may approve a post: in its unit, and in each unit to which it goes. */
create function outreach.approves(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from outreach.post p where p.id = wanted and access.reaches('outreach.approve', p.unit_id)
                    and not access.person_id() = any (p.editors))
     and exists (select from outreach.audience a where a.post_id = wanted)
     and not exists (select from outreach.audience a where a.post_id = wanted
                        and not access.reaches('outreach.approve', a.unit_id));
end $$;

/* The unit above all others over one, today. */
create function outreach.top_of(wanted uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
  select r.ancestor_id from access.reach r
   where r.unit_id = wanted and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
   order by r.depth desc limit 1
$$;

create function outreach.keep_rules_of_posts() returns trigger
  language plpgsql set search_path = '' as $$
declare
  step constant text := old.state || '>' || new.state;
begin
  if not new.editors @> old.editors or new.created_by <> old.created_by then
    raise exception 'outreach: who wrote a post stays' using errcode = '42501';
  end if;
  if new.version <> old.version and old.state not in ('draft', 'returned') then
    raise exception 'outreach: not to be changed while it is %', old.state using errcode = '42501';
  end if;
  if new.state = old.state then return new; end if;
  if step not in ('draft>waiting', 'returned>waiting', 'waiting>draft', 'waiting>returned', 'waiting>approved',
                  'approved>draft', 'approved>published', 'published>withdrawn') then
    raise exception 'outreach: no step %', step using errcode = '42501';
  end if;
  -- By whom it was approved is who does it now; what is published is published by the clock.
  if new.state = 'approved' and (new.approved_by is distinct from access.person_id() or not outreach.approves(new.id)) then
    raise exception 'outreach: not theirs to approve' using errcode = '42501';
  end if;
  if new.state = 'approved' and new.to_everybody and not exists (
       select from outreach.audience a where a.post_id = new.id and a.unit_id = outreach.top_of(new.unit_id)) then
    raise exception 'outreach: everybody is the province''s to tell' using errcode = '42501';
  end if;
  if new.state = 'published' and current_user = 'xungkich_app' then
    raise exception 'outreach: published by the clock alone' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_rules before update on outreach.post for each row execute function outreach.keep_rules_of_posts();

/* Whoever changes what a post says is one of its writers, whatever the program says. */
create function outreach.note_editor() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  of_post constant uuid := case when tg_op = 'DELETE' then old.post_id else new.post_id end;
begin
  update outreach.post p set editors = p.editors || access.person_id()
   where p.id = of_post and access.person_id() is not null and not access.person_id() = any (p.editors);
  return null;
end $$;
create trigger note_editor after insert or update or delete on outreach.text for each row execute function outreach.note_editor();
create trigger note_editor after insert or update or delete on outreach.file for each row execute function outreach.note_editor();
create trigger note_editor after insert or update or delete on outreach.audience for each row execute function outreach.note_editor();
create trigger note_editor after insert or update or delete on outreach.question for each row execute function outreach.note_editor();

/* ---- The wall ---- */

alter table outreach.campaign enable row level security;
alter table outreach.post enable row level security;
alter table outreach.text enable row level security;
alter table outreach.file enable row level security;
alter table outreach.audience enable row level security;
alter table outreach.subscriber enable row level security;
alter table outreach.delivery enable row level security;
alter table outreach.digest_post enable row level security;
alter table outreach.parcel enable row level security;
alter table outreach.tally enable row level security;
alter table outreach.reading enable row level security;
alter table outreach.quiz enable row level security;
alter table outreach.question enable row level security;
alter table outreach.play enable row level security;
alter table outreach.played enable row level security;
alter table outreach.zalo enable row level security;
alter table outreach.pace enable row level security;

create policy everybody_reads on outreach.campaign for select using (true);
create policy officer_plans on outreach.campaign for insert
  with check (unit_id in (select access.reachable('outreach.write')) and created_by = (select access.person_id()));
create policy officer_changes on outreach.campaign for update using (unit_id in (select access.reachable('outreach.write')));
grant select, insert on outreach.campaign to xungkich_app;
grant update (name, goal, starts_on, ends_on) on outreach.campaign to xungkich_app;

create policy everybody_reads_what_is_published on outreach.post for select using (is_public);
create policy officer_reads on outreach.post for select using (unit_id in (select access.reachable('outreach.write')));
create policy officer_writes on outreach.post for insert
  with check (unit_id in (select access.reachable('outreach.write')) and created_by = (select access.person_id())
    and editors = array[created_by] and state = 'draft' and approved_by is null);
create policy officer_changes on outreach.post for update using (unit_id in (select access.reachable('outreach.write')));
grant select, insert on outreach.post to xungkich_app;
grant update (campaign_id, kind, state, language, to_everybody, channels, source_name, source_url, source_on, source_text,
  submitted_at, returned_reason, approved_by, approved_at, publish_at, withdrawn_reason, version, updated_at)
  on outreach.post to xungkich_app;

create policy everybody_reads_what_is_published on outreach.text for select using (outreach.is_public(post_id));
create policy officer_reads on outreach.text for select using (outreach.writes(post_id));
create policy officer_writes on outreach.text for insert
  with check (outreach.is_editable(post_id) and unit_id in (select access.reachable('outreach.write')));
create policy officer_changes on outreach.text for update using (outreach.is_editable(post_id));
create policy officer_removes on outreach.text for delete using (outreach.is_editable(post_id));
grant select, insert, delete on outreach.text to xungkich_app;
grant update (title, summary, body, spoken) on outreach.text to xungkich_app;

create policy everybody_reads_what_is_published on outreach.file for select using (outreach.is_public(post_id));
create policy officer_reads on outreach.file for select using (outreach.writes(post_id));
create policy officer_adds on outreach.file for insert
  with check (outreach.is_editable(post_id) and unit_id in (select access.reachable('outreach.write')) and added_by = (select access.person_id()));
create policy officer_removes on outreach.file for delete using (outreach.is_editable(post_id));
grant select, insert, delete on outreach.file to xungkich_app;

create policy everybody_reads_what_is_published on outreach.audience for select using (outreach.is_public(post_id));
create policy officer_reads on outreach.audience for select using (outreach.writes(post_id));
create policy officer_chooses on outreach.audience for insert
  with check (outreach.is_editable(post_id) and unit_id in (select access.reachable('outreach.write')));
create policy officer_removes on outreach.audience for delete using (outreach.is_editable(post_id));
grant select, insert, delete on outreach.audience to xungkich_app;

create policy officer_reads on outreach.delivery for select using (unit_id in (select access.reachable('outreach.write')));
grant select on outreach.delivery to xungkich_app;
create policy officer_reads on outreach.digest_post for select using (unit_id in (select access.reachable('outreach.write')));
grant select on outreach.digest_post to xungkich_app;

create policy everybody_reads_what_is_published on outreach.quiz for select using (outreach.is_public(post_id));
create policy officer_reads on outreach.quiz for select using (unit_id in (select access.reachable('outreach.write')));
create policy officer_adds on outreach.quiz for insert
  with check (outreach.is_editable(post_id) and unit_id in (select access.reachable('outreach.write')));
create policy officer_changes on outreach.quiz for update using (outreach.is_editable(post_id));
create policy officer_removes on outreach.quiz for delete using (outreach.is_editable(post_id));
grant select, insert, delete on outreach.quiz to xungkich_app;
grant update (closes_on) on outreach.quiz to xungkich_app;
-- The right answer is read by those who wrote it, and by nobody else.
create policy officer_reads on outreach.question for select using (unit_id in (select access.reachable('outreach.write')));
create policy officer_adds on outreach.question for insert
  with check (outreach.is_editable(post_id) and unit_id in (select access.reachable('outreach.write')));
create policy officer_removes on outreach.question for delete using (outreach.is_editable(post_id));
grant select, insert, delete on outreach.question to xungkich_app;

/* ---- What the public reads and does ---- */

/* What a unit is called today, and whether it is a commune; for links that carry one. */
create function outreach.commune(wanted text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select v.unit_id from units.unit_version v
   where (v.code = wanted or v.unit_id::text = wanted) and v.level = 'commune'
     and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
   limit 1
$$;

create function outreach.communes() returns table (unit_id uuid, code text, name text, above text)
  language sql stable security definer set search_path = '' as $$
  select v.unit_id, v.code, v.name, p.name
    from units.unit_version v
    left join units.unit_version p on p.unit_id = v.parent_id and p.valid_from <= platform.today()
     and (p.valid_to is null or p.valid_to > platform.today())
   where v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today()) and v.level = 'commune'
   order by p.name collate "vi-x-icu", v.name collate "vi-x-icu"
$$;

/* The units above and below one today: what is said there concerns it. */
create function outreach.around(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select r.ancestor_id from access.reach r
   where r.unit_id = wanted and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
  union
  select r.unit_id from access.reach r
   where r.ancestor_id = wanted and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
$$;

create function outreach.name_of(wanted uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select v.name from units.unit_version v where v.unit_id = wanted
   order by v.valid_from <= platform.today() desc, v.valid_from desc limit 1
$$;

/* Counts that a published page was opened, for the commune of the link. */
create function outreach.count_reading(wanted uuid, at_unit uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not outreach.is_public(wanted) then return false; end if;
  insert into outreach.reading as r (post_id, unit_id, day, reads) values (wanted, at_unit, platform.today(), 1)
  on conflict (post_id, unit_id, day) do update set reads = r.reads + 1;
  return true;
end $$;

/* The questions of a published quiz, without what is right. */
create function outreach.questions_of(wanted uuid)
  returns table (id uuid, "position" int, text text, options text[])
  language sql stable security definer set search_path = '' as $$
  select q.id, q.position, q.text, q.options from outreach.question q
   where q.post_id = wanted and (outreach.is_public(wanted) or outreach.writes(wanted)) order by q.position
$$;

/* Counts a turn of play and tells what is right; the same form again tells, and counts nothing. */
create function outreach.play_quiz(form_id uuid, wanted uuid, at_unit uuid, chosen int[])
  returns table (id uuid, chosen_option int, right_option int, explanation text, counted boolean)
  language plpgsql security definer set search_path = '' as $$
declare
  is_new boolean := false;
  asked int;
  correct int;
begin
  if not exists (select from outreach.quiz z where z.post_id = wanted and outreach.is_public(wanted)
                    and (z.closes_on is null or z.closes_on >= platform.today())) then return; end if;
  select count(*), count(*) filter (where q.right_option = chosen[q.position]) into asked, correct
    from outreach.question q where q.post_id = wanted;
  if asked <> cardinality(chosen) then return; end if;
  insert into outreach.played (id, post_id, played_on) values (form_id, wanted, platform.today()) on conflict do nothing;
  is_new := found;
  if is_new then
    insert into outreach.play as p (post_id, unit_id, day, plays, right_answers, answers)
    values (wanted, at_unit, platform.today(), 1, correct, asked)
    on conflict (post_id, unit_id, day) do update
      set plays = p.plays + 1, right_answers = p.right_answers + correct, answers = p.answers + asked;
  end if;
  return query select q.id, chosen[q.position], q.right_option, q.explanation, is_new
    from outreach.question q where q.post_id = wanted order by q.position;
end $$;

/*
 * Who took part in a campaign's quizzes, by commune: turns, turns for a hundred members of it, right
 * answers. Turns of communes that a reform has ended are those of whoever stands in their place, if it is
 * one alone.
 */
create function outreach.leaders(wanted uuid)
  returns table (unit_id uuid, name text, members int, plays int, right_share numeric, per_hundred numeric)
  language sql stable security definer set search_path = '' as $$
  with turns as (
    select p.unit_id, sum(p.plays)::int as plays, sum(p.right_answers) as right_answers, sum(p.answers) as answers
      from outreach.play p join outreach.post o on o.id = p.post_id
     where o.campaign_id = wanted and p.unit_id is not null group by p.unit_id
  ), heir as (
    select h.unit_id, (array_agg(h.heir_id))[1] as heir_id
      from units.heirs(array(select t.unit_id from turns t)) h group by h.unit_id having count(*) = 1
  ), counted as (
    select coalesce(h.heir_id, t.unit_id) as unit_id, sum(t.plays)::int as plays,
           sum(t.right_answers) as right_answers, sum(t.answers) as answers
      from turns t left join heir h on h.unit_id = t.unit_id group by 1
  )
  select c.unit_id, outreach.name_of(c.unit_id), s.members, c.plays,
         round(100.0 * c.right_answers / nullif(c.answers, 0), 1),
         round(100.0 * c.plays / nullif(s.members, 0), 1)
    from counted c cross join lateral (
      select count(distinct m.person_id)::int as members
        from access.reach r join members.membership m on m.unit_id = r.unit_id
       where r.ancestor_id = c.unit_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
         and m.kind = 'member' and m.valid_from <= platform.today() and (m.valid_to is null or m.valid_to > platform.today())) s
   order by 6 desc nulls last, 4 desc, 2
$$;

/* ---- Subscribing, without an account ---- */

create function outreach.subscribe(new_id uuid, via text, at_unit uuid, its_digest bytea, sealed bytea, in_language text,
  consent_version text, at timestamptz, is_confirmed boolean) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare kept uuid;
begin
  insert into outreach.subscriber as s (id, channel, unit_id, digest, address_sealed, language, consent_text_version, consented_at, confirmed_at)
  values (new_id, via, at_unit, its_digest, sealed, in_language, consent_version, at, case when is_confirmed then at end)
  on conflict (channel, digest) do update
     -- A mailbox that has not said yes itself cannot be moved by a stranger.
     set unit_id = case when is_confirmed or s.confirmed_at is null then excluded.unit_id else s.unit_id end,
         address_sealed = case when is_confirmed then excluded.address_sealed else s.address_sealed end,
         consented_at = excluded.consented_at, consent_text_version = excluded.consent_text_version
  returning id into kept;
  return kept;
end $$;

create function outreach.confirm(wanted uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update outreach.subscriber set confirmed_at = coalesce(confirmed_at, at) where id = wanted;
  return found;
end $$;

create function outreach.unsubscribe(wanted uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  delete from outreach.subscriber where id = wanted;
  return found;
end $$;

create function outreach.unsubscribe_address(via text, its_digest bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  delete from outreach.subscriber where channel = via and digest = its_digest;
  return found;
end $$;

/* The mailbox that is to be asked, once a day at most; nothing where it has said yes. */
create function outreach.ask_mailbox(wanted uuid, at timestamptz) returns bytea
  language plpgsql security definer set search_path = '' as $$
declare sealed bytea;
begin
  update outreach.subscriber set asked_at = at
   where id = wanted and channel = 'mail' and confirmed_at is null and (asked_at is null or asked_at < at - interval '1 day')
  returning address_sealed into sealed;
  return sealed;
end $$;

/* ---- What the clock does ---- */

/* To whom a post goes over a channel: those of its units as they stand today. */
create function outreach.recipients(wanted uuid, via text) returns table (subscriber_id uuid, unit_id uuid)
  language sql stable security definer set search_path = '' as $$
  with within as materialized (
    select distinct h.unit_id
      from units.heirs(array(select distinct s.unit_id from outreach.subscriber s where s.channel = via and s.unit_id is not null)) h
      join access.reach r on r.unit_id = h.heir_id and r.valid_from <= platform.today()
       and (r.valid_to is null or r.valid_to > platform.today())
     where r.ancestor_id in (select a.heir_id from units.heirs(array(select x.unit_id from outreach.audience x where x.post_id = wanted)) a)
  )
  select s.id, s.unit_id from outreach.subscriber s
   where s.channel = via and s.confirmed_at is not null
     and (s.unit_id in (select w.unit_id from within w)
          or (s.unit_id is null and (select p.to_everybody from outreach.post p where p.id = wanted)))
$$;

/* Posts whose time has come. */
create function outreach.due_posts(at timestamptz) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select id from outreach.post where state = 'approved' and publish_at <= at order by publish_at limit 100
$$;

/*
 * Publishes an approved post whose time has come, with what goes out over the channels that are set up: what
 * is set up later tells no old news. False where it was published already, or is not to be.
 */
create function outreach.publish(wanted uuid, at timestamptz, ready text[]) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  post outreach.post;
  via text;
  made uuid;
begin
  update outreach.post set state = 'published', published_at = at, updated_at = at
   where id = wanted and state = 'approved' and publish_at <= at returning * into post;
  if not found then return false; end if;
  foreach via in array post.channels loop
    continue when via = 'mail' or not via = any (ready);
    made := gen_random_uuid();
    insert into outreach.delivery (id, channel, unit_id, post_id, made_at) values (made, via, post.unit_id, wanted, at);
    if via = 'facebook' then
      insert into outreach.parcel (delivery_id, target_id) values (made, wanted);
    else
      insert into outreach.parcel (delivery_id, target_id, unit_id)
      select made, r.subscriber_id, r.unit_id from outreach.recipients(wanted, via) r;
    end if;
  end loop;
  return true;
end $$;

/* The letter of a week, with the posts of the last fortnight that were in none; null where there is nothing to write or it was made. */
create function outreach.make_digest(of_week date, at timestamptz) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  made uuid := gen_random_uuid();
begin
  if not exists (select from outreach.post p where p.is_public and p.published_at > at - interval '14 days' and 'mail' = any (p.channels)
                    and not exists (select from outreach.digest_post d where d.post_id = p.id)) then return null; end if;
  insert into outreach.delivery (id, channel, week, made_at) values (made, 'mail', of_week, at) on conflict do nothing;
  if not found then return null; end if;
  insert into outreach.digest_post (delivery_id, post_id, unit_id)
  select made, p.id, p.unit_id from outreach.post p
   where p.is_public and p.published_at > at - interval '14 days' and 'mail' = any (p.channels)
     and not exists (select from outreach.digest_post d where d.post_id = p.id);
  insert into outreach.parcel (delivery_id, target_id, unit_id)
  select distinct made, r.subscriber_id, r.unit_id
    from outreach.digest_post d cross join lateral outreach.recipients(d.post_id, 'mail') r where d.delivery_id = made;
  return made;
end $$;

/* Which posts of a letter go to which communes (null: those who named none). */
create function outreach.digest_places(wanted uuid) returns table (post_id uuid, unit_id uuid)
  language sql stable security definer set search_path = '' as $$
  select distinct d.post_id, r.unit_id
    from outreach.digest_post d cross join lateral outreach.recipients(d.post_id, 'mail') r where d.delivery_id = wanted
$$;

create function outreach.delivery_facts(wanted uuid)
  returns table (id uuid, channel text, post_id uuid, week date, is_public boolean)
  language sql stable security definer set search_path = '' as $$
  select d.id, d.channel, d.post_id, d.week, coalesce(p.is_public, true)
    from outreach.delivery d left join outreach.post p on p.id = d.post_id where d.id = wanted
$$;

/* Deliveries of which something waits and may go now. */
create function outreach.open_deliveries(at timestamptz) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct p.delivery_id from outreach.parcel p
    join outreach.delivery d on d.id = p.delivery_id left join outreach.post o on o.id = d.post_id
   where p.state = 'waiting' and (p.next_at is null or p.next_at <= at) and (d.post_id is null or o.is_public)
$$;

/* Takes parcels to be sent: from now on they are under way, also if whoever took them dies. */
create function outreach.claim(wanted uuid, most int, at timestamptz)
  returns table (target_id uuid, unit_id uuid, attempts int, address_sealed bytea, language text)
  language plpgsql security definer set search_path = '' as $$
begin
  return query
  with picked as (
    select p.target_id from outreach.parcel p join outreach.delivery d on d.id = p.delivery_id
      left join outreach.post o on o.id = d.post_id
     where p.delivery_id = wanted and p.state = 'waiting' and (p.next_at is null or p.next_at <= at)
       and (d.post_id is null or o.is_public)
     order by p.target_id limit most for update of p skip locked
  ), taken as (
    update outreach.parcel p set state = 'sending', claimed_at = at, attempts = p.attempts + 1
      from picked k where p.delivery_id = wanted and p.target_id = k.target_id
    returning p.target_id, p.unit_id, p.attempts
  )
  select t.target_id, t.unit_id, t.attempts, s.address_sealed, s.language
    from taken t left join outreach.subscriber s on s.id = t.target_id;
end $$;

/* Says what became of parcels under way. Whoever is gone on the other side is no subscriber any more. */
create function outreach.settle(wanted uuid, targets uuid[], states text[], problems text[], marks text[], nexts timestamptz[], at timestamptz)
  returns void language plpgsql security definer set search_path = '' as $$
begin
  update outreach.parcel p set state = n.state, problem = n.problem, reference = n.reference, next_at = n.next_at,
         settled_at = case when n.state <> 'waiting' then at end
    from unnest(targets, states, problems, marks, nexts) as n (target_id, state, problem, reference, next_at)
   where p.delivery_id = wanted and p.target_id = n.target_id and p.state = 'sending';
  delete from outreach.subscriber s using unnest(targets, states) as n (target_id, state)
   where n.state = 'gone' and s.id = n.target_id;
end $$;

/* What has been under way for too long: whether it arrived nobody knows. */
create function outreach.sweep(before timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
declare swept int;
begin
  update outreach.parcel set state = 'unknown', problem = 'interrupted' where state = 'sending' and claimed_at < before;
  get diagnostics swept = row_count;
  return swept;
end $$;

/*
 * Lets failed parcels of a post go again; what may have arrived only where somebody says so. They keep one
 * attempt behind them: a channel that can look whether it is there already does. Returns how many.
 */
create function outreach.retry(wanted uuid, also_unknown boolean) returns int
  language plpgsql security definer set search_path = '' as $$
declare again int;
begin
  -- A post is its writers' to send again, the letter of a week, which is everybody's, the province's.
  if not exists (select from outreach.delivery d left join outreach.digest_post g on g.delivery_id = d.id
                  where d.id = wanted and (access.reaches('outreach.write', d.unit_id)
                                           or access.reaches('outreach.approve', outreach.top_of(g.unit_id)))) then return null; end if;
  update outreach.parcel set state = 'waiting', next_at = null, attempts = 1
   where delivery_id = wanted and (state = 'failed' or (also_unknown and state = 'unknown'));
  get diagnostics again = row_count;
  return again;
end $$;

/* How a post's deliveries stand. */
create function outreach.standing(wanted uuid)
  returns table (delivery_id uuid, channel text, week date, state text, parcels int, problem text, settled_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not outreach.writes(wanted) then return; end if;
  return query
  with mine as (
    select d.id, d.channel, d.week from outreach.delivery d where d.post_id = wanted
    union all
    select d.id, d.channel, d.week from outreach.delivery d join outreach.digest_post g on g.delivery_id = d.id and g.post_id = wanted
  )
  select m.id, m.channel, m.week, x.state, sum(x.n)::int, max(x.problem), max(x.settled_at)
    from mine m left join lateral (
      select p.state, count(*) as n, max(p.problem) as problem, max(p.settled_at) as settled_at
        from outreach.parcel p where p.delivery_id = m.id group by p.state
      union all
      select t.state, t.parcels, null, null from outreach.tally t where t.delivery_id = m.id) x on true
   group by m.id, m.channel, m.week, x.state order by m.channel, x.state;
end $$;

/* What reached a commune: how many were told, how often it was opened, how many played. */
create function outreach.by_commune(wanted uuid)
  returns table (unit_id uuid, name text, told int, reads int, plays int)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not outreach.writes(wanted) then return; end if;
  return query
  with facts as (
    select p.unit_id, 1 as told, 0 as reads, 0 as plays from outreach.parcel p
      join outreach.delivery d on d.id = p.delivery_id
      left join outreach.digest_post g on g.delivery_id = d.id and g.post_id = wanted
     where p.state = 'sent' and (d.post_id = wanted or g.post_id is not null)
    union all
    select t.unit_id, t.parcels, 0, 0 from outreach.tally t
      join outreach.delivery d on d.id = t.delivery_id
      left join outreach.digest_post g on g.delivery_id = d.id and g.post_id = wanted
     where t.state = 'sent' and (d.post_id = wanted or g.post_id is not null)
    union all select r.unit_id, 0, r.reads, 0 from outreach.reading r where r.post_id = wanted
    union all select q.unit_id, 0, 0, q.plays from outreach.play q where q.post_id = wanted
  )
  select f.unit_id, outreach.name_of(f.unit_id), sum(f.told)::int, sum(f.reads)::int, sum(f.plays)::int
    from facts f group by f.unit_id order by 4 desc, 3 desc, 2;
end $$;

/* Every night: parcels of a month ago become numbers, used forms and unanswered mailboxes are forgotten. */
create function outreach.tidy(at timestamptz) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  with old as (
    delete from outreach.parcel p using outreach.delivery d
     where d.id = p.delivery_id and d.made_at < at - interval '30 days' and p.state not in ('waiting', 'sending')
    returning p.delivery_id, p.unit_id, p.state
  )
  insert into outreach.tally as t (delivery_id, unit_id, state, parcels)
  select delivery_id, unit_id, state, count(*) from old group by 1, 2, 3
  on conflict (delivery_id, unit_id, state) do update set parcels = t.parcels + excluded.parcels;
  delete from outreach.played where played_on < platform.today() - 30;
  delete from outreach.subscriber where confirmed_at is null and consented_at < at - interval '7 days';
end $$;

/* The officers who approve for a unit: of the nearest level that has any but the writers. */
create function outreach.approvers_of(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  with found as (
    select r.person_id, h.depth, min(h.depth) over () as nearest
      from outreach.post p
      join access.reach h on h.unit_id = p.unit_id and h.valid_from <= platform.today() and (h.valid_to is null or h.valid_to > platform.today())
      join access.role r on r.unit_id = h.ancestor_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
      join access.role_permission m on m.role_type = r.role_type and m.permission = 'outreach.approve'
     where p.id = wanted and outreach.writes(wanted) and not r.person_id = any (p.editors)
  )
  select distinct person_id from found where depth = nearest limit 20
$$;

/* The names of who wrote and who approved, for those who read it from within. */
create function outreach.people_of(wanted uuid) returns table (role text, name text)
  language sql stable security definer set search_path = '' as $$
  select x.role, m.full_name from outreach.post p
    cross join lateral (values ('author', p.created_by), ('approver', p.approved_by)) as x (role, id)
    join members.person m on m.id = x.id
   where p.id = wanted and outreach.writes(wanted)
$$;

/* ---- Outside services ---- */

/* Takes up to so many turns at a service that allows so many a second, over all processes; a negative number gives turns back. */
create function outreach.take_turns(of_service text, wanted int, per_second double precision, burst double precision, at timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
declare granted int;
begin
  insert into outreach.pace (service, tokens, counted_at) values (of_service, burst, at) on conflict do nothing;
  update outreach.pace p
     set tokens = least(burst, p.tokens + per_second * greatest(0, extract(epoch from at - p.counted_at))), counted_at = greatest(at, p.counted_at)
   where p.service = of_service returning least(wanted, floor(p.tokens))::int into granted;
  update outreach.pace set tokens = tokens - granted where service = of_service;
  return granted;
end $$;

/* The tokens as they stand; a new seed from outside replaces what was stored. */
create function outreach.zalo_tokens(seed bytea, sealed_seed bytea)
  returns table (access_sealed bytea, refresh_sealed bytea, expires_at timestamptz, is_doubtful boolean, problem text)
  language plpgsql security definer set search_path = '' as $$
begin
  insert into outreach.zalo as z (seed_digest, refresh_sealed) values (seed, sealed_seed)
  on conflict (is_single) do update set seed_digest = seed, refresh_sealed = sealed_seed, access_sealed = null, expires_at = null,
      lease = null, lease_until = null, is_doubtful = false, problem = null
   where z.seed_digest <> seed;
  return query select z.access_sealed, z.refresh_sealed, z.expires_at, z.is_doubtful, z.problem from outreach.zalo z;
end $$;

/* One at a time renews: gives the refresh token to whoever gets the lease, unless it was renewed meanwhile. */
create function outreach.zalo_lease(by_lease uuid, seen bytea, at timestamptz, until timestamptz) returns bytea
  language plpgsql security definer set search_path = '' as $$
declare given bytea;
begin
  update outreach.zalo z set is_doubtful = z.lease is not null, lease = by_lease, lease_until = until
   where (z.lease is null or z.lease_until < at) and z.refresh_sealed = seen and z.problem is null
  returning z.refresh_sealed into given;
  return given;
end $$;

/* Stores both tokens at once, and gives the lease back. */
create function outreach.zalo_keep(by_lease uuid, new_access bytea, new_refresh bytea, until timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update outreach.zalo set access_sealed = new_access, refresh_sealed = new_refresh, expires_at = until,
         lease = null, lease_until = null, is_doubtful = false where lease = by_lease;
  return found;
end $$;

/* The renewal was refused (for good), or never got there. */
create function outreach.zalo_give_up(by_lease uuid, why text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update outreach.zalo set lease = null, lease_until = null, problem = why where lease = by_lease;
end $$;

-- What is still to be said follows its unit in a reform.
insert into restructuring.followed (relation, key, condition) values
  ('outreach.campaign', 'id', 'r.ends_on >= :day'),
  ('outreach.post', 'id', 'r.state in (''draft'', ''returned'', ''waiting'', ''approved'')');

revoke all on all functions in schema outreach from public;
grant execute on all functions in schema outreach to xungkich_app;
