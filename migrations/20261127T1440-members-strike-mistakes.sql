-- A stay that was entered by mistake is none: it leaves the memberships, and with them every figure,
-- list and standing by itself, and is kept here, where a person's history shows it and from where it
-- can be taken back. A mistaken transfer gives back the stay that it ended.
create table members.struck_membership (
  id uuid primary key,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  kind text not null check (kind in ('member', 'youth')),
  valid_from date not null,
  valid_to date,
  reason_in text not null,
  reason_out text,
  decision_no text,
  citizen_app_on date,
  -- Stays that a reform carried over are one mistake: struck, and taken back, at one moment.
  struck_at timestamptz not null default now(),
  struck_by uuid references members.person,
  -- The stay that goes on instead, where there was one.
  reopened_id uuid,
  check (valid_to is null or valid_to > valid_from)
);
create index on members.struck_membership (person_id);
create index on members.struck_membership (unit_id);
alter table members.struck_membership enable row level security;
create policy officer_or_self_reads on members.struck_membership for select
  using ((select access.reaches_all('members.read'))
         or unit_id in (select access.reachable('members.read'))
         or person_id = (select access.person_id()));
grant select on members.struck_membership to xungkich_app;

/* Where people stand whose stays were taken away: whoever has none left stays findable where they were. */
create function members.memberships_removed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  with touched as (select distinct person_id from removed_rows),
  latest as (
    select distinct on (t.person_id) t.person_id, coalesce(m.unit_id, p.unit_id) as unit_id,
           case when m.valid_from is not null and (m.valid_to is null or m.valid_to > platform.today())
                then m.kind else 'former' end as standing
      from touched t join members.person p on p.id = t.person_id
      left join members.membership m on m.person_id = t.person_id
     order by t.person_id, (m.valid_from <= platform.today()) desc nulls last, m.valid_from desc
  )
  update members.person p set unit_id = l.unit_id, standing = l.standing
    from latest l where p.id = l.person_id
     and (p.unit_id, p.standing) is distinct from (l.unit_id, l.standing);
  return null;
end $$;
create trigger person_after_delete after delete on members.membership
  referencing old table as removed_rows for each statement execute function members.memberships_removed();

/*
 * Strikes stays as mistakes. Of a stay that a reform carried over, those before it are struck too; the
 * stay that a mistaken transfer ended goes on, where its unit still stands. Needs the register of every
 * unit that it touches: returns how many people have stays beyond that, and then has done nothing.
 */
create function members.strike(wanted uuid[]) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  mine uuid[] := array(select access.reachable('members.write'));
  struck uuid[];
  reopened jsonb;
  beyond int;
begin
  with recursive mistaken as (
    select m.id, m.person_id, m.valid_from, m.reason_in from members.membership m where m.id = any (wanted)
    union
    select before.id, before.person_id, before.valid_from, before.reason_in
      from mistaken m join members.membership before
        on before.person_id = m.person_id and before.valid_to = m.valid_from and before.reason_out = 'restructured'
     where m.reason_in = 'restructured'
  ) select array_agg(id) into struck from mistaken;
  select coalesce(jsonb_object_agg(m.id, before.id), '{}') into reopened
    from members.membership m join members.membership before
      on before.person_id = m.person_id and before.valid_to = m.valid_from and before.reason_out = 'transferred'
   where m.id = any (struck) and m.reason_in = 'transferred'
     and exists (select from units.unit_version v where v.unit_id = before.unit_id and v.valid_to is null);

  select count(distinct m.person_id) into beyond from members.membership m
   where (m.id = any (struck) or m.id in (select r.value::uuid from jsonb_each_text(reopened) r))
     and m.unit_id <> all (mine);
  if beyond > 0 then return beyond; end if;

  insert into members.struck_membership (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, reason_out,
                                         decision_no, citizen_app_on, struck_by, reopened_id)
  select m.id, m.person_id, m.unit_id, m.kind, m.valid_from, m.valid_to, m.reason_in, m.reason_out,
         m.decision_no, m.citizen_app_on, access.person_id(), (reopened ->> m.id::text)::uuid
    from members.membership m where m.id = any (struck);
  delete from members.membership where id = any (struck);
  update members.membership set valid_to = null, reason_out = null
   where id in (select r.value::uuid from jsonb_each_text(reopened) r);
  return 0;
end $$;

/* Takes back the last striking of a person's stays; the exclusion of two stays at once has the last word. */
create function members.restore_struck(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  mine uuid[] := array(select access.reachable('members.write'));
  restored uuid[] := array(
    select s.id from members.struck_membership s
     where s.person_id = wanted and s.reopened_id is null
       and s.struck_at = (select max(l.struck_at) from members.struck_membership l
                           where l.person_id = wanted and l.reopened_id is null));
begin
  if exists (select from members.struck_membership s where s.id = any (restored) and s.unit_id <> all (mine)) then
    raise insufficient_privilege;
  end if;
  insert into members.membership (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, reason_out,
                                  decision_no, citizen_app_on)
  select id, person_id, unit_id, kind, valid_from, valid_to, reason_in, reason_out, decision_no, citizen_app_on
    from members.struck_membership where id = any (restored);
  delete from members.struck_membership where id = any (restored);
end $$;

-- What was ended as a mistake until now is struck.
with mistaken as (
  delete from members.membership where reason_out = 'mistake' returning *
)
insert into members.struck_membership (id, person_id, unit_id, kind, valid_from, reason_in, decision_no, citizen_app_on)
select id, person_id, unit_id, kind, valid_from, reason_in, decision_no, citizen_app_on from mistaken;

-- Nobody belongs to a unit before it stood.
drop policy officer_adds on members.membership;
create policy officer_adds on members.membership for insert
  with check (unit_id in (select access.reachable('members.write'))
              and valid_from >= (select min(v.valid_from) from units.unit_version v
                                  where v.unit_id = membership.unit_id));

/* Which of a person's numbers somebody has already, seen or not: asked before a person is entered. */
create function members.numbers_taken(asked_citizen_id text, asked_phone text) returns setof text
  language sql stable security definer set search_path = '' as $$
  select 'citizenId' where exists (select from members.person p where p.citizen_id = asked_citizen_id)
     and exists (select from access.granted('members.write'))
  union all
  select 'phone' where exists (select from members.person p where p.phone = asked_phone)
     and exists (select from access.granted('members.write'))
$$;
revoke all on function members.strike, members.restore_struck, members.numbers_taken from public;
grant execute on function members.strike, members.restore_struck, members.numbers_taken to xungkich_app;
