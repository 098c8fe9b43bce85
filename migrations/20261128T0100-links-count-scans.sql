-- Short addresses for posters: a link leads into the site and hangs in several places, each with a code of
-- its own. Scans are counted by place and day; nothing is kept of who scanned.
create schema links;
grant usage on schema links to xungkich_app;

create table links.link (
  id uuid primary key,
  -- Whose it is, as it was when it was made.
  unit_id uuid not null references units.unit,
  path text not null check (path ~ '^/[^/\\]' and length(path) <= 300),
  made_on date not null,
  unique (unit_id, path)
);
create index on links.link (path);

create table links.place (
  -- Without letters and digits that look alike; a person may type it.
  code text primary key check (code ~ '^[2-9A-HJKMNP-TV-Z]{7}$'),
  link_id uuid not null references links.link on delete cascade,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and length(name) between 1 and 120),
  hung_on date not null,
  unique (link_id, name)
);

-- A row for each code, day and slot: those who scan at once at a fair do not queue for one row.
create table links.scan (
  code text not null references links.place on delete cascade,
  unit_id uuid not null references units.unit,
  day date not null,
  slot smallint not null check (slot between 0 and 7),
  scans int not null check (scans > 0),
  primary key (code, day, slot)
);

alter table links.link enable row level security;
alter table links.place enable row level security;
alter table links.scan enable row level security;

create policy officer_reads on links.link for select
  using ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read')));
create policy officer_makes on links.link for insert with check (unit_id in (select access.reachable('links.write')));
create policy officer_reads on links.place for select
  using ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read')));
create policy officer_hangs on links.place for insert
  with check (unit_id in (select access.reachable('links.write'))
    and unit_id = (select l.unit_id from links.link l where l.id = link_id));
create policy officer_reads on links.scan for select
  using ((select access.reaches_all('reports.read')) or unit_id in (select access.reachable('reports.read')));
grant select, insert on links.link, links.place to xungkich_app;
grant select on links.scan to xungkich_app;

/* Where a code leads; nothing where there is none. Counts it for the day where that is wanted. */
create function links.follow(wanted text, counts boolean) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  leads text;
  whose uuid;
begin
  select l.path, l.unit_id into leads, whose from links.place p join links.link l on l.id = p.link_id where p.code = wanted;
  if leads is not null and counts then
    insert into links.scan (code, unit_id, day, slot, scans)
    values (wanted, whose, platform.today(), pg_backend_pid() % 8, 1)
    on conflict (code, day, slot) do update set scans = links.scan.scans + 1;
  end if;
  return leads;
end $$;

/* The places where a page hangs that the actor may read of, with how often each was scanned: in all and since a day. */
create function links.places_of(wanted text, since date)
  returns table (code text, name text, unit_id uuid, unit_name text, hung_on date, scans bigint, lately bigint)
  language sql stable security definer set search_path = '' as $$
  select p.code, p.name, p.unit_id, v.name, p.hung_on, coalesce(s.scans, 0), coalesce(s.lately, 0)
    from links.link l
    join links.place p on p.link_id = l.id
    left join lateral (select sum(c.scans)::bigint as scans, sum(c.scans) filter (where c.day >= since)::bigint as lately
                         from links.scan c where c.code = p.code) s on true
    left join lateral (select u.name from units.unit_version u where u.unit_id = p.unit_id
                        order by u.valid_from <= p.hung_on desc, u.valid_from desc limit 1) v on true
   where l.path = wanted and access.reaches('reports.read', l.unit_id)
   order by coalesce(s.scans, 0) desc, p.name collate "vi-x-icu"
$$;

revoke all on function links.follow, links.places_of from public;
grant execute on function links.follow, links.places_of to xungkich_app;
