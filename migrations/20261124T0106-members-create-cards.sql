-- Members' cards: a QR code that a phone verifies without a network. The private key is nowhere in
-- the database (docs/decisions/0006-member-cards.md).
create table members.card_key (
  id text primary key check (id ~ '^[a-z0-9]{1,8}$'),
  public_key bytea not null unique check (octet_length(public_key) = 32),
  created_at timestamptz not null default now(),
  -- From then on nothing is signed with it; what was signed stays valid.
  retired_at timestamptz
);

create sequence members.card_number as int;
create table members.card (
  number int primary key default nextval('members.card_number'),
  person_id uuid not null references members.person,
  key_id text not null references members.card_key,
  issued_on date not null,
  issued_by uuid references members.person,
  -- SHA-256 of the card's text: the server knows its own cards without verifying a signature.
  digest bytea not null,
  revoked_at timestamptz,
  revoked_by uuid references members.person
);
create unique index one_valid_card on members.card (person_id) where revoked_at is null;
create index on members.card (number) where revoked_at is not null;

/* What a scanned card is, for those who may admit people; the text must match what was issued. */
create function members.cards_issued(numbers int[])
returns table (number int, person_id uuid, digest bytea, revoked_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.number, c.person_id, c.digest, c.revoked_at from members.card c
   where c.number = any (numbers) and exists (select from access.granted('field.record'))
$$;

/* The numbers that every phone must refuse. A number alone says nothing of a person. */
create function members.revoked_cards() returns setof int
language sql stable security definer set search_path = '' as $$
  select c.number from members.card c where c.revoked_at is not null and access.is_signed_in() order by 1
$$;

alter table members.card_key enable row level security;
alter table members.card enable row level security;
create policy everyone_reads on members.card_key for select using (true);
create policy officer_adds on members.card_key for insert
  with check (exists (select from access.granted('members.write')));
create policy officer_retires on members.card_key for update
  using (exists (select from access.granted('members.write')));
create policy officer_or_self_reads on members.card for select
  using (person_id = (select access.person_id())
         or exists (select from members.person p where p.id = person_id
                     and p.unit_id in (select access.reachable('members.read'))));
create policy officer_issues on members.card for insert
  with check (exists (select from members.person p where p.id = person_id
                       and p.unit_id in (select access.reachable('members.write'))));
create policy officer_or_self_revokes on members.card for update
  using (person_id = (select access.person_id())
         or exists (select from members.person p where p.id = person_id
                     and p.unit_id in (select access.reachable('members.write'))));
grant select, insert on members.card_key, members.card to xungkich_app;
grant update (retired_at) on members.card_key to xungkich_app;
grant update (revoked_at, revoked_by) on members.card to xungkich_app;
grant usage on sequence members.card_number to xungkich_app;
revoke all on function members.cards_issued, members.revoked_cards from public;
grant execute on function members.cards_issued, members.revoked_cards to xungkich_app;
