-- A picture could not be taken off a draft: one function stood for two tables, and only one has questions.
create function learning.is_frozen(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from learning.version v where v.id = wanted and v.published_on is not null)
$$;
create or replace function learning.keep_bank() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.questions is distinct from old.questions and learning.is_frozen(old.version_id) then
    raise exception 'A published version does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
drop trigger keeps_what_was_published on learning.bank;
create trigger keeps_what_was_published before update on learning.bank
  for each row execute function learning.keep_bank();

drop trigger keeps_what_was_published on learning.media;
create function learning.keep_media() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if learning.is_frozen(old.version_id) then
    raise exception 'A published version does not change' using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger keeps_what_was_published before delete on learning.media
  for each row execute function learning.keep_media();

/* The lessons whose questions whoever asks answered wrongly the last time: what to read again, not what is right. */
create function learning.to_repeat(course uuid) returns setof text
  language sql stable security definer set search_path = '' as $$
  select distinct q.question ->> 'lesson'
    from (select a.* from learning.attempt a where a.person_id = access.person_id() and a.course_id = course
           order by a.received_at desc limit 1) last
    join learning.bank b on b.version_id = last.version_id
    cross join jsonb_array_elements(b.questions) q (question)
   where not last.passed and last.marks ->> (q.question ->> 'key') = 'false' and q.question ->> 'lesson' is not null
$$;

revoke all on function learning.is_frozen, learning.keep_media, learning.to_repeat from public;
grant execute on function learning.to_repeat to xungkich_app;
