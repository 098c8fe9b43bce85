-- The table of a decision as it was published, in a draft: its rows as they were read, and what
-- officers said of the names in them. What a name means is worked out from both, never stored.
create table restructuring.decision_table (
  draft_id uuid primary key references restructuring.draft,
  -- Under which unit the new ones stand.
  parent_id uuid not null,
  source text,
  imported_by uuid references members.person,
  imported_at timestamptz not null default now()
);
create table restructuring.decision_row (
  draft_id uuid not null references restructuring.decision_table on delete cascade,
  position int not null check (position > 0),
  -- The id that the row's new unit will have.
  new_unit_id uuid not null,
  content jsonb not null,
  primary key (draft_id, position)
);
/* Which units a name means: none of the register, one, or several where it is younger than the register. */
create table restructuring.name_answer (
  draft_id uuid not null references restructuring.decision_table on delete cascade,
  position int not null,
  place int not null check (place >= 0),
  unit_ids uuid[] not null,
  answered_by uuid references members.person,
  answered_at timestamptz not null default now(),
  primary key (draft_id, position, place),
  foreign key (draft_id, position) references restructuring.decision_row on delete cascade
);
/* Of a unit that the table names nowhere, or only a part of: that it stays, or goes whole. */
create table restructuring.rest_answer (
  draft_id uuid not null references restructuring.decision_table on delete cascade,
  unit_id uuid not null references units.unit,
  answer text not null check (answer in ('stays', 'goes_whole')),
  answered_by uuid references members.person,
  answered_at timestamptz not null default now(),
  primary key (draft_id, unit_id)
);

do $$
declare
  part text;
begin
  foreach part in array array['decision_table', 'decision_row', 'name_answer', 'rest_answer'] loop
    execute format('alter table restructuring.%I enable row level security', part);
    execute format('create policy officer_reads on restructuring.%I for select
      using (draft_id in (select d.id from restructuring.draft d))', part);
    execute format('create policy officer_adds on restructuring.%I for insert
      with check (draft_id in (select d.id from restructuring.draft d where d.state = ''open''))', part);
    execute format('create policy officer_changes on restructuring.%I for update
      using (draft_id in (select d.id from restructuring.draft d where d.state = ''open''))', part);
    execute format('create policy officer_removes on restructuring.%I for delete
      using (draft_id in (select d.id from restructuring.draft d where d.state = ''open''))', part);
    execute format('grant select, insert, delete on restructuring.%I to xungkich_app', part);
  end loop;
end $$;
grant update (unit_ids, answered_by, answered_at) on restructuring.name_answer to xungkich_app;
grant update (answer, answered_by, answered_at) on restructuring.rest_answer to xungkich_app;
