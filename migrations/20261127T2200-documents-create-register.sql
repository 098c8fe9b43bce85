-- The register of papers: outgoing ones with the Union's own numbers, incoming ones in a book of their
-- own, who was sent what and has read it, links for outside, and experiences that branches share.
create schema documents;
grant usage on schema documents to xungkich_app;

/* Types of paper with their letters in the number; dated, since regulations change. Empty: none (công văn of the State). */
create table documents.type (
  code text not null check (code ~ '^[a-z_]{1,40}$'),
  name text not null,
  letters text not null,
  -- In the State's form.
  state_letters text not null,
  rank int not null,
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from)
);
insert into documents.type (code, name, letters, state_letters, rank, valid_from) values
  ('resolution', 'Nghị quyết', 'NQ', 'NQ', 10, '1900-01-01'),
  ('decision', 'Quyết định', 'QĐ', 'QĐ', 20, '1900-01-01'),
  ('plan', 'Kế hoạch', 'KH', 'KH', 30, '1900-01-01'),
  ('letter', 'Công văn', 'CV', '', 40, '1900-01-01'),
  ('report', 'Báo cáo', 'BC', 'BC', 50, '1900-01-01'),
  ('guidance', 'Hướng dẫn', 'HD', 'HD', 60, '1900-01-01'),
  ('announcement', 'Thông báo', 'TB', 'TB', 70, '1900-01-01'),
  ('proposal', 'Tờ trình', 'TTr', 'TTr', 80, '1900-01-01'),
  ('programme', 'Chương trình', 'CTr', 'CTr', 90, '1900-01-01'),
  ('directive', 'Chỉ thị', 'CT', 'CT', 100, '1900-01-01'),
  ('conclusion', 'Kết luận', 'KL', 'KL', 110, '1900-01-01'),
  ('regulation', 'Quy định', 'QĐi', 'QĐi', 120, '1900-01-01'),
  ('rules', 'Quy chế', 'QC', 'QC', 130, '1900-01-01'),
  ('scheme', 'Đề án', 'ĐA', 'ĐA', 140, '1900-01-01'),
  ('minutes', 'Biên bản', 'BB', 'BB', 150, '1900-01-01'),
  ('invitation', 'Giấy mời', 'GM', 'GM', 160, '1900-01-01'),
  ('introduction', 'Giấy giới thiệu', 'GGT', 'GGT', 170, '1900-01-01');

/* How a unit writes itself in numbers and heads. */
create table documents.office (
  unit_id uuid primary key references units.unit,
  abbreviation text not null check (abbreviation ~ '^\S{1,20}$'),
  department text check (department ~ '^\S{1,20}$'),
  -- Where papers are signed, and the body above in the head.
  place text not null check (place = btrim(place) and length(place) between 1 and 80),
  upper_body text check (length(upper_body) <= 120),
  signer_title text not null default 'BÍ THƯ' check (length(signer_title) between 1 and 80)
);

/* A unit's terms of office (nhiệm kỳ): the Union's numbers begin anew with each. */
create table documents.term (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  name text not null check (name = btrim(name) and length(name) between 1 and 40),
  starts_on date not null,
  ends_on date,
  check (ends_on is null or ends_on > starts_on),
  exclude using gist (unit_id with =, daterange(starts_on, ends_on) with &&)
);

/* One run of numbers. Its row is locked by whoever takes the next one, until they commit or give it back. */
create table documents.series (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references units.unit,
  form text not null check (form in ('union', 'state', 'incoming')),
  type text not null,
  -- The term's id, or the year.
  period text not null,
  period_name text not null,
  -- What was used on paper before this register began.
  begun_after int not null default 0 check (begun_after between 0 and 99999),
  last int not null default 0 check (last >= begun_after),
  unique (unit_id, form, type, period)
);

create table documents.document (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  direction text not null check (direction in ('out', 'in')),
  form text not null default 'union' check (form in ('union', 'state')),
  type text not null,
  subject text not null check (subject = btrim(subject) and length(subject) between 1 and 500),
  body text not null default '' check (length(body) <= 200000),
  recipients text not null default '' check (length(recipients) <= 4000),
  secrecy text not null default 'none' check (secrecy in ('none', 'confidential')),
  urgency text not null default 'none' check (urgency in ('none', 'urgent', 'express')),
  authority text not null default 'own' check (authority in ('own', 'on_behalf', 'by_order')),
  signer_id uuid references members.person,
  signer_name text not null default '' check (length(signer_name) <= 120),
  signer_title text not null default '' check (length(signer_title) <= 160),
  state text not null default 'draft' check (state in
    ('draft', 'review', 'approved', 'signing', 'issued', 'registered', 'archived', 'withdrawn')),
  -- Number and symbol, once issued: never given back.
  series_id uuid references documents.series,
  number int check (number > 0),
  symbol text,
  issued_on date,
  -- The paper as it went out: a PDF and a docx among the kept files.
  pdf_sha256 text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_size int,
  docx_sha256 text check (docx_sha256 ~ '^[0-9a-f]{64}$'),
  signature_request_id uuid,
  withdrawn_reason text check (length(withdrawn_reason) <= 1000),
  -- Incoming: whose it is and what they call it.
  sender text check (length(sender) <= 200),
  sender_symbol text check (length(sender_symbol) <= 80),
  sent_on date,
  received_on date,
  due_on date,
  -- The experience it was begun from.
  origin_id uuid,
  reminded_at timestamptz,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  filed_on date generated always as (coalesce(issued_on, received_on)) stored,
  search tsvector not null default '',
  unique (series_id, number),
  check ((number is null) = (series_id is null)),
  check ((number is null) = (symbol is null)),
  check (direction = 'in' or state not in ('issued', 'signing') or number is not null),
  check (direction = 'out' or (received_on is not null and sender is not null)),
  check ((state = 'withdrawn') = (withdrawn_reason is not null))
);
create index on documents.document (unit_id, direction, state, id desc);
create index on documents.document (signature_request_id) where signature_request_id is not null;
create index on documents.document using gin (search);
create index on documents.document (filed_on desc nulls last, id desc);

/* What became of a paper, and what was said about it. */
create table documents.step (
  id uuid primary key,
  document_id uuid not null references documents.document on delete cascade,
  kind text not null check (kind in ('drafted', 'submitted', 'commented', 'sent_back', 'approved', 'signing',
    'signed', 'declined', 'issued', 'distributed', 'reminded', 'archived', 'withdrawn', 'registered')),
  note text check (length(note) <= 4000),
  by_person uuid references members.person,
  by_name text,
  at timestamptz not null
);
create index on documents.step (document_id, id);

create table documents.file (
  id uuid primary key,
  document_id uuid not null references documents.document on delete cascade,
  -- attachment: goes along. scan: the signed paper itself.
  role text not null check (role in ('attachment', 'scan')),
  name text not null check (length(name) between 1 and 200),
  kind text not null,
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null,
  -- What it says, found in the background.
  text_state text not null default 'waiting' check (text_state in ('waiting', 'found', 'none', 'failed')),
  content text check (length(content) <= 400000),
  added_by uuid references members.person,
  added_at timestamptz not null default now()
);
create index on documents.file (document_id);

/* To whom an issued paper was sent, and whether they have it. */
create table documents.delivery (
  id uuid primary key default notices.new_id(),
  document_id uuid not null references documents.document,
  -- The issuing unit, so that a list of one's own needs no look at the paper.
  from_unit_id uuid not null references units.unit,
  unit_id uuid references units.unit,
  person_id uuid references members.person,
  sent_at timestamptz not null,
  sent_by uuid references members.person,
  received_at timestamptz,
  received_by uuid references members.person,
  read_at timestamptz,
  read_by uuid references members.person,
  check ((unit_id is null) <> (person_id is null)),
  check ((received_at is null) = (received_by is null)),
  check ((read_at is null) = (read_by is null))
);
create unique index delivered_once_to_unit on documents.delivery (document_id, unit_id) where unit_id is not null;
create unique index delivered_once_to_person on documents.delivery (document_id, person_id) where person_id is not null;
create index on documents.delivery (unit_id, sent_at desc, id desc) where unit_id is not null;
create index on documents.delivery (person_id, sent_at desc, id desc) where person_id is not null;

/* A link for outside, until a day. The token itself is kept only sealed; its SHA-256 finds it. */
create table documents.link (
  id uuid primary key,
  document_id uuid not null references documents.document,
  token_hash bytea not null unique,
  token_sealed bytea not null,
  ends_on date not null,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  openings int not null default 0,
  last_opened_at timestamptz
);
create index on documents.link (document_id);

create table documents.experience (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  title text not null check (title = btrim(title) and length(title) between 1 and 200),
  problem text not null check (length(problem) between 1 and 8000),
  done text not null check (length(done) between 1 and 16000),
  result text not null check (length(result) between 1 and 8000),
  materials text not null default '' check (length(materials) <= 8000),
  tags text[] not null default '{}' check (cardinality(tags) <= 8),
  shared_by uuid references members.person,
  shared_by_name text not null default '',
  shared_on date not null,
  useful int not null default 0,
  copied int not null default 0,
  search_text text not null default ''
);
create index on documents.experience using gin (search_text gin_trgm_ops);
create index on documents.experience (useful desc, id desc);
create table documents.useful (
  experience_id uuid not null references documents.experience,
  person_id uuid not null references members.person,
  marked_on date not null,
  primary key (experience_id, person_id)
);

/* Words without diacritics and signs: for what is looked for and what is found. */
create function documents.words(written text) returns text
  language sql immutable parallel safe set search_path = '' as $$
  select btrim(regexp_replace(platform.searchable(coalesce(written, '')), '[^[:alnum:]]+', ' ', 'g'))
$$;
/* All words typed, the last one perhaps not to its end. */
create function documents.query_of(typed text) returns tsquery
  language sql immutable parallel safe set search_path = '' as $$
  select case when documents.words(typed) = '' then null
         else to_tsquery('simple', replace(documents.words(typed), ' ', ' & ') || ':*') end
$$;

create function documents.describe() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.search :=
    setweight(to_tsvector('simple', documents.words(concat_ws(' ', new.symbol, new.sender_symbol, new.sender, new.subject))), 'A')
    || setweight(to_tsvector('simple', documents.words(new.body)), 'B')
    || setweight(to_tsvector('simple', documents.words(
         (select left(string_agg(f.content, ' '), 400000) from documents.file f where f.document_id = new.id))), 'C');
  return new;
end $$;
create trigger describe_new before insert on documents.document for each row execute function documents.describe();
create trigger describe_changed before update of symbol, sender_symbol, sender, subject, body, search on documents.document
  for each row execute function documents.describe();

create function documents.describe_experience() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.search_text := documents.words(concat_ws(' ', new.title, array_to_string(new.tags, ' '), new.problem, new.done, new.result));
  return new;
end $$;
create trigger describe before insert or update of title, tags, problem, done, result on documents.experience
  for each row execute function documents.describe_experience();

/*
 * Gives a paper the next number of its series, in the transaction that issues it: the series' row stays
 * locked until then, so that no two get one number and what is rolled back leaves no gap. A paper that has
 * a number keeps it. `pattern` holds {n} where the number stands.
 */
create function documents.take_number(wanted uuid, in_period text, in_period_name text, pattern text, on_day date)
  returns table (number int, symbol text)
  language plpgsql security definer set search_path = '' as $$
declare
  paper documents.document;
  run uuid;
  next int;
begin
  select * into paper from documents.document d where d.id = wanted for update;
  if paper.id is null or not access.reaches(
       case paper.direction when 'in' then 'documents.write' else 'documents.issue' end, paper.unit_id) then
    raise insufficient_privilege using message = 'no number for this paper';
  end if;
  if paper.number is null then
    if paper.direction = 'out' and paper.state <> 'approved' then
      raise check_violation using message = 'only an approved paper gets a number';
    end if;
    insert into documents.series as s (unit_id, form, type, period, period_name, last)
    values (paper.unit_id, case paper.direction when 'in' then 'incoming' else paper.form end,
            case paper.direction when 'in' then 'any' else paper.type end, in_period, in_period_name, 1)
    on conflict (unit_id, form, type, period) do update set last = s.last + 1
    returning s.id, s.last into run, next;
    update documents.document d
       set series_id = run, number = next, issued_on = case d.direction when 'out' then on_day end,
           symbol = replace(pattern, '{n}', case when next < 10 then '0' || next else next::text end)
     where d.id = wanted;
  elsif paper.direction = 'out' and paper.state = 'approved' then
    -- It was to be signed before and came back: the same number, of the new day.
    update documents.document d set issued_on = on_day where d.id = wanted;
  end if;
  return query select d.number, d.symbol from documents.document d where d.id = wanted;
end $$;

/* Numbers that were used on paper before: the series goes on after them. Only before its first number here. */
create function documents.begin_series(at_unit uuid, of_form text, of_type text, in_period text, in_period_name text, after int)
  returns boolean language plpgsql security definer set search_path = '' as $$
declare done uuid;
begin
  if not access.reaches(case of_form when 'incoming' then 'documents.write' else 'documents.issue' end, at_unit) then
    raise insufficient_privilege using message = 'not this unit''s series';
  end if;
  insert into documents.series as s (unit_id, form, type, period, period_name, begun_after, last)
  values (at_unit, of_form, of_type, in_period, in_period_name, after, after)
  on conflict (unit_id, form, type, period) do update set begun_after = after, last = after
    where s.last = s.begun_after
  returning s.id into done;
  return done is not null;
end $$;

/* The term of a unit on a day: its own, else that of the nearest unit above which has one. */
create function documents.term_of(at_unit uuid, on_day date) returns table (id uuid, name text)
  language sql stable security definer set search_path = '' as $$
  select t.id, t.name from access.reach r join documents.term t on t.unit_id = r.ancestor_id
   where r.unit_id = at_unit and r.readable_from <= on_day and (r.readable_to is null or r.readable_to > on_day)
     and t.starts_on <= on_day and (t.ends_on is null or t.ends_on > on_day) and access.is_signed_in()
   order by r.depth limit 1
$$;

/* Whether a paper was sent to the actor, or to a unit where they keep papers. */
create function documents.is_sent_to_me(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from documents.delivery v
                  where v.document_id = wanted
                    and (v.person_id = access.person_id()
                         or exists (select from access.reach r
                                     where r.unit_id = v.unit_id and r.ancestor_id in (select access.granted('documents.write'))
                                       and r.readable_from <= platform.today()
                                       and (r.readable_to is null or r.readable_to > platform.today()))));
end $$;

/* What stands around a word in a paper's text, else in one of its files; null where it is in its head only. */
create function documents.around(wanted uuid, body text, word text) returns text
  language plpgsql stable set search_path = '' as $$
declare
  said text := body;
  place int := position(word in platform.searchable(body));
begin
  if place = 0 then
    select f.content into said from documents.file f
     where f.document_id = wanted and f.content is not null and position(word in platform.searchable(f.content)) > 0
     order by f.id limit 1;
    if said is null then return null; end if;
    place := position(word in platform.searchable(said));
  end if;
  return case when place > 1 then '…' else '' end || substring(said from greatest(1, place - 80) for 240);
end $$;
revoke all on function documents.around from public;

/*
 * Papers that hold all words, the newest first, with what stands around the first. Searching cannot run before a row-level policy (its
 * operator is not leakproof), so this door applies the same wall by itself.
 */
create function documents.find(typed text, wanted_direction text, wanted_type text, from_day date, to_day date, at_most int, skip int)
  returns table (id uuid, near text) language plpgsql stable security definer rows 20 set search_path = '' as $$
declare
  asked tsquery := documents.query_of(typed);
  everything boolean := access.reaches_all('documents.write');
  mine uuid[];
begin
  if asked is null or not access.is_signed_in() then return; end if;
  if not everything then mine := array(select access.reachable('documents.write')); end if;
  return query execute 'select f.id, documents.around(f.id, f.body, $10)
      from (select d.id, d.body from documents.document d where d.search @@ $1'
    || case when everything then '' else
       ' and (d.unit_id = any ($2) or d.signer_id = $3 or exists (select from documents.delivery v
          where v.document_id = d.id and (v.unit_id = any ($2) or v.person_id = $3)))' end
    || case when wanted_direction is null then '' else ' and d.direction = $4' end
    || case when wanted_type is null then '' else ' and d.type = $5' end
    || case when from_day is null then '' else ' and d.filed_on >= $6' end
    || case when to_day is null then '' else ' and d.filed_on <= $7' end
    || ' order by d.filed_on desc nulls last, d.id desc limit $8 offset $9) f'
    using asked, mine, access.person_id(), wanted_direction, wanted_type, from_day, to_day, at_most, skip,
          split_part(documents.words(typed), ' ', 1);
end $$;

/* Tells those who keep papers at the receiving units, and the persons named; answers how many. */
create function documents.tell_receivers(wanted uuid, of_kind text, only_unread boolean, since timestamptz) returns int
  language sql security definer set search_path = '' as $$
  with paper as (
    select d.id, d.symbol, d.subject from documents.document d
     where d.id = wanted and access.reaches('documents.write', d.unit_id)
  ), people as (
    select distinct coalesce(v.person_id, o.person_id) as id
      from paper p join documents.delivery v on v.document_id = p.id
      left join access.role o on o.unit_id = v.unit_id
       and o.valid_from <= platform.today() and (o.valid_to is null or o.valid_to > platform.today())
       and o.role_type in (select rp.role_type from access.role_permission rp where rp.permission = 'documents.write')
     where (not only_unread or v.read_at is null) and (since is null or v.sent_at >= since)
  ), told as (
    insert into notices.notice (id, person_id, kind, params, href, told_by)
    select notices.new_id(), q.id, of_kind, jsonb_build_object('symbol', p.symbol, 'subject', left(p.subject, 160)),
           '/documents/' || p.id, access.person_id()
      from people q cross join paper p where q.id is not null and q.id is distinct from access.person_id()
    returning 1)
  select count(*)::int from told
$$;

/* Tells those who may issue at a unit that a paper waits for them. */
create function documents.tell_issuers(wanted uuid, of_kind text) returns int
  language sql security definer set search_path = '' as $$
  with paper as (
    select d.id, d.subject, d.unit_id from documents.document d
     where d.id = wanted and access.reaches('documents.write', d.unit_id)
  ), told as (
    insert into notices.notice (id, person_id, kind, params, href, told_by)
    select notices.new_id(), q.person_id, of_kind, jsonb_build_object('subject', left(q.subject, 160)),
           '/documents/' || q.id, access.person_id()
      from (select distinct o.person_id, p.id, p.subject from paper p join access.role o on o.unit_id = p.unit_id
              and o.valid_from <= platform.today() and (o.valid_to is null or o.valid_to > platform.today())
              and o.role_type in (select rp.role_type from access.role_permission rp where rp.permission = 'documents.issue')) q
     where q.person_id is distinct from access.person_id()
    returning 1)
  select count(*)::int from told
$$;

/* What the signing of a paper came to: signed by all it is issued, else it is as approved as before. */
create function documents.settle_signature(wanted_request uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  asked record;
  paper documents.document;
begin
  select r.state, r.sha256, r.size into asked from signing.request r where r.id = wanted_request;
  select * into paper from documents.document d where d.signature_request_id = wanted_request for update;
  if paper.id is null or paper.state <> 'signing' or asked.state = 'open' then return paper.state; end if;
  if asked.state = 'signed' then
    update documents.document d set state = 'issued', pdf_sha256 = asked.sha256, pdf_size = asked.size, changed_at = now()
     where d.id = paper.id;
  else
    update documents.document d set state = 'approved', changed_at = now() where d.id = paper.id;
  end if;
  insert into documents.step (id, document_id, kind, by_person, at)
  values (notices.new_id(), paper.id, case asked.state when 'signed' then 'signed' else 'declined' end, access.person_id(), now());
  if paper.created_by is not null and paper.created_by is distinct from access.person_id() then
    insert into notices.notice (id, person_id, kind, params, href, told_by)
    values (notices.new_id(), paper.created_by,
            case asked.state when 'signed' then 'documents.signed' else 'documents.declined' end,
            jsonb_build_object('subject', left(paper.subject, 160)), '/documents/' || paper.id, access.person_id());
  end if;
  return case asked.state when 'signed' then 'issued' else 'approved' end;
end $$;

/* Keeps what was read out of a file; only once, and the paper is found by it. */
create function documents.keep_text(wanted uuid, outcome text, found text) returns void
  language sql security definer set search_path = '' as $$
  with kept as (
    update documents.file f set text_state = outcome, content = left(found, 400000)
     where f.id = wanted and f.text_state = 'waiting' returning f.document_id)
  select 1 from kept
$$;
create function documents.file_changed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update documents.document d set search = '' where d.id = coalesce(new.document_id, old.document_id);
  return null;
end $$;
create trigger describe_again after update of content or delete on documents.file
  for each row execute function documents.file_changed();

/* What a link shows, and counts the opening. Nothing after its day, once revoked, or of a paper taken back. */
create function documents.open_link(hash bytea, on_day date, count_it boolean)
  returns table (document_id uuid, unit_name text, subject text, symbol text, issued_on date, ends_on date, sha256 text, size int)
  language plpgsql security definer set search_path = '' as $$
begin
  return query
    select d.id, (select v.name from units.unit_version v where v.unit_id = d.unit_id
                   order by v.valid_from <= d.issued_on desc, v.valid_from desc limit 1),
           d.subject, d.symbol, d.issued_on, l.ends_on,
           coalesce(scan.sha256, d.pdf_sha256), coalesce(scan.size, d.pdf_size)
      from documents.link l join documents.document d on d.id = l.document_id
      left join lateral (select f.sha256, f.size from documents.file f
                          where f.document_id = d.id and f.role = 'scan' and f.kind = 'pdf' order by f.id desc limit 1) scan on true
     where l.token_hash = hash and l.revoked_at is null and l.ends_on >= on_day
       and d.state in ('issued', 'archived') and d.secrecy = 'none' and coalesce(scan.sha256, d.pdf_sha256) is not null;
  if found and count_it then
    update documents.link l set openings = l.openings + 1, last_opened_at = now() where l.token_hash = hash;
  end if;
end $$;

create function documents.count_useful() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update documents.experience e set useful = (select count(*) from documents.useful u where u.experience_id = e.id)
   where e.id = coalesce(new.experience_id, old.experience_id);
  return null;
end $$;
create trigger count_useful after insert or delete on documents.useful
  for each row execute function documents.count_useful();
create function documents.count_copied() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update documents.experience e set copied = e.copied + 1 where e.id = new.origin_id;
  return null;
end $$;
create trigger count_copied after insert on documents.document
  for each row when (new.origin_id is not null) execute function documents.count_copied();

/* What the application may not do to a paper, whatever its code says; by the invoker's rights. */
create function documents.hold_what_was_issued() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if current_user <> 'xungkich_app' then return new; end if;
  if (new.unit_id, new.direction) is distinct from (old.unit_id, old.direction)
     or (new.series_id, new.number, new.symbol, new.issued_on) is distinct from (old.series_id, old.number, old.symbol, old.issued_on) then
    raise insufficient_privilege using message = 'a number is given by documents.take_number only';
  end if;
  if old.direction = 'out' and old.state in ('signing', 'issued', 'archived', 'withdrawn')
     and (new.form, new.type, new.subject, new.body, new.recipients, new.secrecy, new.urgency, new.authority, new.signer_name, new.signer_title)
         is distinct from (old.form, old.type, old.subject, old.body, old.recipients, old.secrecy, old.urgency, old.authority, old.signer_name, old.signer_title) then
    raise insufficient_privilege using message = 'an issued paper is not changed';
  end if;
  if new.number is not null and new.direction = 'out' and (new.form, new.type) is distinct from (old.form, old.type) then
    raise insufficient_privilege using message = 'a numbered paper keeps its series';
  end if;
  if new.state is distinct from old.state and new.state in ('approved', 'signing', 'issued', 'withdrawn')
     and access.person_id() is not null and not access.reaches('documents.issue', old.unit_id) then
    raise insufficient_privilege using message = 'only who may issue does this';
  end if;
  return new;
end $$;
create trigger hold_what_was_issued before update on documents.document
  for each row execute function documents.hold_what_was_issued();

do $$
declare name text;
begin
  foreach name in array array['type', 'office', 'term', 'series', 'document', 'step', 'file', 'delivery', 'link', 'experience', 'useful'] loop
    execute format('alter table documents.%I enable row level security', name);
  end loop;
end $$;
create policy everyone_reads on documents.type for select using (true);
create policy signed_in_reads on documents.office for select using ((select access.is_signed_in()));
create policy issuer_adds on documents.office for insert with check (unit_id in (select access.reachable('documents.issue')));
create policy issuer_changes on documents.office for update using (unit_id in (select access.reachable('documents.issue')));
create policy signed_in_reads on documents.term for select using ((select access.is_signed_in()));
create policy issuer_adds on documents.term for insert with check (unit_id in (select access.reachable('documents.issue')));
create policy issuer_changes on documents.term for update using (unit_id in (select access.reachable('documents.issue')));
create policy keeper_reads on documents.series for select using (unit_id in (select access.reachable('documents.write')));
grant select on documents.type, documents.series to xungkich_app;
grant select, insert on documents.office, documents.term to xungkich_app;
grant update (abbreviation, department, place, upper_body, signer_title) on documents.office to xungkich_app;
grant update (name, starts_on, ends_on) on documents.term to xungkich_app;

create policy keeper_or_receiver_reads on documents.document for select
  using ((select access.reaches_all('documents.write'))
         or unit_id in (select access.reachable('documents.write'))
         or signer_id = (select access.person_id())
         or documents.is_sent_to_me(id));
create policy keeper_adds on documents.document for insert
  with check (unit_id in (select access.reachable('documents.write')) and number is null
              and created_by is not distinct from (select access.person_id())
              and state in ('draft', 'registered'));
create policy keeper_changes on documents.document for update
  using (unit_id in (select access.reachable('documents.write')));
create policy keeper_discards on documents.document for delete
  using (unit_id in (select access.reachable('documents.write')) and number is null and state in ('draft', 'review'));
grant select, insert, delete on documents.document to xungkich_app;
grant update (form, type, subject, body, recipients, secrecy, urgency, authority, signer_id, signer_name, signer_title,
  state, pdf_sha256, pdf_size, docx_sha256, signature_request_id, withdrawn_reason, sender, sender_symbol, sent_on,
  received_on, due_on, reminded_at, changed_at) on documents.document to xungkich_app;

create policy keeper_or_signer_reads on documents.step for select
  using (exists (select from documents.document d where d.id = document_id
           and (d.unit_id in (select access.reachable('documents.write')) or d.signer_id = (select access.person_id()))));
create policy keeper_adds on documents.step for insert
  with check (by_person is not distinct from (select access.person_id())
              and exists (select from documents.document d where d.id = document_id
                           and d.unit_id in (select access.reachable('documents.write'))));
grant select, insert on documents.step to xungkich_app;

create policy reader_reads on documents.file for select
  using (exists (select from documents.document d where d.id = document_id));
create policy keeper_adds on documents.file for insert
  with check (text_state = 'waiting' and content is null
              and exists (select from documents.document d where d.id = document_id
                           and d.unit_id in (select access.reachable('documents.write'))));
create policy keeper_removes on documents.file for delete
  using (exists (select from documents.document d where d.id = document_id and d.state in ('draft', 'review', 'registered')
                  and d.unit_id in (select access.reachable('documents.write'))));
grant select, insert, delete on documents.file to xungkich_app;

create policy sender_or_receiver_reads on documents.delivery for select
  using ((select access.reaches_all('documents.write'))
         or from_unit_id in (select access.reachable('documents.write'))
         or unit_id in (select access.reachable('documents.write'))
         or person_id = (select access.person_id()));
create policy sender_sends on documents.delivery for insert
  with check (from_unit_id in (select access.reachable('documents.write')) and received_at is null and read_at is null
              and sent_by is not distinct from (select access.person_id())
              and exists (select from documents.document d where d.id = document_id and d.unit_id = from_unit_id and d.state = 'issued'));
create policy receiver_answers on documents.delivery for update
  using (unit_id in (select access.granted('documents.write')) or person_id = (select access.person_id()))
  with check (received_by = (select access.person_id()) or read_by = (select access.person_id()));
grant select, insert on documents.delivery to xungkich_app;
grant update (received_at, received_by, read_at, read_by) on documents.delivery to xungkich_app;

create policy keeper_reads on documents.link for select
  using (exists (select from documents.document d where d.id = document_id
                  and d.unit_id in (select access.reachable('documents.write'))));
create policy keeper_makes on documents.link for insert
  with check (created_by is not distinct from (select access.person_id())
              and exists (select from documents.document d where d.id = document_id and d.secrecy = 'none' and d.state = 'issued'
                           and d.unit_id in (select access.reachable('documents.write'))));
create policy keeper_revokes on documents.link for update
  using (exists (select from documents.document d where d.id = document_id
                  and d.unit_id in (select access.reachable('documents.write'))));
grant select, insert on documents.link to xungkich_app;
grant update (revoked_at) on documents.link to xungkich_app;

create policy signed_in_reads on documents.experience for select using ((select access.is_signed_in()));
create policy keeper_shares on documents.experience for insert
  with check (unit_id in (select access.reachable('documents.write')) and useful = 0 and copied = 0
              and shared_by is not distinct from (select access.person_id()));
create policy keeper_changes on documents.experience for update
  using (unit_id in (select access.reachable('documents.write')));
grant select, insert on documents.experience to xungkich_app;
grant update (title, problem, done, result, materials, tags) on documents.experience to xungkich_app;
create policy own_reads on documents.useful for select using (person_id = (select access.person_id()));
create policy own_marks on documents.useful for insert with check (person_id = (select access.person_id()));
create policy own_takes_back on documents.useful for delete using (person_id = (select access.person_id()));
grant select, insert, delete on documents.useful to xungkich_app;

revoke all on function documents.take_number, documents.begin_series, documents.term_of, documents.is_sent_to_me,
  documents.find, documents.tell_receivers, documents.tell_issuers, documents.settle_signature, documents.keep_text,
  documents.open_link from public;
grant execute on function documents.take_number, documents.begin_series, documents.term_of, documents.is_sent_to_me,
  documents.find, documents.tell_receivers, documents.tell_issuers, documents.settle_signature, documents.keep_text,
  documents.open_link to xungkich_app;

-- Papers that are not issued yet go on at the unit that took the place of theirs.
insert into restructuring.followed (relation, key, condition) values
  ('documents.document', 'id', 'r.direction = ''out'' and r.number is null and r.state in (''draft'', ''review'', ''approved'')');
