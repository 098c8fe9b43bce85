-- Who had left a venture, or drafted it and left, went on reading its capital, support, mentors' notes and
-- applications. They read it until the day on which they leave; that they stood behind it (ventures.mine) still keeps
-- them from scoring it.

/* The ventures behind which the actor stands today. */
create function ventures.mine_today() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select p.venture_id from ventures.principal p
    where p.person_id = access.person_id() and (p.left_on is null or p.left_on > platform.today());
end $$;

/* The ventures that the actor has left. */
create function ventures.left_by_me() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select p.venture_id from ventures.principal p
    where p.person_id = access.person_id() and p.left_on <= platform.today();
end $$;
revoke all on function ventures.mine_today, ventures.left_by_me from public;
grant execute on function ventures.mine_today, ventures.left_by_me to xungkich_app;

create or replace function ventures.reads(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return wanted in (select ventures.mine_today()) or wanted in (select ventures.mentored())
      or exists (select from ventures.venture v where v.id = wanted
                    and (v.created_by = access.person_id() and v.id not in (select ventures.left_by_me())
                         or access.reaches(case v.state when 'draft' then 'ventures.write' else 'ventures.read' end, v.unit_id)));
end $$;

/* What a decided application came to on average, for those behind it: of their own alone, and of no single scorer. */
create or replace function ventures.own_result(wanted uuid) returns numeric
  language sql stable security definer set search_path = '' as $$
  select round(avg(s.total), 1) from ventures.application a join ventures.score s on s.application_id = a.id
   where a.id = wanted and a.state in ('granted', 'declined') and a.venture_id in (select ventures.mine_today())
$$;

alter policy people_behind_read on ventures.venture
  using (id in (select ventures.mine_today())
    or created_by = (select access.person_id()) and id not in (select ventures.left_by_me()));
alter policy applicant_reads on ventures.application
  using (venture_id in (select ventures.mine_today())
    or written_by = (select access.person_id()) and venture_id not in (select ventures.left_by_me()));
