-- Attempts at an address drain away evenly instead of being forgotten at once, so the count has fractions:
-- whole villages share the address of one mobile network.
alter table identity.sign_in_attempt alter column failures type double precision;
create index on identity.sign_in_attempt (last_failed_at);

-- The codes of an authenticator that were tried, so that none opens the door twice (RFC 6238, 5.2).
create table identity.used_code (
  login_id uuid not null references identity.login on delete cascade,
  code text not null,
  used_at timestamptz not null default now(),
  primary key (login_id, code)
);
create index on identity.used_code (used_at);
alter table identity.used_code enable row level security;
create policy sign_in_only on identity.used_code to xungkich_auth using (true);
grant select, insert, update, delete on identity.used_code to xungkich_auth;
