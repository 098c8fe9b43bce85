-- What a unit had begun when it ended is finished by whoever takes its place: a meeting that is planned,
-- under way, or whose minutes are open; a vote that is not counted; a paper that was sent and not read.
-- Whose it was stays written down, and what is finished stays where it was. Decision: docs/decisions/0012-reforms.md

/* Units that stand no more and all of whose heirs lie below the actor's offices of today with a permission. */
do $$
declare
  before text := pg_get_functiondef('access.inherited'::regproc);
  after text := replace(regexp_replace(before, 'FUNCTION access\.inherited\(', 'FUNCTION access.left_behind('),
                        'if not access.is_inherited(wanted) then return; end if;', '');
begin
  if after not like '%access.left_behind(%' or after like '%is_inherited%' then
    raise exception 'access.inherited is not as this migration knows it';
  end if;
  execute after;
end $$;
revoke all on function access.left_behind from public;
grant execute on function access.left_behind to xungkich_app;
create or replace function access.inherited(wanted text) returns setof uuid
  language plpgsql stable security definer rows 5 set search_path = '' as $$
begin
  if not access.is_inherited(wanted) then return; end if;
  return query select access.left_behind(wanted);
end $$;

-- Meetings ------------------------------------------------------------------------------------------------

alter table meetings.meeting add column held_by uuid references units.unit;
comment on column meetings.meeting.held_by is 'Whose meeting it was, where a reform has handed it on since';
create index on meetings.meeting (coalesce(held_by, unit_id), starts_at desc);
create index on meetings.meeting (held_by) where held_by is not null;

-- What belongs to a meeting goes where it goes.
do $$
declare one record;
begin
  for one in
    select c.conname, c.conrelid::regclass as relation from pg_constraint c
     where c.contype = 'f' and c.confrelid = 'meetings.meeting'::regclass and cardinality(c.conkey) = 2
  loop
    execute format('alter table %s drop constraint %I, add constraint %I foreign key (meeting_id, unit_id)
                    references meetings.meeting (id, unit_id) on update cascade', one.relation, one.conname, one.conname);
  end loop;
end $$;

/* What has begun remembers whose it was; handed back, it is its own again. */
create function meetings.remember_holder() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state <> 'planned' then new.held_by := coalesce(old.held_by, old.unit_id); end if;
  if new.held_by = new.unit_id then new.held_by := null; end if;
  return new;
end $$;
create trigger remember_holder before update of unit_id on meetings.meeting
  for each row when (old.unit_id is distinct from new.unit_id) execute function meetings.remember_holder();

/* As before; a meeting that was handed on is still of those who belonged to the unit that held it. */
create or replace function meetings.mine() returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := access.person_id();
  today date := platform.today();
begin
  if me is null then return; end if;
  return query
    select m.id from members.membership s
      join meetings.meeting m on m.unit_id = s.unit_id and m.kind = 'branch' and m.held_by is null
     where s.person_id = me and s.kind = 'member'
       and ((s.valid_from <= m.held_on and (s.valid_to is null or s.valid_to > m.held_on))
            or (s.valid_from <= today and (s.valid_to is null or s.valid_to > today)))
    union
    select m.id from access.role r
      join meetings.meeting m on m.unit_id = r.unit_id and m.kind = 'committee' and m.held_by is null
     where r.person_id = me and r.role_type <> 'field_volunteer'
       and ((r.valid_from <= m.held_on and (r.valid_to is null or r.valid_to > m.held_on))
            or (r.valid_from <= today and (r.valid_to is null or r.valid_to > today)))
    union
    select m.id from members.membership s
      join meetings.meeting m on m.held_by = s.unit_id and m.kind = 'branch'
     where s.person_id = me and s.kind = 'member'
       and s.valid_from <= m.held_on and (s.valid_to is null or s.valid_to > m.held_on)
    union
    select m.id from access.role r
      join meetings.meeting m on m.held_by = r.unit_id and m.kind = 'committee'
     where r.person_id = me and r.role_type <> 'field_volunteer'
       and r.valid_from <= m.held_on and (r.valid_to is null or r.valid_to > m.held_on)
    union
    select o.meeting_id from meetings.roster o where o.person_id = me;
end $$;

/* What an invitation's link tells whoever has it: no agenda, no names, no papers. */
create or replace function meetings.by_token(wanted text)
returns table (id uuid, title text, starts_at timestamptz, ends_at timestamptz, place text, mode text, state text,
               sequence int, unit_name text)
  language sql stable security definer set search_path = '' as $$
  select m.id, m.title, m.starts_at, m.ends_at, m.place, m.mode, m.state, m.sequence, v.name
    from meetings.meeting m
    left join lateral (select u.name from units.unit_version u where u.unit_id = coalesce(m.held_by, m.unit_id)
                        order by u.valid_from <= m.held_on desc, u.valid_from desc limit 1) v on true
   where m.share_token = wanted
$$;

-- Who runs the meetings of those that came after reads what was held before, and writes nothing there.
do $$
declare relation text;
begin
  foreach relation in array array['meeting', 'agenda_item', 'roster', 'event', 'paper', 'minutes_revision', 'amendment'] loop
    execute format('create policy heir_reads on meetings.%I for select
                      using (unit_id in (select access.left_behind(''meetings.run'')))', relation);
  end loop;
end $$;

-- Votes ---------------------------------------------------------------------------------------------------

alter table voting.vote add column held_by uuid references units.unit;
comment on column voting.vote.held_by is 'Whose vote it was when it was prepared, where a reform has handed it on since';

create function voting.remember_holder() returns trigger language plpgsql set search_path = '' as $$
begin
  new.held_by := coalesce(old.held_by, old.unit_id);
  if new.held_by = new.unit_id then new.held_by := null; end if;
  return new;
end $$;
create trigger remember_holder before update of unit_id on voting.vote
  for each row when (old.unit_id is distinct from new.unit_id) execute function voting.remember_holder();

/* The roll, the box and what was counted go where their vote goes; nobody's part in it changes. */
create function voting.take_along() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare relation text;
begin
  foreach relation in array array['candidate', 'elector', 'draw', 'ballot', 'choice', 'entered'] loop
    execute format('update voting.%I set unit_id = $1 where vote_id = $2', relation) using new.unit_id, new.id;
  end loop;
  return null;
end $$;
create trigger take_along after update of unit_id on voting.vote
  for each row when (old.unit_id is distinct from new.unit_id) execute function voting.take_along();
revoke all on function meetings.remember_holder, voting.remember_holder, voting.take_along from public;

-- Papers --------------------------------------------------------------------------------------------------

create policy heir_reads on documents.document for select
  using (unit_id in (select access.left_behind('documents.write')));
create policy heir_reads on documents.step for select
  using (exists (select from documents.document d where d.id = document_id
           and d.unit_id in (select access.left_behind('documents.write'))));
create policy heir_reads on documents.delivery for select
  using (from_unit_id in (select access.left_behind('documents.write'))
         or unit_id in (select access.left_behind('documents.write')));

/* Whether a paper was sent to the actor, or to a unit where they keep papers, or to one that such a unit came from. */
create or replace function documents.is_sent_to_me(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from documents.delivery v
                  where v.document_id = wanted
                    and (v.person_id = access.person_id()
                         or exists (select from access.reach r
                                     where r.unit_id = v.unit_id and r.ancestor_id in (select access.granted('documents.write'))
                                       and r.readable_from <= platform.today()
                                       and (r.readable_to is null or r.readable_to > platform.today()))))
      or exists (select from documents.delivery v
                  where v.document_id = wanted and v.unit_id in (select access.left_behind('documents.write')));
end $$;

-- The search applies the same wall by itself.
do $$
declare
  before text := pg_get_functiondef('documents.find'::regproc);
  after text := replace(before, 'mine := array(select access.reachable(''documents.write''));',
    'mine := array(select access.reachable(''documents.write'') union select access.left_behind(''documents.write''));');
begin
  if after = before then raise exception 'documents.find is not as this migration knows it'; end if;
  execute after;
end $$;

insert into restructuring.followed (relation, key, condition) values
  ('meetings.meeting', 'id',
   'r.frozen_at is null and (r.state in (''open'', ''closed'') or r.state = ''planned'' and r.held_on >= :day)'),
  ('voting.vote', 'id', 'r.state in (''draft'', ''handing_out'', ''casting'')'),
  -- Of several units that become one only one unread copy goes on, and none where the paper is there already.
  ('documents.delivery', 'id', 'r.read_at is null
     and not exists (select from documents.delivery o where o.document_id = r.document_id and o.unit_id = e.own_to)
     and not exists (select from documents.delivery o join restructuring.planned_ending p on p.unit_id = o.unit_id
                      where p.draft_id = e.draft_id and p.own_to = e.own_to and o.document_id = r.document_id
                        and o.read_at is null and o.id < r.id)');
