-- "Đâu cần thanh niên có": somebody asks for help at the front door, the officers of their commune take it on
-- and say what came of it. Name and number are sealed and go when their day has come; that somebody was helped stays.
create schema requests;
grant usage on schema requests to xungkich_app;

create table requests.request (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  topic text not null check (topic in ('online_service', 'device', 'payment', 'study', 'work', 'repair', 'care', 'other')),
  wish text check (length(wish) <= 1000),
  village text check (length(village) <= 200),
  name_sealed bytea,
  phone_sealed bytea,
  -- Only to tell how many of one number wait; not the number itself.
  phone_mark text,
  -- Whoever holds the link sees where it stands: its digest, never the link.
  link_digest bytea not null unique,
  consent_text_version text not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'done', 'declined', 'cancelled')),
  taken_by uuid references members.person,
  taken_at timestamptz,
  outcome text check (length(outcome) <= 500),
  settled_at timestamptz,
  delete_after date not null,
  check ((state in ('taken') and taken_by is not null) or state <> 'taken'),
  check ((state in ('done', 'declined', 'cancelled')) = (settled_at is not null)),
  check (state not in ('done', 'declined') or outcome is not null)
);
create index on requests.request (unit_id, state, asked_at);
create index on requests.request (phone_mark) where phone_mark is not null;
create index on requests.request (delete_after) where phone_sealed is not null;

alter table requests.request enable row level security;
create policy officer_reads on requests.request for select
  using ((select access.reaches_all('campaigns.write')) or unit_id in (select access.reachable('campaigns.write')));
create policy officer_settles on requests.request for update
  using (unit_id in (select access.reachable('campaigns.write')));
grant select on requests.request to xungkich_app;
-- What was asked, by whom and where never changes.
grant update (state, taken_by, taken_at, outcome, settled_at, delete_after) on requests.request to xungkich_app;

/* Receives a request; the same again changes nothing. How many of this number wait is bounded. */
create function requests.receive(new_id uuid, at_unit uuid, about text, what text, at_village text, sealed_name bytea,
  sealed_phone bytea, mark text, digest bytea, consent_version text, at timestamptz, until date, most int) returns text
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from requests.request where id = new_id) then return 'known'; end if;
  if not exists (select from units.unit_version v where v.unit_id = at_unit and v.level = 'commune'
                    and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())) then
    return 'no_unit';
  end if;
  -- Two at once from one number wait for each other, so that both count.
  perform pg_advisory_xact_lock(hashtextextended('requests ' || mark, 0));
  if (select count(*) from requests.request where phone_mark = mark and state in ('waiting', 'taken')) >= most then return 'too_many'; end if;
  insert into requests.request (id, unit_id, topic, wish, village, name_sealed, phone_sealed, phone_mark, link_digest,
    consent_text_version, asked_at, delete_after)
  values (new_id, at_unit, about, what, at_village, sealed_name, sealed_phone, mark, digest, consent_version, at, until);
  return 'stored';
end $$;

/* Where a request stands, for whoever holds its link: nothing of who asked, nothing of who takes care but the unit. */
create function requests.by_link(digest bytea)
  returns table (id uuid, topic text, state text, outcome text, unit_name text, asked_at timestamptz, settled_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select r.id, r.topic, r.state, r.outcome, v.name, r.asked_at, r.settled_at
    from requests.request r
    left join lateral (select u.name from units.unit_version u where u.unit_id = r.unit_id
                        order by u.valid_from <= platform.today() desc, u.valid_from desc limit 1) v on true
   where r.link_digest = digest
$$;

/* Whoever holds the link takes their request back while nobody has settled it; returns its unit. */
create function requests.take_back(digest bytea, at timestamptz) returns uuid
  language sql volatile security definer set search_path = '' as $$
  update requests.request set state = 'cancelled', settled_at = at, name_sealed = null, phone_sealed = null,
         phone_mark = null, wish = null, village = null
   where link_digest = digest and state in ('waiting', 'taken')
  returning unit_id
$$;

/* Who answers at a commune for those who ask: its own officers, else those of the nearest unit above that has any. */
create function requests.answerable_at(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' rows 5 as $$
  with held as (
    select distinct r.person_id, a.depth
      from access.reach a
      join access.role r on r.unit_id = a.ancestor_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
      join access.role_permission p on p.role_type = r.role_type and p.permission = 'campaigns.write'
     where a.unit_id = wanted and a.valid_from <= platform.today() and (a.valid_to is null or a.valid_to > platform.today())
  )
  select person_id from held where depth = (select min(depth) from held)
$$;

/* Names, numbers and words whose day has come go; that somebody asked and was helped stays. Returns how many. */
create function requests.forget(on_day date) returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (
    update requests.request
       set name_sealed = null, phone_sealed = null, phone_mark = null, wish = null, village = null,
           outcome = case when state in ('waiting', 'taken') then 'expired' else outcome end,
           settled_at = coalesce(settled_at, now()),
           state = case when state in ('waiting', 'taken') then 'declined' else state end
     where delete_after <= on_day and phone_sealed is not null returning 1)
  select count(*)::int from gone
$$;

revoke all on function requests.receive, requests.by_link, requests.take_back, requests.answerable_at, requests.forget from public;
grant execute on function requests.receive, requests.by_link, requests.take_back, requests.answerable_at, requests.forget to xungkich_app;

-- What waits follows its commune in a reform.
insert into restructuring.followed (relation, key, condition) values ('requests.request', 'id', 'r.state in (''waiting'', ''taken'')');
