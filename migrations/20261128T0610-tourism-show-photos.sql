-- Photos of places: six at most, each with words for those who cannot see it. The bytes lie in the file store.
create table tourism.photo (
  id uuid primary key,
  place_id uuid not null references tourism.place on delete cascade,
  -- The place's own.
  unit_id uuid not null references units.unit,
  -- Where it stands among the place's photos: the lowest is shown in lists. It also holds the number of photos.
  seat int not null check (seat between 1 and 6),
  caption text not null check (caption = btrim(caption) and caption <> '' and length(caption) <= 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The same picture, small enough for a list on a weak network.
  small_sha256 text not null check (small_sha256 ~ '^[0-9a-f]{64}$'),
  width int not null check (width between 1 and 1600),
  height int not null check (height between 1 and 1600),
  added_at timestamptz not null,
  unique (place_id, seat)
);

alter table tourism.photo enable row level security;
create policy everybody_reads_of_what_is_public on tourism.photo for select
  using (exists (select from tourism.place p where p.id = place_id));
create policy keeper_adds on tourism.photo for insert
  with check (tourism.keeps_place(place_id) and unit_id = (select p.unit_id from tourism.place p where p.id = place_id));
create policy keeper_removes on tourism.photo for delete using (tourism.keeps_place(place_id));
grant select, insert, delete on tourism.photo to xungkich_app;

/*
 * A venture's page shows its places: nobody enters one in the name of a venture that is not theirs to keep. What is
 * of a venture already may be saved again by an officer of its commune, who need not reach the venture's.
 */
create function tourism.may_be_of(wanted uuid, venture uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select venture is null or ventures.manages(venture)
    or exists (select from tourism.place p where p.id = wanted and p.venture_id = venture)
$$;
revoke all on function tourism.may_be_of from public;
grant execute on function tourism.may_be_of to xungkich_app;
create policy venture_is_theirs on tourism.place as restrictive for insert with check (tourism.may_be_of(id, venture_id));
