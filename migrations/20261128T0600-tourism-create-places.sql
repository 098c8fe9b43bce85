-- Where to go in the province and where to sleep: homestays and guides of young people's ventures, sights and
-- festivals that the Union's officers enter. A room is asked for without an account, and is never given twice.
create schema tourism;
grant usage on schema tourism to xungkich_app;

create table tourism.place (
  id uuid primary key,
  kind text not null check (kind in ('homestay', 'guide', 'sight', 'festival')),
  -- Whose it is; sights and festivals may be nobody's.
  venture_id uuid references ventures.venture,
  -- The commune as it was when it was entered; lists near a place follow reforms.
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and name <> '' and length(name) <= 200),
  summary text not null check (length(summary) <= 400),
  story text check (length(story) <= 4000),
  village text check (length(village) <= 200),
  latitude numeric(8, 5) check (latitude between 8 and 24),
  longitude numeric(8, 5) check (longitude between 102 and 110),
  -- For guests: shown to everybody.
  phone text check (phone ~ '^\+84\d{9,10}$'),
  languages text[] not null default '{}',
  -- The months in which it is at its best, 1 to 12.
  months int[] not null default '{}' check (months <@ array[1,2,3,4,5,6,7,8,9,10,11,12]),
  -- Of a festival: this year's days.
  starts_on date,
  ends_on date,
  -- In đồng; of what stands in price_unit.
  price bigint check (price between 0 and 1000000000),
  price_unit text check (price_unit in ('night', 'day', 'person', 'ticket')),
  -- Where a guest may pay beforehand.
  bank_bin text check (bank_bin ~ '^\d{6}$'),
  bank_account text check (bank_account ~ '^[A-Za-z0-9]{4,19}$'),
  -- Whoever holds the address of the calendar reads its bookings: its digest, never the address.
  feed_digest bytea unique,
  state text not null default 'draft' check (state in ('draft', 'public', 'hidden')),
  published_at timestamptz,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  check (kind <> 'festival' or (starts_on is not null and ends_on is not null and ends_on >= starts_on)),
  check ((latitude is null) = (longitude is null)),
  check ((bank_bin is null) = (bank_account is null)),
  check ((price is null) = (price_unit is null)),
  check (state <> 'public' or published_at is not null)
);
create index on tourism.place (unit_id);
create index on tourism.place (venture_id);
create index place_public on tourism.place (kind, name) where state = 'public';

-- What can be booked for a day or a night: a room, a bed in the long house, the guide.
create table tourism.room (
  id uuid primary key,
  place_id uuid not null references tourism.place on delete cascade,
  name text not null check (name = btrim(name) and name <> '' and length(name) <= 100),
  sleeps int not null default 2 check (sleeps between 1 and 60),
  price bigint not null check (price between 0 and 1000000000),
  ended_on date,
  unique (place_id, name)
);

create table tourism.booking (
  id uuid primary key,
  place_id uuid not null references tourism.place,
  room_id uuid not null references tourism.room,
  unit_id uuid not null references units.unit,
  -- closed: the host takes nobody on these days.
  kind text not null default 'guest' check (kind in ('guest', 'closed')),
  arrives_on date not null,
  -- The day on which the room is free again.
  leaves_on date not null,
  guests int not null default 1 check (guests between 1 and 60),
  name_sealed bytea,
  phone_sealed bytea,
  phone_mark text,
  wish text check (length(wish) <= 500),
  -- Fixed when it was asked for, in đồng for the whole stay.
  price bigint not null default 0 check (price >= 0),
  code text not null unique check (code ~ '^[A-Z0-9]{8}$'),
  link_digest bytea unique,
  consent_text_version text,
  state text not null default 'asked' check (state in ('asked', 'confirmed', 'declined', 'cancelled')),
  answer text check (length(answer) <= 500),
  asked_at timestamptz not null,
  settled_at timestamptz,
  delete_after date,
  check (leaves_on > arrives_on and leaves_on - arrives_on <= 60),
  check (kind = 'closed' or (link_digest is not null and delete_after is not null)),
  -- The last word against giving a room twice, whoever asks when.
  constraint room_is_given_once exclude using gist (room_id with =, daterange(arrives_on, leaves_on) with &&) where (state = 'confirmed')
);
create index on tourism.booking (place_id, state, arrives_on);
create index on tourism.booking (phone_mark) where phone_mark is not null;
create index on tourism.booking (delete_after) where phone_sealed is not null;

/* Whether the actor keeps a place: whoever keeps its venture, or an officer above its commune. */
create function tourism.keeps(place_unit uuid, venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select access.reaches('ventures.write', place_unit) or (venture is not null and ventures.manages(venture))
$$;
create function tourism.keeps_place(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from tourism.place p where p.id = wanted and tourism.keeps(p.unit_id, p.venture_id))
$$;

alter table tourism.place enable row level security;
alter table tourism.room enable row level security;
alter table tourism.booking enable row level security;
create policy everybody_reads_what_is_public on tourism.place for select using (state = 'public');
create policy keeper_reads on tourism.place for select
  using (unit_id in (select access.reachable('ventures.write')) or venture_id in (select ventures.managed()));
create policy keeper_adds on tourism.place for insert with check (tourism.keeps(unit_id, venture_id));
create policy keeper_changes on tourism.place for update using (tourism.keeps(unit_id, venture_id)) with check (tourism.keeps(unit_id, venture_id));
grant select, insert on tourism.place to xungkich_app;
-- Neither where it is nor whose it is ever changes by itself.
grant update (name, summary, story, village, latitude, longitude, phone, languages, months, starts_on, ends_on, price, price_unit,
  bank_bin, bank_account, feed_digest, state, published_at) on tourism.place to xungkich_app;

create policy everybody_reads_of_what_is_public on tourism.room for select
  using (exists (select from tourism.place p where p.id = place_id));
create policy keeper_adds on tourism.room for insert with check (tourism.keeps_place(place_id));
create policy keeper_changes on tourism.room for update using (tourism.keeps_place(place_id));
grant select, insert on tourism.room to xungkich_app;
grant update (name, sleeps, price, ended_on) on tourism.room to xungkich_app;

create policy keeper_reads on tourism.booking for select using (tourism.keeps_place(place_id));
create policy keeper_closes on tourism.booking for insert
  with check (kind = 'closed' and state = 'confirmed' and tourism.keeps_place(place_id)
    and exists (select from tourism.room r join tourism.place p on p.id = r.place_id where r.id = room_id and p.id = booking.place_id and p.unit_id = booking.unit_id));
create policy keeper_answers on tourism.booking for update using (tourism.keeps_place(place_id));
grant select, insert on tourism.booking to xungkich_app;
grant update (state, answer, settled_at) on tourism.booking to xungkich_app;

/* The days on which a place's rooms are taken; nothing of who takes them. */
create function tourism.taken(wanted uuid, from_day date, to_day date)
  returns table (room_id uuid, arrives_on date, leaves_on date)
  language sql stable security definer set search_path = '' as $$
  select b.room_id, b.arrives_on, b.leaves_on from tourism.booking b join tourism.place p on p.id = b.place_id
   where b.place_id = wanted and b.state = 'confirmed' and b.leaves_on > from_day and b.arrives_on < to_day
     and (p.state = 'public' or tourism.keeps(p.unit_id, p.venture_id))
   order by b.arrives_on
$$;

/*
 * A stranger asks for a room: the price is the room's, whatever they sent. Where somebody has it already, they
 * are told at once; asking alone gives nobody the room.
 */
create function tourism.ask(new_id uuid, wanted_room uuid, arrives date, leaves date, many int, sealed_name bytea, sealed_phone bytea,
  mark text, words text, new_code text, digest bytea, consent_version text, at timestamptz, until date, most int) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  room record;
begin
  if exists (select from tourism.booking where id = new_id) then return 'known'; end if;
  select r.id, r.place_id, r.price, r.sleeps, p.unit_id into room from tourism.room r join tourism.place p on p.id = r.place_id
   where r.id = wanted_room and p.state = 'public' and r.ended_on is null;
  if room.id is null then return 'no_room'; end if;
  if many > room.sleeps then return 'too_many_guests'; end if;
  perform pg_advisory_xact_lock(hashtextextended('tourism ' || mark, 0));
  if (select count(*) from tourism.booking where phone_mark = mark and state = 'asked') >= most then return 'too_many'; end if;
  if exists (select from tourism.booking b where b.room_id = room.id and b.state = 'confirmed'
                and daterange(b.arrives_on, b.leaves_on) && daterange(arrives, leaves)) then return 'taken'; end if;
  insert into tourism.booking (id, place_id, room_id, unit_id, arrives_on, leaves_on, guests, name_sealed, phone_sealed, phone_mark,
    wish, price, code, link_digest, consent_text_version, asked_at, delete_after)
  values (new_id, room.place_id, room.id, room.unit_id, arrives, leaves, many, sealed_name, sealed_phone, mark, words,
    room.price * (leaves - arrives), new_code, digest, consent_version, at, until);
  return 'stored';
end $$;

/* What a guest sees by the link of their booking. */
create function tourism.by_link(digest bytea)
  returns table (id uuid, state text, answer text, arrives_on date, leaves_on date, guests int, price bigint, code text, place_id uuid,
                 place_name text, room_name text, phone text, bank_bin text, bank_account text)
  language sql stable security definer set search_path = '' as $$
  select b.id, b.state, b.answer, b.arrives_on, b.leaves_on, b.guests, b.price, b.code, p.id, p.name, r.name, p.phone, p.bank_bin, p.bank_account
    from tourism.booking b join tourism.place p on p.id = b.place_id join tourism.room r on r.id = b.room_id
   where b.link_digest = digest
$$;

/* A guest cancels with their link; the room is free at once. */
create function tourism.cancel(digest bytea, at timestamptz) returns uuid
  language sql volatile security definer set search_path = '' as $$
  update tourism.booking set state = 'cancelled', settled_at = at, name_sealed = null, phone_sealed = null, phone_mark = null, wish = null
   where link_digest = digest and state in ('asked', 'confirmed') returning unit_id
$$;

/* The bookings of a place for the host's own calendar, for whoever holds its address: no guest is named. */
create function tourism.feed(digest bytea)
  returns table (id uuid, place_name text, room_name text, kind text, state text, arrives_on date, leaves_on date, guests int, code text)
  language sql stable security definer set search_path = '' as $$
  select b.id, p.name, r.name, b.kind, b.state, b.arrives_on, b.leaves_on, b.guests, b.code
    from tourism.place p join tourism.booking b on b.place_id = p.id join tourism.room r on r.id = b.room_id
   where p.feed_digest = digest and b.state in ('asked', 'confirmed') and b.leaves_on > platform.today() - 30
   order by b.arrives_on, b.id limit 500
$$;
create function tourism.has_feed(digest bytea) returns text
  language sql stable security definer set search_path = '' as $$
  select name from tourism.place where feed_digest = digest
$$;

/* Who is told of a booking: the people who manage the venture, else those who answer at the commune. */
create function tourism.hosts_of(wanted_room uuid) returns setof uuid
  language sql stable security definer set search_path = '' rows 3 as $$
  with place as (select p.unit_id, p.venture_id from tourism.room r join tourism.place p on p.id = r.place_id where r.id = wanted_room),
  managers as (
    select m.person_id from place p join ventures.principal m on m.venture_id = p.venture_id
     where m.manages and (m.left_on is null or m.left_on > platform.today())
  )
  select person_id from managers
  union
  select a from place p cross join lateral requests.answerable_at(p.unit_id) a where not exists (select from managers)
$$;

/* Names and numbers of stays whose day has come go; that somebody stayed stays. Returns how many. */
create function tourism.forget(on_day date) returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (
    update tourism.booking set name_sealed = null, phone_sealed = null, phone_mark = null, wish = null,
           state = case when state = 'asked' then 'declined' else state end, settled_at = coalesce(settled_at, now())
     where delete_after <= on_day and phone_sealed is not null returning 1)
  select count(*)::int from gone
$$;

revoke all on function tourism.keeps, tourism.keeps_place, tourism.taken, tourism.ask, tourism.by_link, tourism.cancel, tourism.feed,
  tourism.has_feed, tourism.hosts_of, tourism.forget from public;
grant execute on function tourism.keeps, tourism.keeps_place, tourism.taken, tourism.ask, tourism.by_link, tourism.cancel, tourism.feed,
  tourism.has_feed, tourism.hosts_of, tourism.forget to xungkich_app;
