-- A draft of a venture, which no officer has looked at, gave its author a place of any kind, with an account to pay
-- into, on public pages. Places are kept for registered ventures, and shown with public ones, as stalls are.

/* Whether the actor keeps a venture that an officer registered. */
create function tourism.hosts(venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from ventures.venture v where v.id = venture and v.state = 'registered') and ventures.manages(venture)
$$;

/* Whether everybody may see what is of a venture: it is public and has not ended (market.stall_is_public); or of none. */
create function tourism.venture_is_public(venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select venture is null or exists (select from ventures.venture v
    where v.id = venture and v.is_public and (v.ended_on is null or v.ended_on > platform.today()))
$$;

/* Whether the actor keeps a place: whoever keeps its registered venture, or an officer above its commune. */
create or replace function tourism.keeps(place_unit uuid, venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select access.reaches('ventures.write', place_unit) or (venture is not null and tourism.hosts(venture))
$$;

/*
 * A venture's page shows its places: nobody enters one in the name of a venture that is not registered, or not theirs
 * to keep. What is of a venture already may be saved again by an officer of its commune, who need not reach the venture's.
 */
create or replace function tourism.may_be_of(wanted uuid, venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select venture is null or tourism.hosts(venture)
    or exists (select from tourism.place p where p.id = wanted and p.venture_id = venture)
$$;

/* Hosts enter houses and guides; sights and festivals are entered by officers above them (docs/decisions/0025-front-door.md). */
create function tourism.may_be_entered(wanted uuid, of_kind text, place_unit uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select of_kind in ('homestay', 'guide') or access.reaches('ventures.write', place_unit)
    or exists (select from tourism.place p where p.id = wanted and p.kind = of_kind)
$$;

/* What is not for everybody any more since its venture is not, is hidden and found no more. Returns how many. */
create function tourism.follow_ventures() returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (
    update tourism.place p set state = 'hidden' where p.state = 'public' and not tourism.venture_is_public(p.venture_id) returning p.id
  ), dropped as (
    delete from platform.public_entry e using gone g where e.kind in ('place', 'festival') and e.id = g.id::text
  )
  select count(*)::int from gone
$$;

revoke all on function tourism.hosts, tourism.venture_is_public, tourism.may_be_entered, tourism.follow_ventures from public;
grant execute on function tourism.hosts, tourism.venture_is_public, tourism.may_be_entered, tourism.follow_ventures to xungkich_app;

create policy officer_enters_sights on tourism.place as restrictive for insert
  with check (tourism.may_be_entered(id, kind, unit_id));
create policy enters_what_is_to_be_seen on tourism.place as restrictive for insert
  with check (state <> 'public' or tourism.venture_is_public(venture_id));
create policy shown_with_its_venture on tourism.place as restrictive for update using (true)
  with check (state <> 'public' or tourism.venture_is_public(venture_id));

-- What was shown before without.
select tourism.follow_ventures();
