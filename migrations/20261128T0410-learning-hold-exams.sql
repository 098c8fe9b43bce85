-- Exams are drawn and marked in the database: what is right never leaves it but to those who write courses.

/* The seed of one person's paper; the same paper comes out of it whenever it is asked for. */
create function learning.seed_of(person uuid, version uuid, number int) returns bytea
  language sql stable security definer set search_path = '' as $$
  select sha256(s.secret || convert_to(person::text || version::text || number::text, 'utf8')) from learning.draw_secret s
$$;

/* The questions of a paper, in its order; `shown` holds for each place the option of the bank that stands there, from 0. */
create function learning.drawn(person uuid, version uuid, number int)
  returns table (place int, question jsonb, shown int[])
  language sql stable security definer set search_path = '' as $$
  with seed as materialized (select learning.seed_of(person, version, number) as s),
  chosen as (
    select q.question, row_number() over (order by sha256(seed.s || convert_to(q.question ->> 'key', 'utf8')))::int as place
      from seed, learning.bank b, jsonb_array_elements(b.questions) q (question)
     where b.version_id = version
     order by 2 limit (select coalesce((v.content -> 'exam' ->> 'questions')::int, 10) from learning.version v where v.id = version)
  )
  select c.place, c.question,
         (select array_agg(o.n::int - 1 order by sha256(seed.s || convert_to(c.question ->> 'key' || ':' || o.n, 'utf8')))
            from jsonb_array_elements(c.question -> 'options') with ordinality o (text, n))
    from chosen c, seed order by c.place
$$;

/* Whether a person may sit a version's exam, and as which attempt: `{"number": 2}`, or `{"refused": "…", "on": day}`. */
create function learning.may_sit(person uuid, version uuid, on_day date) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v record;
  rule jsonb;
  lately int;
  first_on date;
begin
  select x.course_id, x.state, x.content into v from learning.version x where x.id = version;
  if v is null or v.state not in ('published', 'superseded') then return jsonb_build_object('refused', 'learning.not_published'); end if;
  if person is null or not exists (select from members.person p where p.id = person and p.unit_id is not null) then
    return jsonb_build_object('refused', 'learning.no_unit');
  end if;
  if not exists (select from learning.bank b where b.version_id = version and jsonb_array_length(b.questions) > 0) then
    return jsonb_build_object('refused', 'learning.no_exam');
  end if;
  rule := v.content -> 'exam';
  if exists (select from learning.attempt a left join learning.certificate c on c.attempt_id = a.id
              where a.person_id = person and a.course_id = v.course_id and a.passed
                and (c.id is null or (c.revoked_on is null and (c.valid_until is null or c.valid_until > on_day + 60)))) then
    return jsonb_build_object('refused', 'learning.passed_already');
  end if;
  select count(*), min((a.received_at at time zone 'Asia/Ho_Chi_Minh')::date) into lately, first_on
    from learning.attempt a
   where a.person_id = person and a.course_id = v.course_id
     and (a.received_at at time zone 'Asia/Ho_Chi_Minh')::date > on_day - coalesce((rule ->> 'days')::int, 1);
  if lately >= coalesce((rule ->> 'attempts')::int, 3) then
    return jsonb_build_object('refused', 'learning.too_many_attempts', 'on', first_on + coalesce((rule ->> 'days')::int, 1));
  end if;
  return jsonb_build_object('number', (select coalesce(max(a.number), 0) + 1 from learning.attempt a
    where a.person_id = person and a.version_id = version));
end $$;

/*
 * The paper of whoever asks: questions and options as they are to be shown, without any sign of what is
 * right. What may not be sat now says why instead.
 */
create function learning.exam_paper(version uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  allowed jsonb := learning.may_sit(access.person_id(), version, platform.today());
begin
  if allowed ? 'refused' then return allowed; end if;
  return allowed || jsonb_build_object('versionId', version, 'questions', coalesce((
    select jsonb_agg(jsonb_build_object('key', d.question ->> 'key', 'kind', d.question ->> 'kind', 'text', d.question ->> 'text',
             'lesson', d.question -> 'lesson',
             'options', (select jsonb_agg(d.question -> 'options' -> x.i order by x.at) from unnest(d.shown) with ordinality x (i, at)))
             order by d.place)
      from learning.drawn(access.person_id(), version, (allowed ->> 'number')::int) d), '[]'));
end $$;

/* Whether the places that somebody chose are right. `given`: places from 0; for an order, in their order. */
create function learning.is_right(question jsonb, shown int[], given jsonb) returns boolean
  language plpgsql immutable set search_path = '' as $$
declare
  places int[];
  chosen int[];
begin
  if jsonb_typeof(given) is distinct from 'array' or jsonb_array_length(given) > 20 then return false; end if;
  if exists (select from jsonb_array_elements_text(given) g where g !~ '^\d{1,2}$') then return false; end if;
  select array_agg(g::int order by at) into places from jsonb_array_elements_text(given) with ordinality x (g, at);
  select array_agg(shown[p + 1] order by at) into chosen from unnest(places) with ordinality x (p, at);
  if chosen is null or array_position(chosen, null) is not null then return false; end if;
  if question ->> 'kind' = 'order' then
    return chosen = array(select generate_series(0, jsonb_array_length(question -> 'options') - 1));
  end if;
  return array(select distinct c from unnest(chosen) c order by c)
       = array(select r::int from jsonb_array_elements_text(question -> 'right') r order by r::int);
end $$;

/*
 * Marks what somebody answered to their own paper, and keeps it. Answers: `{"accepted": …}` with score, or
 * `{"refused": code}`; the same id again answers the same.
 */
create function learning.sit_exam(attempt uuid, version uuid, given_number int, given jsonb, taken timestamptz, received timestamptz)
  returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := access.person_id();
  old record;
  allowed jsonb;
  v record;
  marked jsonb;
  right_ones int;
  asked int;
begin
  if me is null then return jsonb_build_object('refused', 'forbidden'); end if;
  perform pg_advisory_xact_lock(hashtextextended('learning.sit_exam' || me::text, 0));
  select * into old from learning.attempt a where a.id = attempt;
  if old.id is not null then
    if old.person_id <> me then return jsonb_build_object('refused', 'forbidden'); end if;
    return jsonb_build_object('known', true, 'score', old.score, 'total', old.total, 'passed', old.passed, 'courseId', old.course_id, 'unitId', old.unit_id);
  end if;
  allowed := learning.may_sit(me, version, platform.today());
  if allowed ? 'refused' then return allowed; end if;
  if (allowed ->> 'number')::int <> given_number then return jsonb_build_object('refused', 'learning.attempt_taken'); end if;
  select x.course_id, x.content into v from learning.version x where x.id = version;
  select jsonb_object_agg(d.question ->> 'key', learning.is_right(d.question, d.shown, given -> (d.question ->> 'key'))),
         count(*) filter (where learning.is_right(d.question, d.shown, given -> (d.question ->> 'key'))), count(*)
    into marked, right_ones, asked
    from learning.drawn(me, version, given_number) d;
  insert into learning.attempt (id, person_id, unit_id, course_id, version_id, number, answers, marks, score, total, passed, taken_at, received_at)
  values (attempt, me, learning.my_unit(), v.course_id, version, given_number, given, marked, right_ones, asked,
          right_ones * 100 >= asked * coalesce((v.content -> 'exam' ->> 'passPercent')::int, 80), least(taken, received), received);
  return (select jsonb_build_object('score', a.score, 'total', a.total, 'passed', a.passed, 'courseId', a.course_id, 'unitId', a.unit_id)
            from learning.attempt a where a.id = attempt);
end $$;

/*
 * A certificate where everything is done: the exam passed, and the task accepted where there is one. Asks
 * nobody: what is not complete gives nothing. Returns its id, or nothing.
 */
create function learning.issue_if_complete(person uuid, course uuid, new_id uuid, new_code text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  a record;
  months int;
begin
  select x.*, v.content, v.title into a from learning.attempt x join learning.version v on v.id = x.version_id
   where x.person_id = person and x.course_id = course and x.passed
     and not exists (select from learning.certificate c where c.attempt_id = x.id)
   order by x.received_at desc limit 1;
  if a.id is null then return null; end if;
  if jsonb_typeof(a.content -> 'task') = 'object' and not exists (
       select from learning.submission s where s.person_id = person and s.course_id = course and s.state = 'accepted') then
    return null;
  end if;
  months := (a.content -> 'certificate' ->> 'validMonths')::int;
  insert into learning.certificate (id, code, person_id, unit_id, course_id, version_id, attempt_id, holder_name, course_title, issued_on, valid_until)
  select new_id, new_code, person, p.unit_id, course, a.version_id, a.id, p.full_name, a.title, platform.today(),
         (platform.today() + make_interval(months => months))::date
    from members.person p where p.id = person and p.unit_id is not null;
  return case when found then new_id end;
end $$;

/* What a stranger with a code may know of a certificate: what stands on it, and whether it still holds. */
create function learning.certificate_by_code(wanted text)
  returns table (id uuid, code text, holder_name text, course_title text, slug text, unit_name text, issued_on date, valid_until date,
                 revoked_on date, summary text)
  language sql stable security definer set search_path = '' as $$
  select c.id, c.code, c.holder_name, c.course_title, k.slug,
         (select u.name from units.unit_version u where u.unit_id = k.unit_id and u.valid_from <= c.issued_on
           order by u.valid_from desc limit 1), c.issued_on, c.valid_until, c.revoked_on, v.summary
    from learning.certificate c join learning.course k on k.id = c.course_id join learning.version v on v.id = c.version_id
   where c.code = wanted
$$;

/* Writes a public key down. The process that calls it holds the secret under which everything is signed anyway. */
create function learning.remember_badge_key(key_id text, key bytea) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into learning.badge_key (id, public_key) values (key_id, key) on conflict do nothing
$$;

revoke all on function learning.seed_of, learning.drawn, learning.may_sit, learning.exam_paper, learning.is_right, learning.sit_exam,
  learning.issue_if_complete, learning.certificate_by_code, learning.remember_badge_key from public;
grant execute on function learning.exam_paper, learning.sit_exam, learning.issue_if_complete, learning.certificate_by_code,
  learning.remember_badge_key to xungkich_app;
