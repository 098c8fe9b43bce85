-- Who may sign in. Reached only by the role xungkich_auth: the application cannot read a password hash.
create schema identity;
grant usage on schema identity to xungkich_auth;

create table identity.login (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  person_id uuid unique,
  phone text unique,
  locale text not null default 'vi',
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  last_signed_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table identity.session (
  id uuid primary key,
  user_id uuid not null references identity.login on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on identity.session (user_id);
create table identity.credential (
  id uuid primary key,
  user_id uuid not null references identity.login on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on identity.credential (user_id);
create table identity.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on identity.verification (identifier);
create table identity.two_factor (
  id uuid primary key,
  user_id uuid not null references identity.login on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index on identity.two_factor (user_id);
create table identity.passkey (
  id uuid primary key,
  user_id uuid not null references identity.login on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null,
  counter int not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index on identity.passkey (user_id);
create index on identity.passkey (credential_id);

-- A token acts as its account with no more than the permissions named. Only its hash is kept.
create table identity.api_token (
  id uuid primary key,
  login_id uuid not null references identity.login on delete cascade,
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  permissions text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on identity.api_token (login_id);

-- Failed attempts by account and by address; after some, the next must wait.
create table identity.sign_in_attempt (
  key text primary key,
  failures int not null,
  last_failed_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['login', 'session', 'credential', 'verification', 'two_factor', 'passkey',
                              'api_token', 'sign_in_attempt'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('create policy sign_in_only on identity.%I to xungkich_auth using (true)', name);
    execute format('grant select, insert, update, delete on identity.%I to xungkich_auth', name);
  end loop;
end $$;

-- Sign-in must know whether a second factor is asked of somebody; it learns no more of the offices.
create function identity.holds_high_office(wanted_person uuid) returns boolean
  language sql stable security definer set search_path = '' as
$$ select exists (select from access.role r join access.role_type t on t.name = r.role_type
                   where r.person_id = wanted_person and t.level in ('province', 'district')
                     and r.valid_from <= platform.today()
                     and (r.valid_to is null or r.valid_to > platform.today())) $$;
revoke all on function identity.holds_high_office from public;
grant execute on function identity.holds_high_office to xungkich_auth;

-- What officers see of an account: whether there is one, and when it was last used.
create function access.account_of(wanted_person uuid)
  returns table (login_id uuid, is_disabled boolean, last_signed_in_at timestamptz, has_second_factor boolean)
  language sql stable security definer set search_path = '' as
$$ select l.id, l.disabled_at is not null, l.last_signed_in_at, l.two_factor_enabled
     from identity.login l
    where l.person_id = wanted_person and access.is_signed_in() $$;
revoke all on function access.account_of from public;
grant execute on function access.account_of to xungkich_app;
