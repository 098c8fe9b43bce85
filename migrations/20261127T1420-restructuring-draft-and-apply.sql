-- Reforms of the tree: drafts that several officers work on, and the one transaction that carries
-- them out, counts before and after, and can take itself back. Why: docs/decisions/0012-reforms.md.
create schema restructuring;
grant usage on schema restructuring to xungkich_app;

create function access.reaches_each(wanted text, wanted_units uuid[]) returns boolean
  language sql stable security definer set search_path = '' as $$
  select cardinality(wanted_units) > 0
     and not exists (select from unnest(wanted_units) u where not access.reaches(wanted, u))
$$;

create table restructuring.draft (
  id uuid primary key,
  title text not null check (title = btrim(title) and title <> ''),
  decision_no text,
  effective_on date not null,
  -- The units that it is about, with all below them; and those by which it is guarded: the same,
  -- and once it is applied those that stand in their place.
  scope_ids uuid[] not null check (cardinality(scope_ids) between 1 and 100),
  guarded_by uuid[] not null,
  state text not null default 'open' check (state in ('open', 'discarded', 'applied', 'undone')),
  reverses uuid references restructuring.draft,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  applied_by uuid references members.person,
  applied_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  -- How many there were of each kind before and after.
  balance jsonb,
  check ((state in ('applied', 'undone')) = (applied_at is not null))
);

/* What the decision orders, each event by itself; the program reads the body into its shape. */
create table restructuring.event (
  id uuid primary key,
  draft_id uuid not null references restructuring.draft,
  kind text not null check (kind in
    ('found', 'merge', 'split', 'move', 'rename', 'change_type', 'dissolve', 'reopen')),
  body jsonb not null,
  created_by uuid references members.person,
  created_at timestamptz not null default now()
);
create index on restructuring.event (draft_id, id);

/* Where a unit below a split one goes; under the split unit's own id, where its own people go. */
create table restructuring.answer (
  draft_id uuid not null references restructuring.draft,
  unit_id uuid not null references units.unit,
  target_id uuid not null,
  answered_by uuid references members.person,
  answered_at timestamptz not null default now(),
  primary key (draft_id, unit_id)
);

/* Who takes which office from the day on: nobody gets one by the reform alone. */
create table restructuring.appointment (
  id uuid primary key,
  draft_id uuid not null references restructuring.draft,
  person_id uuid not null references members.person,
  role_type text not null references access.role_type,
  unit_id uuid not null,
  made_by uuid references members.person,
  made_at timestamptz not null default now(),
  unique (draft_id, person_id, role_type, unit_id)
);

/* The plan as it is carried out: written from a plan without faults or questions, then applied. */
create table restructuring.planned_version (
  draft_id uuid not null references restructuring.draft,
  unit_id uuid not null,
  parent_id uuid,
  level text not null,
  type text not null,
  name text not null,
  code text,
  gazetteer_code text,
  change text not null check (change in ('changed', 'found', 'reopened')),
  primary key (draft_id, unit_id)
);
create table restructuring.planned_ending (
  draft_id uuid not null references restructuring.draft,
  unit_id uuid not null,
  own_to uuid,
  primary key (draft_id, unit_id)
);
create table restructuring.planned_lineage (
  draft_id uuid not null references restructuring.draft,
  event text not null,
  from_unit_id uuid,
  to_unit_id uuid
);
create index on restructuring.planned_lineage (draft_id);
create table restructuring.planned_correction (
  draft_id uuid not null references restructuring.draft,
  version_id uuid not null,
  parent_id uuid not null,
  primary key (draft_id, version_id)
);

/* What applying changed, row by row, so that it can be taken back exactly. */
create table restructuring.change (
  draft_id uuid not null references restructuring.draft,
  rank bigint generated always as identity,
  relation text not null,
  row_id uuid not null,
  -- null: the row was inserted.
  before jsonb,
  after jsonb not null,
  primary key (draft_id, rank)
);
/* Working space of the comparison, empty at every commit. */
create unlogged table restructuring.counted (
  phase text not null,
  kind text not null,
  unit_id uuid not null,
  count bigint not null
);

alter table restructuring.draft enable row level security;
alter table restructuring.event enable row level security;
alter table restructuring.answer enable row level security;
alter table restructuring.appointment enable row level security;
alter table restructuring.planned_version enable row level security;
alter table restructuring.planned_ending enable row level security;
alter table restructuring.planned_lineage enable row level security;
alter table restructuring.planned_correction enable row level security;
alter table restructuring.change enable row level security;
alter table restructuring.counted enable row level security;

create policy officer_reads on restructuring.draft for select
  using (access.reaches_each('units.write', guarded_by));
create policy officer_opens on restructuring.draft for insert
  with check (state = 'open' and guarded_by = scope_ids and access.reaches_each('units.write', scope_ids));
create policy officer_changes on restructuring.draft for update
  using (state = 'open' and access.reaches_each('units.write', guarded_by))
  with check (state in ('open', 'discarded'));
grant select, insert on restructuring.draft to xungkich_app;
grant update (title, decision_no, effective_on, state) on restructuring.draft to xungkich_app;

do $$
declare
  part text;
begin
  foreach part in array array['event', 'answer', 'appointment', 'planned_version', 'planned_ending',
                              'planned_lineage', 'planned_correction'] loop
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
grant update (body) on restructuring.event to xungkich_app;
grant update (target_id, answered_by, answered_at) on restructuring.answer to xungkich_app;
-- What was changed may be looked at by those who may see the draft: a draft that reverses it is made of it.
create policy officer_reads on restructuring.change for select
  using (draft_id in (select d.id from restructuring.draft d));
grant select on restructuring.change to xungkich_app;

-- A record belongs to the unit of its activity: where a reform hands an activity over, its team and
-- its records follow. Nobody else changes the unit of one.
alter table campaigns.team_member
  drop constraint team_member_activity_id_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id) on update cascade;
alter table campaigns.check_in
  drop constraint check_in_activity_id_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id) on update cascade;
alter table assists.assist
  drop constraint assist_activity_id_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id) on update cascade;
revoke update on campaigns.activity, campaigns.team_member, campaigns.campaign from xungkich_app;
grant update (name, place, held_on, starts_at, ends_at, is_peak_day, state, closed_at) on campaigns.activity to xungkich_app;
grant update (role, state, decided_by, decided_at) on campaigns.team_member to xungkich_app;
grant update (name, theme, starts_on, ends_on, state) on campaigns.campaign to xungkich_app;

/*
 * What each unit has of its own around the day of a reform: people and offices on that day, what was
 * recorded before it, and what is planned or recorded from it on.
 */
create function restructuring.own_counts(on_day date)
returns table (kind text, unit_id uuid, count bigint)
language sql stable security definer set search_path = '' as $$
  select m.kind, m.unit_id, count(*) from members.membership m
   where m.valid_from <= on_day and (m.valid_to is null or m.valid_to > on_day) group by 1, 2
  union all
  select case r.role_type when 'field_volunteer' then 'volunteer' else 'office' end, r.unit_id, count(*)
    from access.role r
   where r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day) group by 1, 2
  union all
  select 'campaign', c.unit_id, count(*) from campaigns.campaign c
   where c.ends_on >= on_day and c.state in ('planned', 'open') group by 2
  union all
  select case when a.held_on < on_day then 'activity_before' else 'activity' end, a.unit_id, count(*)
    from campaigns.activity a group by 1, 2
  union all
  select case when a.held_on < on_day then 'check_in_before' else 'check_in' end, c.unit_id, count(*)
    from campaigns.check_in c join campaigns.activity a on a.id = c.activity_id group by 1, 2
  union all
  select case when a.held_on < on_day then 'assist_before' else 'assist' end, s.unit_id, count(*)
    from assists.assist s join campaigns.activity a on a.id = s.activity_id group by 1, 2
  union all
  select 'callback', b.unit_id, count(*) from assists.callback b where b.settled_at is null group by 2
$$;

/* The same for an officer's eyes: only of units that they may change. */
create function restructuring.readable_own_counts(on_day date)
returns table (kind text, unit_id uuid, count bigint)
language sql stable security definer set search_path = '' as $$
  select c.* from restructuring.own_counts(on_day) c
   where access.reaches_all('units.write') or c.unit_id in (select access.reachable('units.write'))
$$;

/* The kinds that stay where they were recorded; all others go with the unit's own people. */
create function restructuring.stays_put(kind text) returns boolean language sql immutable as
$$ select kind like '%\_before' or kind = 'office' $$;

/* ---- Carrying out. Without a wall of its own: called by `apply`, which has one, and by the operator. ---- */

create function restructuring.carry_out(wanted uuid, read_days int, undo_days int) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  draft restructuring.draft;
  on_day date;
  foretold jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('units.tree'));
  select * into draft from restructuring.draft d where d.id = wanted for update;
  if draft.state is distinct from 'open' then raise exception 'restructuring.not_open' using errcode = 'P0001'; end if;
  on_day := draft.effective_on;
  -- Nobody joins a unit while it ends, and the counts before and after see the same.
  lock table units.unit_version, members.membership, access.role, campaigns.campaign, campaigns.activity,
    campaigns.team_member, campaigns.check_in, assists.assist, assists.callback in share row exclusive mode;

  if exists (select from access.role r join restructuring.planned_ending e on e.unit_id = r.unit_id and e.draft_id = wanted
              where r.valid_from >= on_day and r.role_type <> 'field_volunteer') then
    raise exception 'restructuring.offices_later' using errcode = 'P0001';
  end if;
  -- The plan was made of the tree as it was read; where that has changed meanwhile, it is made anew.
  if exists (select from restructuring.planned_version p
              where p.draft_id = wanted and p.change = 'changed' and not exists (
                select from units.unit_version v where v.unit_id = p.unit_id and v.valid_from < on_day
                   and (v.valid_to is null or v.valid_to > on_day)))
     or exists (select from restructuring.planned_ending p
                 where p.draft_id = wanted and not exists (
                   select from units.unit_version v where v.unit_id = p.unit_id and v.valid_from < on_day
                      and v.valid_to is null))
     or exists (select from units.unit_version v join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = v.parent_id
                 where (v.valid_to is null or v.valid_to > on_day)
                   and not exists (select from restructuring.planned_version p where p.draft_id = wanted and p.unit_id = v.unit_id)
                   and not exists (select from restructuring.planned_ending p where p.draft_id = wanted and p.unit_id = v.unit_id)
                   and not exists (select from restructuring.planned_correction p where p.draft_id = wanted and p.version_id = v.id))
  then raise exception 'restructuring.tree_changed' using errcode = 'P0001'; end if;

  delete from restructuring.counted;
  insert into restructuring.counted select 'before', c.* from restructuring.own_counts(on_day) c;

  -- The tree.
  insert into units.unit (id) select p.unit_id from restructuring.planned_version p
   where p.draft_id = wanted and p.change = 'found' order by p.unit_id;
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'units.unit', p.unit_id, '{}' from restructuring.planned_version p
   where p.draft_id = wanted and p.change = 'found';

  with touched as (
    select unit_id from restructuring.planned_version where draft_id = wanted and change = 'changed'
    union all select unit_id from restructuring.planned_ending where draft_id = wanted
  ), old as (
    select v.id, v.valid_to from units.unit_version v join touched t using (unit_id)
     where v.valid_from < on_day and (v.valid_to is null or v.valid_to > on_day)
  ), ended as (
    update units.unit_version v set valid_to = on_day from old where v.id = old.id returning v.id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'units.unit_version', old.id, jsonb_build_object('valid_to', old.valid_to), jsonb_build_object('valid_to', on_day)
    from old join ended using (id);

  with closed as (
    select v.unit_id, (c.before ->> 'valid_to')::date as valid_to
      from restructuring.change c join units.unit_version v on v.id = c.row_id
     where c.draft_id = wanted and c.relation = 'units.unit_version'
  ), opened as (
    insert into units.unit_version
      (id, unit_id, parent_id, level, type, name, code, gazetteer_code, valid_from, valid_to, decision_no)
    select gen_random_uuid(), p.unit_id, p.parent_id, p.level, p.type, p.name, p.code, p.gazetteer_code, on_day,
           closed.valid_to, draft.decision_no
      from restructuring.planned_version p left join closed using (unit_id) where p.draft_id = wanted
    returning id, unit_id, parent_id, valid_to
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'units.unit_version', id, jsonb_build_object('parent_id', parent_id, 'valid_to', valid_to) from opened;

  with old as (
    select v.id, v.parent_id, p.parent_id as new_parent from restructuring.planned_correction p
      join units.unit_version v on v.id = p.version_id where p.draft_id = wanted
  ), corrected as (
    update units.unit_version v set parent_id = old.new_parent from old where v.id = old.id returning v.id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'units.unit_version', old.id, jsonb_build_object('parent_id', old.parent_id),
         jsonb_build_object('parent_id', old.new_parent) from old join corrected using (id);

  with told as (
    insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day, decision_no)
    select gen_random_uuid(), l.event, l.from_unit_id, l.to_unit_id, on_day, draft.decision_no
      from restructuring.planned_lineage l where l.draft_id = wanted
    returning id
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'units.unit_lineage', id, '{}' from told;

  -- People: one stay closes and another opens.
  with old as (
    select m.*, e.own_to from members.membership m join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = m.unit_id
     where m.valid_from < on_day and (m.valid_to is null or m.valid_to > on_day)
  ), closed as (
    update members.membership m set valid_to = on_day, reason_out = 'restructured' from old where m.id = old.id returning m.id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'members.membership', old.id,
         jsonb_build_object('valid_to', old.valid_to, 'reason_out', old.reason_out),
         jsonb_build_object('valid_to', on_day, 'reason_out', 'restructured')
    from old join closed using (id);
  with opened as (
    insert into members.membership
      (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, reason_out, decision_no, citizen_app_on)
    select gen_random_uuid(), m.person_id, e.own_to, m.kind, on_day, (c.before ->> 'valid_to')::date, 'restructured',
           c.before ->> 'reason_out', draft.decision_no, m.citizen_app_on
      from restructuring.change c
      join members.membership m on m.id = c.row_id
      join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = m.unit_id
     where c.draft_id = wanted and c.relation = 'members.membership' and c.before ? 'valid_to'
    returning id, unit_id, valid_to
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'members.membership', id, jsonb_build_object('unit_id', unit_id, 'valid_to', valid_to) from opened;
  perform restructuring.hand_over(wanted, 'members.membership', 'id', format('r.valid_from >= %L', on_day));

  -- Offices end with their unit, and whoever held one goes on reading for a time; volunteers go on working.
  with old as (
    select r.* from access.role r join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = r.unit_id
     where r.valid_from < on_day and (r.valid_to is null or r.valid_to > on_day)
  ), ended as (
    update access.role r set valid_to = on_day from old where r.id = old.id returning r.id
  )
  insert into restructuring.change (draft_id, relation, row_id, before, after)
  select wanted, 'access.role', old.id, jsonb_build_object('valid_to', old.valid_to), jsonb_build_object('valid_to', on_day)
    from old join ended using (id);
  with opened as (
    insert into access.role (id, person_id, role_type, unit_id, valid_from, valid_to, decision_no, granted_by)
    select gen_random_uuid(), r.person_id, r.role_type, e.own_to, on_day, (c.before ->> 'valid_to')::date, draft.decision_no, r.granted_by
      from restructuring.change c join access.role r on r.id = c.row_id
      join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = r.unit_id
     where c.draft_id = wanted and c.relation = 'access.role' and c.before ? 'valid_to' and r.role_type = 'field_volunteer'
       and e.own_to is not null
       and not exists (select from access.role held where held.person_id = r.person_id and held.role_type = r.role_type
                          and held.unit_id = e.own_to
                          and daterange(held.valid_from, held.valid_to) && daterange(on_day, (c.before ->> 'valid_to')::date))
    returning id, valid_to
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'access.role', id, jsonb_build_object('valid_to', valid_to) from opened;
  perform restructuring.hand_over(wanted, 'access.role', 'id',
    format('r.role_type = ''field_volunteer'' and r.valid_from >= %L', on_day));
  with remembered as (
    insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
    select gen_random_uuid(), r.person_id, r.role_type, r.unit_id, on_day, on_day + greatest(read_days, 1)
      from restructuring.change c join access.role r on r.id = c.row_id
     where c.draft_id = wanted and c.relation = 'access.role' and c.before ? 'valid_to' and r.role_type <> 'field_volunteer'
    on conflict do nothing
    returning id
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'access.former_office', id, '{}' from remembered;
  with appointed as (
    insert into access.role (id, person_id, role_type, unit_id, valid_from, decision_no, granted_by)
    select gen_random_uuid(), a.person_id, a.role_type, a.unit_id, on_day, draft.decision_no, a.made_by
      from restructuring.appointment a where a.draft_id = wanted
    returning id, valid_to
  )
  insert into restructuring.change (draft_id, relation, row_id, after)
  select wanted, 'access.role', id, jsonb_build_object('valid_to', valid_to) from appointed;

  -- What is planned, and what was held from the day on, with its team and records.
  perform restructuring.hand_over(wanted, 'campaigns.campaign', 'id', format('r.ends_on >= %L and r.state in (''planned'', ''open'')', on_day));
  perform restructuring.hand_over(wanted, 'campaigns.activity', 'id', format('r.held_on >= %L', on_day));
  perform restructuring.hand_over(wanted, 'assists.callback', 'assist_id', 'r.settled_at is null');
  perform restructuring.end_with_unit(wanted, 'units.grouping_member', on_day);
  perform restructuring.end_with_unit(wanted, 'indicators.target', on_day);

  -- Before must be after, unit by unit, but for what the plan says.
  insert into restructuring.counted select 'after', c.* from restructuring.own_counts(on_day) c;
  insert into restructuring.counted
  select 'foretold', c.kind, coalesce(case when not restructuring.stays_put(c.kind) then e.own_to end, c.unit_id), sum(c.count)
    from restructuring.counted c left join restructuring.planned_ending e on e.draft_id = wanted and e.unit_id = c.unit_id
   where c.phase = 'before' and not (c.kind = 'office' and e.unit_id is not null)
   group by 2, 3;
  insert into restructuring.counted
  select 'foretold', 'office', a.unit_id, count(*) from restructuring.appointment a where a.draft_id = wanted group by a.unit_id;
  select jsonb_agg(jsonb_build_object('kind', kind, 'unitId', unit_id, 'foretold', foretold_count, 'found', found_count))
    into foretold
    from (select kind, unit_id, sum(count) filter (where phase = 'foretold') as foretold_count,
                 sum(count) filter (where phase = 'after') as found_count
            from restructuring.counted where phase <> 'before' group by kind, unit_id
          -- Two volunteers' roles of one person at two units that become one are one.
          having kind <> 'volunteer' and coalesce(sum(count) filter (where phase = 'foretold'), 0)
                                      <> coalesce(sum(count) filter (where phase = 'after'), 0)
           limit 20) differing;
  if foretold is not null then
    raise exception 'restructuring.counts_differ' using errcode = 'P0001', detail = foretold::text;
  end if;
  if exists (select from members.membership m
              where m.valid_from <= on_day and (m.valid_to is null or m.valid_to > on_day)
                and m.unit_id in (select unit_id from restructuring.planned_ending where draft_id = wanted)) then
    raise exception 'restructuring.counts_differ' using errcode = 'P0001', detail = '[]';
  end if;

  update restructuring.draft d
     set state = 'applied', applied_at = now(), applied_by = access.person_id(),
         undo_until = now() + make_interval(days => undo_days),
         guarded_by = coalesce((
           select array_agg(distinct coalesce(l.to_unit_id, s.id))
             from unnest(d.scope_ids) s (id)
             left join restructuring.planned_lineage l on l.draft_id = wanted and l.from_unit_id = s.id
              and l.event in ('merge', 'split', 'dissolve')), d.guarded_by),
         balance = (select jsonb_object_agg(kind, jsonb_build_object('before', coalesce(before, 0), 'after', coalesce(after, 0)))
                      from (select kind, sum(count) filter (where phase = 'before') as before,
                                   sum(count) filter (where phase = 'after') as after
                              from restructuring.counted where phase <> 'foretold' group by kind) totals)
   where d.id = wanted returning balance into foretold;
  delete from restructuring.counted;
  delete from restructuring.planned_version where draft_id = wanted;
  delete from restructuring.planned_ending where draft_id = wanted;
  delete from restructuring.planned_lineage where draft_id = wanted;
  delete from restructuring.planned_correction where draft_id = wanted;
  return foretold;
end $$;

/* Rows of units that end go to whoever takes over what is theirs, and are remembered. */
create function restructuring.hand_over(wanted uuid, relation text, key text, condition text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  execute format($f$
    with old as (
      select r.%2$I as row_id, r.unit_id, e.own_to from %1$s r
        join restructuring.planned_ending e on e.draft_id = $1 and e.unit_id = r.unit_id
       where e.own_to is not null and (%3$s)
    ), moved as (
      update %1$s r set unit_id = old.own_to from old where r.%2$I = old.row_id returning r.%2$I as row_id
    )
    insert into restructuring.change (draft_id, relation, row_id, before, after)
    select $1, %4$L, old.row_id, jsonb_build_object('unit_id', old.unit_id), jsonb_build_object('unit_id', old.own_to)
      from old join moved using (row_id) $f$, relation, key, condition, relation) using wanted;
end $$;

/* Dated facts about units that end, which say nothing of who comes after. */
create function restructuring.end_with_unit(wanted uuid, relation text, on_day date) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  execute format($f$
    with old as (
      select r.id, r.valid_to from %1$s r join restructuring.planned_ending e on e.draft_id = $1 and e.unit_id = r.unit_id
       where r.valid_from < $2 and (r.valid_to is null or r.valid_to > $2)
    ), ended as (
      update %1$s r set valid_to = $2 from old where r.id = old.id returning r.id
    )
    insert into restructuring.change (draft_id, relation, row_id, before, after)
    select $1, %2$L, old.id, jsonb_build_object('valid_to', old.valid_to), jsonb_build_object('valid_to', $2)
      from old join ended using (id) $f$, relation, relation) using wanted, on_day;
end $$;

/* Carries out a draft for whoever holds units.restructure over every unit that it touches. */
create function restructuring.apply(wanted uuid, read_days int, undo_days int) returns jsonb
  language plpgsql security definer set search_path = '' as $$
begin
  if access.person_id() is null
     or not exists (select from restructuring.draft d where d.id = wanted
                       and access.reaches_each('units.restructure', d.scope_ids))
     or exists (
       select from (
         select unit_id from restructuring.planned_version where draft_id = wanted and change <> 'found'
         union select unit_id from restructuring.planned_ending where draft_id = wanted
         union select p.parent_id from restructuring.planned_version p where p.draft_id = wanted and p.parent_id is not null
           and not exists (select from restructuring.planned_version n
                            where n.draft_id = wanted and n.change = 'found' and n.unit_id = p.parent_id)
         union select v.unit_id from restructuring.planned_correction c join units.unit_version v on v.id = c.version_id
          where c.draft_id = wanted
         union select c.parent_id from restructuring.planned_correction c where c.draft_id = wanted
           and not exists (select from restructuring.planned_version n
                            where n.draft_id = wanted and n.change = 'found' and n.unit_id = c.parent_id)
       ) touched
       where touched.unit_id not in (select access.reachable('units.restructure')))
     or exists (
       select from restructuring.planned_ending e where e.draft_id = wanted and e.own_to is not null
          and e.own_to not in (select access.reachable('units.restructure'))
          and not exists (select from restructuring.planned_version n
                           where n.draft_id = wanted and n.change = 'found' and n.unit_id = e.own_to))
     or exists (
       select from restructuring.planned_lineage l where l.draft_id = wanted
          and ((l.from_unit_id is not null and l.from_unit_id not in (select access.reachable('units.restructure')))
               or (l.to_unit_id is not null and l.to_unit_id not in (select access.reachable('units.restructure'))
                   and not exists (select from restructuring.planned_version n
                                    where n.draft_id = wanted and n.change = 'found' and n.unit_id = l.to_unit_id))))
     -- Who appoints stands higher than the office, over the unit or over the one under which it is founded.
     or exists (
       select from restructuring.appointment a
        where a.draft_id = wanted and not access.may_grant(a.role_type, coalesce(
          (select n.parent_id from restructuring.planned_version n
            where n.draft_id = wanted and n.change = 'found' and n.unit_id = a.unit_id), a.unit_id)))
  then raise insufficient_privilege using message = 'restructuring.not_allowed'; end if;
  if exists (
    select from restructuring.appointment a join access.role_type t on t.name = a.role_type and t.level <> 'any'
     where a.draft_id = wanted and t.level is distinct from coalesce(
       (select n.level from restructuring.planned_version n where n.draft_id = wanted and n.unit_id = a.unit_id),
       (select v.level from units.unit_version v where v.unit_id = a.unit_id order by v.valid_from desc limit 1)))
  then raise exception 'restructuring.wrong_level' using errcode = 'P0001'; end if;
  return restructuring.carry_out(wanted, read_days, undo_days);
end $$;

/* ---- Taking back ---- */

create function restructuring.key_of(relation text) returns text language sql immutable as
$$ select case relation when 'assists.callback' then 'assist_id' else 'id' end $$;

/* What was built on an applied draft since: nothing of it may be there for the draft to be taken back. */
create function restructuring.built_on(wanted uuid) returns table (relation text, count bigint)
  language plpgsql stable security definer set search_path = '' as $$
declare
  changed record;
  referring record;
  found bigint;
begin
  -- Rows that it wrote and that were changed since.
  for changed in select distinct c.relation from restructuring.change c where c.draft_id = wanted loop
    execute format($f$
      with last as (select distinct on (row_id) row_id, after from restructuring.change
                     where draft_id = $1 and relation = %L order by row_id, rank desc)
      select count(*) from last l left join %s r on r.%I = l.row_id
       where r.%I is null or not to_jsonb(r) @> l.after $f$,
      changed.relation, changed.relation, restructuring.key_of(changed.relation), restructuring.key_of(changed.relation))
      into found using wanted;
    if found > 0 then relation := changed.relation; count := found; return next; end if;
  end loop;
  -- Rows of others that name the units that it founded.
  for referring in
    select n.nspname || '.' || t.relname as name, a.attname as attribute
      from pg_constraint k
      join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where k.contype = 'f' and k.confrelid = 'units.unit'::regclass
       and not (n.nspname = 'members' and t.relname = 'person')
  loop
    execute format($f$
      select count(*) from %1$s r
       where r.%2$I in (select row_id from restructuring.change where draft_id = $1 and relation = 'units.unit')
         and not exists (select from restructuring.change c where c.draft_id = $1 and c.relation = %3$L
                            and c.row_id::text = to_jsonb(r) ->> %4$L) $f$,
      referring.name, referring.attribute, referring.name, restructuring.key_of(referring.name))
      into found using wanted;
    if found > 0 then relation := referring.name; count := found; return next; end if;
  end loop;
end $$;

create function restructuring.undo(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  draft restructuring.draft;
  changed record;
  columns text;
begin
  perform pg_advisory_xact_lock(hashtext('units.tree'));
  select * into draft from restructuring.draft d where d.id = wanted for update;
  if access.person_id() is null or draft.id is null or not access.reaches_each('units.restructure', draft.guarded_by) then
    raise insufficient_privilege using message = 'restructuring.not_allowed';
  end if;
  if draft.state <> 'applied' then raise exception 'restructuring.not_applied' using errcode = 'P0001'; end if;
  if draft.undo_until <= now() then raise exception 'restructuring.undo_too_late' using errcode = 'P0001'; end if;
  lock table units.unit_version, members.membership, access.role, campaigns.campaign, campaigns.activity,
    campaigns.team_member, campaigns.check_in, assists.assist, assists.callback in share row exclusive mode;
  if exists (select from restructuring.built_on(wanted)) then
    raise exception 'restructuring.built_on' using errcode = 'P0001',
      detail = (select jsonb_agg(to_jsonb(b))::text from restructuring.built_on(wanted) b);
  end if;

  -- The last written goes first; inserted rows are removed, changed ones set back.
  for changed in
    select c.relation, c.before is null as was_inserted, array_agg(distinct k.key) filter (where k.key is not null) as keys
      from restructuring.change c left join lateral jsonb_object_keys(c.before) k (key) on true
     where c.draft_id = wanted group by c.relation, c.before is null, case when c.before is null then null else
       (select string_agg(j.key, ',' order by j.key) from jsonb_object_keys(c.before) j (key)) end
     order by max(c.rank) desc
  loop
    if changed.was_inserted then
      execute format($f$
        delete from %s r using restructuring.change c
         where c.draft_id = $1 and c.relation = %L and c.before is null and r.%I = c.row_id $f$,
        changed.relation, changed.relation, restructuring.key_of(changed.relation)) using wanted;
    else
      select string_agg(format('%1$I = b.%1$I', key), ', ') into columns from unnest(changed.keys) key;
      execute format($f$
        update %1$s r set %2$s
          from restructuring.change c cross join lateral jsonb_populate_record(null::%1$s, c.before) b
         where c.draft_id = $1 and c.relation = %3$L and c.before ?& $2 and r.%4$I = c.row_id $f$,
        changed.relation, columns, changed.relation, restructuring.key_of(changed.relation))
        using wanted, changed.keys;
    end if;
  end loop;
  delete from restructuring.change where draft_id = wanted;
  update restructuring.draft set state = 'undone', undone_at = now(), guarded_by = scope_ids where id = wanted;
end $$;

revoke all on all functions in schema restructuring from public;
revoke all on function access.reaches_each from public;
grant execute on function access.reaches_each, restructuring.readable_own_counts, restructuring.apply,
  restructuring.undo, restructuring.built_on to xungkich_app;
