/* The certificates that end on a day and have no successor; asked by the clock. */
create function learning.ending_on(day date) returns table (person_id uuid, course_id uuid, title text, valid_until date)
  language sql stable security definer set search_path = '' as $$
  select c.person_id, c.course_id, c.course_title, c.valid_until from learning.certificate c
   where c.valid_until = day and c.revoked_on is null and access.person_id() is null
     and not exists (select from learning.certificate n where n.person_id = c.person_id and n.course_id = c.course_id
                        and n.revoked_on is null and (n.valid_until is null or n.valid_until > day))
$$;
create index on learning.certificate (valid_until) where revoked_on is null;
revoke all on function learning.ending_on(date) from public;
grant execute on function learning.ending_on(date) to xungkich_app;
