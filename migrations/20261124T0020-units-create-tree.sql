-- The organisation's tree through time: a unit is permanent, everything about it is a dated version.
create schema units;
grant usage on schema units to xungkich_app;

create table units.unit (
  id uuid primary key,
  created_at timestamptz not null default now()
);

create table units.unit_version (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  parent_id uuid references units.unit,
  level text not null check (level in ('central', 'province', 'district', 'commune', 'branch')),
  type text not null,
  name text not null check (name = btrim(name) and name <> ''),
  code text,
  gazetteer_code text,
  valid_from date not null,
  valid_to date,
  decision_no text,
  search_name text not null generated always as (platform.searchable(name)) stored,
  check (valid_to is null or valid_to > valid_from),
  check (parent_id is distinct from unit_id),
  exclude using gist (unit_id with =, daterange(valid_from, valid_to) with &&)
);
create index on units.unit_version (parent_id, valid_from);
create index on units.unit_version using gin (search_name gin_trgm_ops);
create unique index unit_code_is_unique on units.unit_version (code) where valid_to is null;
create index on units.unit_version (gazetteer_code);

-- What became of what, and by which decision.
create table units.unit_lineage (
  id uuid primary key,
  event text not null check (event in
    ('found', 'rename', 'move', 'change_type', 'merge', 'split', 'close')),
  from_unit_id uuid references units.unit,
  to_unit_id uuid references units.unit,
  on_day date not null,
  decision_no text,
  recorded_at timestamptz not null default now()
);
create index on units.unit_lineage (from_unit_id);
create index on units.unit_lineage (to_unit_id);

/* The places of the given units and of all below them, worked out anew from the versions. */
create function units.refresh_reach(changed uuid[]) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  affected uuid[];
begin
  with recursive below as (
    select unnest(changed) as unit_id
    union
    select v.unit_id from units.unit_version v join below b on v.parent_id = b.unit_id
  ) select array_agg(unit_id) into affected from below;

  delete from access.reach where unit_id = any (affected);

  with recursive up as (
    select v.unit_id, v.unit_id as ancestor_id, v.parent_id, 0 as depth, v.valid_from, v.valid_to
      from units.unit_version v where v.unit_id = any (affected)
    union all
    select u.unit_id, p.unit_id, p.parent_id, u.depth + 1,
           greatest(u.valid_from, p.valid_from), least(u.valid_to, p.valid_to)
      from up u join units.unit_version p on p.unit_id = u.parent_id
       and p.valid_from < coalesce(u.valid_to, 'infinity') and coalesce(p.valid_to, 'infinity') > u.valid_from
     where u.depth < 12
  ),
  -- A rename in between must not cut a stay in two: neighbours under one ancestor are joined.
  joined as (
    select unit_id, ancestor_id, min(depth) as depth,
           unnest(range_agg(daterange(valid_from, valid_to))) as stay
      from up group by unit_id, ancestor_id
  ),
  last_day as (
    select unit_id, max(coalesce(upper(stay), 'infinity')) as at from joined where unit_id = ancestor_id
     group by unit_id
  )
  insert into access.reach (unit_id, ancestor_id, depth, valid_from, valid_to, readable_to)
  select j.unit_id, j.ancestor_id, j.depth, lower(j.stay), upper(j.stay),
         case when coalesce(upper(j.stay), 'infinity') = l.at then null else upper(j.stay) end
    from joined j join last_day l using (unit_id);
end $$;

create function units.versions_changed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    perform units.refresh_reach((select array_agg(distinct unit_id) from old_rows));
  else
    perform units.refresh_reach((select array_agg(distinct unit_id) from new_rows));
  end if;
  return null;
end $$;
create trigger reach_after_insert after insert on units.unit_version
  referencing new table as new_rows for each statement execute function units.versions_changed();
create trigger reach_after_update after update on units.unit_version
  referencing new table as new_rows for each statement execute function units.versions_changed();
create trigger reach_after_delete after delete on units.unit_version
  referencing old table as old_rows for each statement execute function units.versions_changed();

alter table units.unit enable row level security;
alter table units.unit_version enable row level security;
alter table units.unit_lineage enable row level security;
create policy signed_in_reads on units.unit for select using ((select access.is_signed_in()));
create policy signed_in_reads on units.unit_version for select using ((select access.is_signed_in()));
create policy signed_in_reads on units.unit_lineage for select using ((select access.is_signed_in()));
create policy officer_founds on units.unit for insert
  with check (exists (select from access.granted('units.write')));
create policy officer_writes on units.unit_version for insert
  with check (parent_id in (select access.reachable('units.write'))
              or (parent_id is null and unit_id in (select access.granted('units.write'))));
create policy officer_changes on units.unit_version for update
  using (parent_id in (select access.reachable('units.write'))
         or (parent_id is null and unit_id in (select access.granted('units.write'))));
create policy officer_records on units.unit_lineage for insert
  with check (coalesce(to_unit_id, from_unit_id) in (select access.reachable('units.write')));
grant select, insert on units.unit, units.unit_lineage to xungkich_app;
grant select, insert, update on units.unit_version to xungkich_app;

alter table access.role add foreign key (unit_id) references units.unit;
