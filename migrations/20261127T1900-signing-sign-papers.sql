-- Papers that several persons sign one after another, and the certificates with which they do.
-- The PDFs themselves are files, kept by their SHA-256. Why: docs/decisions/0014-pdf-and-signatures.md.
create schema signing;
grant usage on schema signing to xungkich_app;

/* A person's certificate. The private key is never here. */
create table signing.certificate (
  id uuid primary key,
  person_id uuid not null references members.person,
  -- Where its key is: a file of the person's, or a service that signs for them.
  provider text not null check (provider in ('p12', 'smartca', 'csc')),
  holder text not null,
  issuer text not null,
  serial text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- The certificate and those above it, in DER.
  chain bytea[] not null check (cardinality(chain) between 1 and 10),
  -- By what the service knows the person (often the number of their identity card), and the key.
  provider_user_sealed bytea,
  provider_key text,
  added_at timestamptz not null default now(),
  removed_at timestamptz
);
-- A certificate is one person's.
create unique index certificate_once on signing.certificate (fingerprint) where removed_at is null;
create index on signing.certificate (person_id);
create index on signing.certificate (valid_to) where removed_at is null;

create table signing.request (
  id uuid primary key,
  -- The unit as it was when the paper was made.
  unit_id uuid not null references units.unit,
  title text not null check (title = btrim(title) and title <> ''),
  -- What it belongs to, in another module's words: 'minutes', 'document', 'paper'.
  context_kind text not null check (context_kind ~ '^[a-z_]{1,40}$'),
  context_id uuid,
  -- What the public page may say of it besides the unit: a number, a day.
  number text,
  dated_on date,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  state text not null default 'open' check (state in ('open', 'signed', 'declined', 'withdrawn')),
  -- The PDF as it stands now: unsigned, or with the signatures so far.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  end_reason text,
  check ((state = 'open') = (ended_at is null))
);
create index on signing.request (unit_id, id desc);
create index on signing.request (context_id);

create table signing.signer (
  request_id uuid not null references signing.request,
  position int not null check (position between 1 and 10),
  person_id uuid not null references members.person,
  name text not null,
  role text not null check (role = btrim(role) and role <> ''),
  -- Where the signature stands: page from 0, points from the lower left.
  place jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'declined')),
  signed_at timestamptz,
  certificate_id uuid references signing.certificate,
  -- The PDF after this signature.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  reason text,
  primary key (request_id, position),
  unique (request_id, person_id),
  check ((state = 'signed') = (signed_at is not null and sha256 is not null))
);
create index on signing.signer (person_id, state);
create index on signing.signer (sha256);

/* A signature that was begun: the PDF with its place prepared, and what is to be signed. */
create table signing.attempt (
  id uuid primary key,
  request_id uuid not null references signing.request,
  position int not null,
  person_id uuid not null references members.person,
  certificate_id uuid not null references signing.certificate,
  provider text not null check (provider in ('p12', 'smartca', 'csc')),
  state text not null default 'open' check (state in ('open', 'done', 'refused', 'over')),
  -- The PDF that it was prepared from, and the prepared one.
  base_sha256 text not null,
  prepared_sha256 text not null,
  byte_range int[] not null check (cardinality(byte_range) = 4),
  digest bytea not null,
  -- What the key signs: CMS signed attributes in DER.
  to_sign bytea not null,
  -- What a service calls its transaction; kept sealed, since it may carry rights.
  transaction_sealed bytea,
  problem text,
  begun_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (request_id, position) references signing.signer
);
create unique index one_open_attempt on signing.attempt (request_id) where state = 'open';
create index on signing.attempt (person_id, id desc);

alter table signing.certificate enable row level security;
alter table signing.request enable row level security;
alter table signing.signer enable row level security;
alter table signing.attempt enable row level security;

/* The requests that name the actor as a signer; a function, since the two tables' walls ask each other. */
create function signing.mine() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select s.request_id from signing.signer s where s.person_id = access.person_id()
$$;
/* Whether it is the actor's turn. */
create function signing.my_turn(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from signing.signer s join signing.request r on r.id = s.request_id
     where s.request_id = wanted and s.person_id = access.person_id() and s.state = 'waiting'
       and r.state = 'open'
       and not exists (select from signing.signer e where e.request_id = wanted
                        and e.position < s.position and e.state <> 'signed'))
$$;

create policy own_or_officer_reads on signing.certificate for select
  using (person_id = (select access.person_id())
         or exists (select from members.person p where p.id = person_id
                     and p.unit_id in (select access.reachable('members.read'))));
create policy own_adds on signing.certificate for insert
  with check (person_id = (select access.person_id()) and removed_at is null);
create policy own_removes on signing.certificate for update
  using (person_id = (select access.person_id()));
grant select, insert on signing.certificate to xungkich_app;
grant update (removed_at) on signing.certificate to xungkich_app;

create policy signer_or_officer_reads on signing.request for select
  using (id in (select signing.mine()) or created_by = (select access.person_id())
         or unit_id in (select access.reachable('signing.write')));
create policy officer_prepares on signing.request for insert
  with check (state = 'open' and unit_id in (select access.reachable('signing.write')));
create policy signer_or_officer_changes on signing.request for update
  using (state = 'open' and (signing.my_turn(id) or unit_id in (select access.reachable('signing.write'))))
  with check (true);
grant select, insert on signing.request to xungkich_app;
grant update (sha256, size, state, ended_at, end_reason) on signing.request to xungkich_app;

create policy readers_read on signing.signer for select
  using (person_id = (select access.person_id()) or request_id in (select r.id from signing.request r));
create policy officer_names on signing.signer for insert
  with check (state = 'waiting' and exists (
    select from signing.request r where r.id = request_id and r.state = 'open'
       and r.unit_id in (select access.reachable('signing.write'))));
create policy signer_answers on signing.signer for update
  using (person_id = (select access.person_id()) and signing.my_turn(request_id))
  with check (person_id = (select access.person_id()));
grant select, insert on signing.signer to xungkich_app;
grant update (state, signed_at, certificate_id, sha256, reason) on signing.signer to xungkich_app;

create policy own_reads on signing.attempt for select
  using (person_id = (select access.person_id()));
create policy own_begins on signing.attempt for insert
  with check (person_id = (select access.person_id()) and signing.my_turn(request_id));
create policy own_goes_on on signing.attempt for update
  using (person_id = (select access.person_id()));
grant select, insert on signing.attempt to xungkich_app;
grant update (state, ended_at, transaction_sealed, problem) on signing.attempt to xungkich_app;

/*
 * What anybody may know who holds a printed code: whether the paper is signed, by whom, when; not its title,
 * which may say what it is about. Codes have
 * 80 bits; nothing lists them.
 */
create function signing.seen_by_code(wanted text)
returns table (context_kind text, unit_id uuid, number text, dated_on date,
               state text, sha256 text, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select r.context_kind, r.unit_id, r.number, r.dated_on, r.state, r.sha256, r.created_at
    from signing.request r where r.code = wanted
$$;
create function signing.signers_by_code(wanted text)
returns table (signer_position int, name text, role text, state text, signed_at timestamptz, issuer text)
language sql stable security definer set search_path = '' as $$
  select s.position, s.name, s.role, s.state, s.signed_at, c.issuer
    from signing.request r join signing.signer s on s.request_id = r.id
    left join signing.certificate c on c.id = s.certificate_id
   where r.code = wanted order by s.position
$$;
/* The code of the paper that these very bytes are a state of: who has the bytes has the code printed in them. */
create function signing.code_of_bytes(wanted text)
returns table (code text, is_current boolean)
language sql stable security definer set search_path = '' as $$
  select r.code, r.sha256 = wanted from signing.request r where r.sha256 = wanted
  union
  select r.code, false from signing.signer s join signing.request r on r.id = s.request_id
   where s.sha256 = wanted and r.sha256 <> wanted
   limit 1
$$;
revoke all on function signing.mine, signing.my_turn, signing.seen_by_code, signing.signers_by_code,
  signing.code_of_bytes from public;
grant execute on function signing.mine, signing.my_turn, signing.seen_by_code, signing.signers_by_code,
  signing.code_of_bytes to xungkich_app;
