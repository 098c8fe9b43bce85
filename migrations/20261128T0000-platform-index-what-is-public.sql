-- What the front door shows and searches: one row for each thing that a module has made public.
create table platform.public_entry (
  kind text not null check (kind in ('vacancy', 'venture', 'product', 'place', 'festival', 'lesson', 'post',
                                     'idea', 'activity', 'procedure')),
  id text not null check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  title text not null check (title = btrim(title) and title <> '' and length(title) <= 300),
  summary text check (length(summary) <= 600),
  -- More words by which it may be found; never shown.
  keywords text check (length(keywords) <= 4000),
  -- A path of this installation; nothing in the index leads elsewhere.
  address text not null check (address ~ '^/[a-z]' and address !~ '[\\\s]' and length(address) <= 300),
  picture text check (picture ~ '^/[a-z]' and picture !~ '[\\\s]' and length(picture) <= 300),
  -- The unit as it was when the entry was put; lists near a place follow reforms (access.reach).
  unit_id uuid references units.unit,
  place text check (length(place) <= 300),
  -- When it takes place or holds; after ends_on it is shown no more, and at night it goes.
  starts_on date,
  ends_on date,
  language text not null default 'vi' check (language ~ '^[a-z]{2,3}$'),
  -- Since when it is public: the newest comes first.
  public_at timestamptz not null,
  words tsvector not null generated always as (
    setweight(to_tsvector('simple'::regconfig, regexp_replace(platform.searchable(title), '[^a-z0-9]+', ' ', 'g')), 'A')
    || setweight(to_tsvector('simple'::regconfig, regexp_replace(platform.searchable(
         coalesce(place, '') || ' ' || coalesce(summary, '') || ' ' || coalesce(keywords, '')), '[^a-z0-9]+', ' ', 'g')), 'D')
  ) stored,
  primary key (kind, id),
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index public_entry_by_words on platform.public_entry using gin (words) with (fastupdate = off);
create index public_entry_newest on platform.public_entry (public_at desc, id desc);
create index public_entry_of_kind on platform.public_entry (kind, public_at desc, id desc);
create index public_entry_soonest on platform.public_entry (kind, starts_on, id) where starts_on is not null;
create index public_entry_at_unit on platform.public_entry (unit_id, kind, public_at desc);
create index public_entry_ended on platform.public_entry (ends_on) where ends_on is not null;

alter table platform.public_entry enable row level security;
create policy everybody_reads on platform.public_entry for select using (true);
-- Nothing is written but by the three functions below.
grant select on platform.public_entry to xungkich_app;

/* Puts entries, or changes those that are there; since when one is public stays, unless a day is given. */
create function platform.put_public(entries jsonb, at timestamptz) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into platform.public_entry as e
    (kind, id, title, summary, keywords, address, picture, unit_id, place, starts_on, ends_on, language, public_at)
  select r.kind, r.id, r.title, r.summary, r.keywords, r.address, r.picture, r.unit_id, r.place, r.starts_on, r.ends_on,
         r.language, coalesce(r.public_at, known.public_at, at)
    from jsonb_to_recordset(entries) r (kind text, id text, title text, summary text, keywords text, address text,
      picture text, unit_id uuid, place text, starts_on date, ends_on date, language text, public_at timestamptz)
    left join platform.public_entry known on known.kind = r.kind and known.id = r.id
  on conflict (kind, id) do update set title = excluded.title, summary = excluded.summary, keywords = excluded.keywords,
    address = excluded.address, picture = excluded.picture, unit_id = excluded.unit_id, place = excluded.place,
    starts_on = excluded.starts_on, ends_on = excluded.ends_on, language = excluded.language,
    public_at = excluded.public_at
  where (e.title, e.summary, e.keywords, e.address, e.picture, e.unit_id, e.place, e.starts_on, e.ends_on, e.language, e.public_at)
    is distinct from (excluded.title, excluded.summary, excluded.keywords, excluded.address, excluded.picture,
      excluded.unit_id, excluded.place, excluded.starts_on, excluded.ends_on, excluded.language, excluded.public_at)
$$;

create function platform.drop_public(of_kind text, wanted text) returns void
  language sql volatile security definer set search_path = '' as $$
  delete from platform.public_entry where kind = of_kind and id = wanted
$$;

/* What has ended leaves the index; returns how many. */
create function platform.tidy_public(on_day date) returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (delete from platform.public_entry where ends_on < on_day returning 1) select count(*)::int from gone
$$;

/* The units at and below one, those that became part of it included. Units are no secret, who stands in them is. */
create function platform.public_units_within(wanted uuid) returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct a.unit_id), '{}') from access.reach a
   where a.ancestor_id = wanted and a.valid_from <= platform.today()
     and (a.readable_to is null or a.readable_to > platform.today())
$$;

/*
 * A page of what the words find, and how many there are of each kind (a row without id; counted no further
 * than `few`, and then as one row without kind). What the words leave few of is gathered by their index and
 * sorted by how well it fits; where there are more, the newest come first and the index of that order is walked.
 */
create function platform.search_public(query text, of_kind text, within uuid, at_most int, skipped int)
  returns table (kind text, id text, entries int)
  language plpgsql stable set search_path = public, pg_catalog as $$
declare
  few constant int := 1000;
  units uuid[] := case when within is not null then platform.public_units_within(within) end;
  conditions text := format(' where (e.ends_on is null or e.ends_on >= %L)', platform.today());
  found tid[];
begin
  if query <> '' then conditions := conditions || format(' and e.words @@ to_tsquery(''simple'', %L)', query); end if;
  if units is not null then conditions := conditions || ' and e.unit_id = any ($1)'; end if;
  if of_kind is not null then conditions := conditions || format(' and e.kind = %L', of_kind); end if;
  execute 'select array(select e.ctid from platform.public_entry e' || conditions || ' limit $2)'
    into found using units, few;
  if cardinality(found) < few then
    return query execute 'select e.kind, null::text, count(*)::int from platform.public_entry e
      where e.ctid = any ($1) group by e.kind' using found;
    return query execute 'select e.kind, e.id, null::int from platform.public_entry e where e.ctid = any ($1) order by '
      || case when query = '' then '' else format('ts_rank(e.words, to_tsquery(''simple'', %L)) desc, ', query) end
      || 'e.public_at desc, e.id desc limit $2 offset $3' using found, at_most, skipped;
    return;
  end if;
  return query select null::text, null::text, few;
  return query execute 'select e.kind, e.id, null::int from platform.public_entry e' || conditions
    || ' order by e.public_at desc, e.id desc limit $2 offset $3' using units, at_most, least(skipped, few);
end $$;

/*
 * What the front page shows of each kind: what is near a unit first, then what is anywhere; of what has a day
 * the soonest, else the newest.
 */
create function platform.front_public(kinds text[], within uuid, each int)
  returns table (kind text, id text, is_near boolean)
  language plpgsql stable set search_path = '' as $$
declare
  units uuid[] := case when within is not null then platform.public_units_within(within) end;
  one text;
  sorted text;
  near text[];
begin
  foreach one in array kinds loop
    sorted := format(' from platform.public_entry e where e.kind = %L and (e.ends_on is null or e.ends_on >= %L)', one, platform.today());
    near := '{}';
    if units is not null then
      execute 'select array(select e.id' || sorted || ' and e.unit_id = any ($1) order by '
        || case when one in ('activity', 'festival') then 'e.starts_on, e.id' else 'e.public_at desc, e.id desc' end || ' limit $2)'
        into near using units, each;
      return query select one, n, true from unnest(near) n;
    end if;
    if cardinality(near) < each then
      return query execute 'select e.kind, e.id, false' || sorted || ' and e.id <> all ($1) order by '
        || case when one in ('activity', 'festival') then 'e.starts_on, e.id' else 'e.public_at desc, e.id desc' end || ' limit $2'
        using near, each - cardinality(near);
    end if;
  end loop;
end $$;

revoke all on function platform.put_public, platform.drop_public, platform.tidy_public, platform.public_units_within,
  platform.search_public, platform.front_public from public;
grant execute on function platform.put_public, platform.drop_public, platform.tidy_public, platform.public_units_within,
  platform.search_public, platform.front_public to xungkich_app;
