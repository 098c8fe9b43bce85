-- Lists that are brought into the register: the file, its checked rows, and what became of each.
-- Whatever says something about a person is sealed while it waits, and gone after thirty days.
create table members.import (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  file_name text not null,
  digest text not null,
  kind text not null check (kind in ('member', 'youth')),
  joined_on date not null,
  state text not null default 'uploaded'
    check (state in ('uploaded', 'checked', 'importing', 'done', 'failed', 'cancelled')),
  sheet int not null default 0,
  mapping jsonb,
  -- Texts of the list that name no unit by themselves, and the units that somebody said they mean.
  unit_choices jsonb not null default '[]',
  -- What the check found: rows by kind, columns with swapped days, texts without a unit.
  remarks jsonb not null default '{}',
  -- The file; its first rows and its header.
  content_sealed bytea,
  layout_sealed bytea,
  -- Rows to go through, and how far that is; beyond a line nothing was written.
  total int not null default 0,
  line_reached int not null default 0,
  stored int not null default 0,
  known int not null default 0,
  skipped int not null default 0,
  failure text,
  -- As whom the task writes; needed to go on after a crash.
  acting jsonb,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  progress_at timestamptz not null default now(),
  finished_at timestamptz,
  purged_at timestamptz
);
create index on members.import (unit_id, created_at desc);
create index on members.import (progress_at) where state = 'importing';
alter table members.import alter content_sealed set storage external;

create table members.import_row (
  import_id uuid not null references members.import on delete cascade,
  line int not null,
  key text,
  unit_id uuid,
  -- The row as written, the person read from it, and its faults.
  content_sealed bytea not null,
  level text check (level in ('error', 'warning')),
  -- Probably the same person as another row or as somebody in the register: somebody has to choose.
  doubtful boolean not null default false,
  same_person uuid,
  decision text check (decision in ('import', 'skip', 'same')),
  state text not null default 'waiting' check (state in ('waiting', 'stored', 'known', 'skipped')),
  person_id uuid,
  primary key (import_id, line),
  check (decision is distinct from 'same' or same_person is not null)
) with (fillfactor = 60);

-- What makes the same row the same row when its file comes again; a digest, no name.
create table members.import_key (
  key text not null,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person deferrable initially deferred,
  primary key (key, unit_id)
);

-- How a unit's lists are laid out, as somebody said it once.
create table members.import_mapping (
  unit_id uuid not null references units.unit,
  fingerprint text not null,
  fields jsonb not null,
  unit_choices jsonb not null default '[]',
  used_at timestamptz not null default now(),
  primary key (unit_id, fingerprint)
);

create index person_by_citizen_id on members.person (citizen_id) where citizen_id is not null;

alter table members.import enable row level security;
alter table members.import_row enable row level security;
alter table members.import_key enable row level security;
alter table members.import_mapping enable row level security;
create policy importer on members.import
  using (unit_id in (select access.reachable('members.import')));
create policy importer on members.import_row
  using (import_id in (select i.id from members.import i));
create policy importer on members.import_key
  using (unit_id in (select access.reachable('members.import')));
create policy importer on members.import_mapping
  using (unit_id in (select access.reachable('members.import')));
grant select, insert, update on members.import to xungkich_app;
grant select, insert, update, delete on members.import_row to xungkich_app;
grant select, insert on members.import_key to xungkich_app;
grant select, insert, update on members.import_mapping to xungkich_app;

/*
 * Which of these codes somebody has, wherever they are: the code is unique in the whole register, so
 * an import must know before it tries. Says nothing about who.
 */
create function members.codes_taken(codes text[]) returns setof text
  language sql stable security definer set search_path = '' as
$$ select p.code from members.person p where p.code = any (codes) $$;

/* Imports whose task has not been heard of for a minute, and as whom they go on. */
create function members.stalled_imports() returns table (id uuid, acting jsonb)
  language sql stable security definer set search_path = '' as
$$ select i.id, i.acting from members.import i
    where i.state = 'importing' and i.progress_at < now() - interval '1 minute' $$;

/* Ends an import that may not go on; whoever started it may have lost the right to say so. */
create function members.fail_import(import_id uuid, reason text) returns void
  language sql security definer set search_path = '' as
$$ update members.import set state = 'failed', failure = reason, finished_at = now()
    where id = import_id and state = 'importing' $$;

/* Takes away what says something about people in lists of more than thirty days. Returns how many lists. */
create function members.purge_imports() returns int
  language plpgsql security definer set search_path = '' as $$
declare
  old_ones uuid[] := array(select i.id from members.import i
    where i.purged_at is null and i.created_at < now() - interval '30 days' and i.state <> 'importing');
begin
  delete from members.import_row where import_id = any (old_ones);
  update members.import
     set content_sealed = null, layout_sealed = null, purged_at = now(), unit_choices = '[]',
         remarks = remarks - 'unknownUnits',
         state = case when state in ('uploaded', 'checked') then 'cancelled' else state end
   where id = any (old_ones);
  return cardinality(old_ones);
end $$;
revoke all on function members.codes_taken, members.stalled_imports, members.fail_import,
  members.purge_imports from public;
grant execute on function members.codes_taken, members.stalled_imports, members.fail_import,
  members.purge_imports to xungkich_app;
