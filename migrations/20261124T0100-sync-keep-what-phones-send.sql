-- What phones send is kept under the account that sent it: a phone may be lent from hand to hand, and
-- a lost phone's export file goes up from another one under the same device id and numbers.
drop table sync.refusal, sync.receipt, sync.device;

create table sync.device (
  account_id uuid not null,
  id uuid not null,
  label text,
  -- The numbers received, stored or refused: without a gap it is the one range [1, n].
  received int8multirange not null default '{}',
  enrolled_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (account_id, id)
);

-- What was acknowledged: an id that stands here means this content, for ever.
create table sync.receipt (
  record_id uuid primary key,
  account_id uuid not null,
  device_id uuid not null,
  seq bigint not null,
  kind text not null,
  digest text not null,
  received_at timestamptz not null default now()
);
create index on sync.receipt (account_id, device_id, seq);

-- What was refused, with its reason, until the phone has sent it mended or half a year has gone.
-- Personal data of citizens in the body is sealed.
create table sync.refusal (
  id uuid primary key,
  record_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  seq bigint not null,
  kind text not null,
  reason text not null,
  happened_at timestamptz,
  body jsonb not null,
  refused_at timestamptz not null default now(),
  unique (account_id, record_id, reason)
);
create index on sync.refusal (account_id, device_id);

-- Acknowledged records that came before the one they speak of, and wait for it.
create table sync.waiting (
  record_id uuid primary key,
  target_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  seq bigint not null,
  kind text not null,
  happened_at timestamptz not null,
  body jsonb not null,
  received_at timestamptz not null default now()
);
create index on sync.waiting (target_id);
create index on sync.waiting (received_at);

/*
 * Begins a batch: makes the account's batches come one after another, so that a record and its undo
 * sent by two phones at once cannot miss each other, and tells what of it is known already (to
 * whomever it belongs), what waits for it, and what of it was refused before.
 */
create function sync.open_batch(ids uuid[]) returns table (known jsonb, waiting jsonb, refused uuid[])
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('sync.' || access.account_id(), 0));
  return query
  select coalesce((select jsonb_object_agg(r.record_id, r.digest) from sync.receipt r
                    where r.record_id = any (ids)), '{}'),
         coalesce((select jsonb_agg(to_jsonb(w)) from sync.waiting w
                    where w.target_id = any (ids) and w.account_id = access.account_id()), '[]'),
         coalesce((select array_agg(distinct f.record_id) from sync.refusal f
                    where f.record_id = any (ids) and f.account_id = access.account_id()), '{}');
end $$;

/* Ends what has waited or been refused for too long; run every day. Returns how much it ended. */
create function sync.tidy(on_day date) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  ended int;
  forgotten int;
begin
  with gone as (
    delete from sync.waiting where received_at < on_day - 30 returning *
  )
  insert into sync.refusal (id, record_id, account_id, device_id, seq, kind, reason, happened_at, body)
  select gen_random_uuid(), record_id, account_id, device_id, seq, kind, 'sync.unknown_record', happened_at, body
    from gone
  on conflict do nothing;
  get diagnostics ended = row_count;
  delete from sync.refusal where refused_at < on_day - 180;
  get diagnostics forgotten = row_count;
  return ended + forgotten;
end $$;

alter table sync.device enable row level security;
alter table sync.receipt enable row level security;
alter table sync.refusal enable row level security;
alter table sync.waiting enable row level security;
create policy own_device on sync.device using (account_id = (select access.account_id()));
create policy own_receipt on sync.receipt using (account_id = (select access.account_id()));
create policy own_refusal on sync.refusal using (account_id = (select access.account_id()));
create policy own_waiting on sync.waiting using (account_id = (select access.account_id()));
grant select, insert, update on sync.device to xungkich_app;
grant select, insert on sync.receipt to xungkich_app;
grant select, insert, delete on sync.refusal, sync.waiting to xungkich_app;
revoke all on function sync.open_batch, sync.tidy from public;
grant execute on function sync.open_batch, sync.tidy to xungkich_app;
