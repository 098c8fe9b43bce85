/*
 * Which secret this database was sealed under: a keyed digest of a constant, from which the secret
 * cannot be had back. A lost or mistaken secret is told from the right one at the start, not at the
 * first record that cannot be opened. The owner alone reads it; the application has no use for it.
 */
create table platform.secret_check (
  only_one boolean primary key default true check (only_one),
  digest bytea not null check (octet_length(digest) = 32),
  kept_at timestamptz not null default now()
);
alter table platform.secret_check enable row level security;
