-- How far the people of a path have come, for those who answer for them.

/* For whom a path is, below a unit, and how many of its courses each has a certificate of that holds. */
create function learning.path_people(path uuid, below uuid)
  returns table (person_id uuid, unit_id uuid, done int, begun boolean)
  language sql stable security definer set search_path = '' as $$
  with p as materialized (select x.id, x.unit_id, x.audience, x.opened_on from learning.path x where x.id = path),
  -- Never outside the unit that opened the path.
  within as materialized (
    select r.unit_id from access.reach r, p
     where r.ancestor_id = below and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
       and exists (select from access.reach o where o.unit_id = r.unit_id and o.ancestor_id = p.unit_id
                      and o.valid_from <= platform.today() and (o.valid_to is null or o.valid_to > platform.today()))
  ), people as materialized (
    select m.person_id, m.unit_id from members.membership m, p
     where p.audience = 'members' and m.kind = 'member' and m.unit_id in (select w.unit_id from within w)
       and m.valid_from <= platform.today() and (m.valid_to is null or m.valid_to > platform.today())
    union
    select r.person_id, min(r.unit_id::text)::uuid from access.role r, p
     where r.unit_id in (select w.unit_id from within w)
       and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
       and case p.audience when 'officers' then r.role_type <> 'field_volunteer'
                           when 'digital_team' then r.role_type in ('branch_secretary', 'branch_deputy', 'field_volunteer') end
     group by r.person_id
  ), certified as (
    select c.person_id, count(distinct c.course_id)::int as done from learning.certificate c
     where c.course_id in (select k.course_id from learning.path_course k where k.path_id = path)
       and c.revoked_on is null and (c.valid_until is null or c.valid_until > platform.today())
     group by c.person_id
  ), started as (
    select a.person_id from learning.attempt a where a.course_id in (select k.course_id from learning.path_course k where k.path_id = path)
    union
    select l.person_id from learning.lesson_done l where l.course_id in (select k.course_id from learning.path_course k where k.path_id = path)
  )
  select w.person_id, w.unit_id, coalesce(c.done, 0), c.done is not null or s.person_id is not null
    from people w left join certified c on c.person_id = w.person_id left join started s on s.person_id = w.person_id
$$;

/* A line a unit right below one, and one for those who belong to the unit itself. */
create function learning.progress(path uuid, below uuid)
  returns table (unit_id uuid, name text, has_below boolean, expected int, begun int, done int)
  language sql stable security definer set search_path = '' as $$
  with course as (select count(*)::int as courses from learning.path_course k where k.path_id = path),
  people as materialized (
    select * from learning.path_people(path, below) where access.reaches('learning.read', below)
  ), child as (
    select v.unit_id, v.name from units.unit_version v
     where (v.parent_id = below or v.unit_id = below)
       and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
  )
  select c.unit_id, c.name,
         c.unit_id <> below and exists (select from units.unit_version b where b.parent_id = c.unit_id
           and b.valid_from <= platform.today() and (b.valid_to is null or b.valid_to > platform.today())),
         count(*)::int, count(*) filter (where p.begun)::int, count(*) filter (where p.done >= course.courses)::int
    from course, child c
    join access.reach r on r.ancestor_id = c.unit_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
     and (c.unit_id <> below or r.depth = 0)
    join people p on p.unit_id = r.unit_id
   group by c.unit_id, c.name order by c.unit_id = below, c.name collate "vi-x-icu"
$$;

/* Who is not through yet, those who have not begun first. `all_of_them` counts beyond the page. */
create function learning.missing(path uuid, below uuid, at_most int, skipped int)
  returns table (person_id uuid, name text, unit_name text, done int, begun boolean, all_of_them int)
  language sql stable security definer set search_path = '' as $$
  select p.person_id, m.full_name, u.name, p.done, p.begun, count(*) over ()::int
    from learning.path_people(path, below) p
    join members.person m on m.id = p.person_id
    left join units.unit_version u on u.unit_id = p.unit_id and u.valid_from <= platform.today() and (u.valid_to is null or u.valid_to > platform.today())
   where access.reaches('learning.read', below) and p.done < (select count(*) from learning.path_course k where k.path_id = path)
   order by p.begun, p.done, u.name collate "vi-x-icu", m.full_name collate "vi-x-icu", p.person_id
   limit at_most offset skipped
$$;

/* The open paths that are meant for whoever asks. */
create function learning.my_paths() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select p.id from learning.path p
   where p.closed_on is null and exists (
     select from access.reach r
      where r.ancestor_id = p.unit_id and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
        and case p.audience
              when 'members' then exists (select from members.membership m where m.person_id = access.person_id() and m.unit_id = r.unit_id
                and m.kind = 'member' and m.valid_from <= platform.today() and (m.valid_to is null or m.valid_to > platform.today()))
              else exists (select from access.role o where o.person_id = access.person_id() and o.unit_id = r.unit_id
                and o.valid_from <= platform.today() and (o.valid_to is null or o.valid_to > platform.today())
                and case p.audience when 'officers' then o.role_type <> 'field_volunteer'
                                    else o.role_type in ('branch_secretary', 'branch_deputy', 'field_volunteer') end)
            end)
$$;

revoke all on function learning.path_people, learning.progress, learning.missing, learning.my_paths from public;
grant execute on function learning.progress, learning.missing, learning.my_paths to xungkich_app;
