-- What a person is told within the product: an invitation, a step that their idea took, work given to
-- them. Kept as a kind and its parameters, said in the reader's language when it is read.
create schema notices;
grant usage on schema notices to xungkich_app;

create table notices.notice (
  id uuid primary key,
  person_id uuid not null references members.person,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object' and pg_column_size(params) < 4000),
  href text not null check (href ~ '^/[^/\\]' and length(href) <= 300),
  told_by uuid references members.person,
  told_at timestamptz not null default now(),
  read_at timestamptz
);
create index on notices.notice (person_id, id desc);
create index unread on notices.notice (person_id) where read_at is null;

-- An id in the order of time (UUIDv7), for what the database itself tells: PostgreSQL makes them only from 18 on.
create function notices.new_id() returns uuid language sql volatile as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing
              substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

alter table notices.notice enable row level security;
-- Nobody tells in another's name, and nobody reads what another is told.
create policy actor_tells on notices.notice for insert
  with check (told_by is not distinct from (select access.person_id()) and read_at is null);
create policy own_reads on notices.notice for select using (person_id = (select access.person_id()));
create policy own_marks on notices.notice for update using (person_id = (select access.person_id()));
grant select, insert on notices.notice to xungkich_app;
grant update (read_at) on notices.notice to xungkich_app;

-- Ends what was told long ago; `before` is a moment. Answers how many.
create function notices.tidy(before timestamptz) returns int
  language sql security definer set search_path = '' as $$
  with gone as (delete from notices.notice where told_at < before and before < now() - interval '30 days' returning 1)
  select count(*)::int from gone
$$;
revoke all on function notices.tidy(timestamptz) from public;
grant execute on function notices.tidy(timestamptz) to xungkich_app;
