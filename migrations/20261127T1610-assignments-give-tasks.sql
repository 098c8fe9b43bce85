-- Work given to a person of the Union ("nhiệm vụ được giao"): out of a resolution, a paper, or by itself;
-- with an owner and a day, until it is done or called off.
create schema assignments;
grant usage on schema assignments to xungkich_app;

create table assignments.assignment (
  id uuid primary key,
  -- The unit in whose name it is given.
  unit_id uuid not null references units.unit,
  title text not null check (title = btrim(title) and length(title) between 1 and 300),
  owner_id uuid not null references members.person,
  due_on date not null,
  -- What it came out of: a meeting, a document. Its module says how it is called.
  source_kind text,
  source_id uuid,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  -- What came of it, or why it was called off.
  outcome text check (length(outcome) <= 2000),
  ended_on date,
  given_by uuid references members.person,
  given_on date not null,
  reminded_on date,
  check ((source_kind is null) = (source_id is null)),
  check ((state = 'open') = (ended_on is null))
);
create index on assignments.assignment (owner_id, due_on) where state = 'open';
create index on assignments.assignment (unit_id, due_on);
create index on assignments.assignment (source_id) where source_id is not null;
create index on assignments.assignment (due_on) where state = 'open';

alter table assignments.assignment enable row level security;
create policy giver_or_owner_reads on assignments.assignment for select
  using ((select access.reaches_all('work.assign'))
         or owner_id = (select access.person_id())
         or given_by = (select access.person_id())
         or unit_id in (select access.reachable('work.assign')));
create policy giver_gives on assignments.assignment for insert
  with check (unit_id in (select access.reachable('work.assign'))
              and given_by is not distinct from (select access.person_id()));
create policy giver_changes on assignments.assignment for update
  using (unit_id in (select access.reachable('work.assign')));
create policy owner_reports on assignments.assignment for update
  using (owner_id = (select access.person_id()))
  with check (owner_id = (select access.person_id()) and state in ('open', 'done'));
grant select, insert on assignments.assignment to xungkich_app;
grant update (title, owner_id, due_on, state, outcome, ended_on) on assignments.assignment to xungkich_app;

-- An owner says that it is done, or that it is not after all; what was asked of them is not theirs to change.
create function assignments.hold_what_was_asked() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (new.title, new.owner_id, new.due_on) is distinct from (old.title, old.owner_id, old.due_on)
     and access.person_id() is not null and not access.reaches('work.assign', old.unit_id) then
    raise insufficient_privilege using message = 'what was asked is for who may give work to change';
  end if;
  return new;
end $$;
create trigger hold_what_was_asked before update on assignments.assignment
  for each row execute function assignments.hold_what_was_asked();

-- Reminds owners the day before the day and the day after it, once each; answers how many were told.
create function assignments.remind(today date) returns int
  language sql security definer set search_path = '' as $$
  with due as (
    update assignments.assignment a set reminded_on = today
     where a.state = 'open' and (a.due_on = today + 1 or a.due_on = today - 1)
       and a.reminded_on is distinct from today
    returning a.owner_id, a.title, a.due_on),
  told as (
    insert into notices.notice (id, person_id, kind, params, href)
    select notices.new_id(), d.owner_id, case when d.due_on > today then 'assignments.due' else 'assignments.overdue' end,
           jsonb_build_object('title', d.title, 'day', to_char(d.due_on, 'DD/MM/YYYY')), '/assignments'
      from due d returning 1)
  select count(*)::int from told
$$;
revoke all on function assignments.remind(date) from public;
grant execute on function assignments.remind(date) to xungkich_app;
