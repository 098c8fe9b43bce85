-- "Mỗi thanh niên một ý tưởng sáng tạo": ideas from a village to the national bank, one id all the way.
create schema ideas;
grant usage on schema ideas to xungkich_app;

create table ideas.idea (
  id uuid primary key,
  -- The author's unit as it was; home_unit_id is what stands today in its place, and whose officers see it.
  unit_id uuid not null references units.unit,
  home_unit_id uuid not null references units.unit,
  author_id uuid not null references members.person,
  title text not null check (title = btrim(title) and title <> ''),
  problem text not null,
  solution text not null,
  beneficiaries text,
  place text,
  category text not null,
  -- People who are in no register, as the author wrote them.
  other_authors text,
  state text not null default 'draft' check (state in
    ('draft', 'returned', 'branch', 'commune', 'province', 'chosen', 'published', 'supported', 'doing', 'done',
     'declined', 'merged', 'withdrawn')),
  -- Who answers for the step, since when and until which day.
  step_unit_id uuid references units.unit,
  step_since date,
  step_due date,
  -- When the level above was told that it waits too long.
  overdue_told_on date,
  proposed_on date,
  published_on date,
  bank_code text,
  bank_url text,
  supported_by text,
  outcome text,
  done_on date,
  merged_into uuid references ideas.idea,
  -- What the gallery says of its authors and its place; fixed when it is published.
  public_author text,
  public_place text,
  supports int not null default 0,
  comments int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  is_public boolean not null generated always as (state in ('published', 'supported', 'doing', 'done')) stored,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, platform.searchable(
    title || ' ' || problem || ' ' || solution || ' ' || coalesce(place, '')))) stored,
  check (state in ('draft', 'withdrawn') or proposed_on is not null),
  check ((published_on is null) = (bank_code is null)),
  check (published_on is not null or state not in ('published', 'supported', 'doing', 'done')),
  check ((state = 'merged') = (merged_into is not null)),
  check (state not in ('branch', 'commune', 'province', 'chosen') or (step_unit_id is not null and step_due is not null))
);
create index idea_by_day on ideas.idea (proposed_on desc, id desc) where state <> 'draft';
create index idea_by_unit on ideas.idea (home_unit_id, proposed_on desc, id desc) where state <> 'draft';
create index idea_waiting on ideas.idea (step_unit_id, step_due) where state in ('branch', 'commune', 'province', 'chosen', 'published', 'supported', 'doing');
create index idea_published on ideas.idea (published_on desc, id desc) where is_public;
create index idea_liked on ideas.idea (supports desc, id desc) where is_public;
create index idea_by_category on ideas.idea (category, published_on desc, id desc) where is_public;
create index idea_chosen on ideas.idea (step_since, id) where state = 'chosen';
create index idea_by_words on ideas.idea using gin (words) with (fastupdate = off);
create unique index bank_code_is_unique on ideas.idea (bank_code) where bank_code is not null;

create table ideas.author (
  id uuid primary key,
  idea_id uuid not null references ideas.idea on delete cascade,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person,
  is_main boolean not null default false,
  -- Each says for themselves whether the gallery may name them.
  shows_name boolean not null default false,
  -- The idea that was merged into this one, and whose author they are.
  came_from uuid,
  unique (idea_id, person_id)
);
create index on ideas.author (person_id);

-- What became of an idea, step by step, with the scores and reasons that its author reads.
create table ideas.step (
  id uuid primary key,
  idea_id uuid not null references ideas.idea on delete cascade,
  unit_id uuid not null references units.unit,
  state text not null,
  verdict text not null,
  at_unit_id uuid references units.unit,
  reason text,
  scores jsonb,
  due_on date,
  decided_by uuid references members.person,
  decided_at timestamptz not null
);
create index on ideas.step (idea_id, decided_at);

create table ideas.support (
  idea_id uuid not null references ideas.idea on delete cascade,
  person_id uuid not null references members.person,
  unit_id uuid not null references units.unit,
  supported_at timestamptz not null,
  primary key (idea_id, person_id)
);
create index on ideas.support (person_id);

create table ideas.comment (
  id uuid primary key,
  idea_id uuid not null references ideas.idea on delete cascade,
  unit_id uuid not null references units.unit,
  person_id uuid not null references members.person,
  body text not null,
  -- How the gallery names them; fixed when they wrote.
  shown_as text not null,
  state text not null check (state in ('visible', 'held', 'hidden')),
  reported_at timestamptz,
  reported_by uuid,
  report_reason text,
  decided_by uuid,
  decided_reason text,
  came_from uuid,
  written_at timestamptz not null
);
create index on ideas.comment (idea_id, written_at);
create index on ideas.comment (unit_id) where state = 'held' or reported_at is not null;

create table ideas.file (
  id uuid primary key,
  idea_id uuid not null references ideas.idea on delete cascade,
  unit_id uuid not null references units.unit,
  name text not null,
  media_type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- A picture that the gallery may show once the idea is published.
  is_photo boolean not null,
  added_by uuid not null references members.person,
  added_at timestamptz not null
);
create index on ideas.file (idea_id, added_at);
create index on ideas.file (sha256);

-- From the public page, by people without an account: a branch calls them and takes it on, or not.
create table ideas.proposal (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  content jsonb not null,
  name text not null,
  phone text not null check (phone ~ '^\+84[35789]\d{8}$'),
  birth_year int,
  consent_text_version text not null,
  consented_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'discarded')),
  decided_by uuid,
  decided_reason text,
  delete_after date not null
);
create index on ideas.proposal (unit_id, consented_at);
create index on ideas.proposal (phone);
create index on ideas.proposal (delete_after);

-- In how many ideas a word occurs, for the weights of likeness; counted over a sample by a task.
create table ideas.word (
  word text primary key,
  ideas int not null
);

/* ---- Who is asking ---- */

create function ideas.mine() returns setof uuid
  language sql stable security definer set search_path = '' rows 5 as $$
  select idea_id from ideas.author where person_id = access.person_id()
$$;

create function ideas.my_unit() returns uuid
  language sql stable security definer set search_path = '' as $$
  select unit_id from members.person where id = access.person_id()
$$;

/* Whether the actor reads an idea from within: as one of its authors, or as an officer above. */
create function ideas.reads(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ideas.author a where a.idea_id = wanted and a.person_id = access.person_id())
      or exists (select from ideas.idea i where i.id = wanted and i.state <> 'draft'
                    and access.reaches('ideas.read', i.home_unit_id));
end $$;

create function ideas.screens(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ideas.idea i where i.id = wanted and i.state <> 'draft'
                    and (access.reaches('ideas.screen', i.home_unit_id) or access.reaches('ideas.screen', i.step_unit_id)));
end $$;

create function ideas.is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from ideas.idea i where i.id = wanted and i.is_public)
$$;

/* Who answers at a level for what came from a unit: at or above what stands today in its place. */
create function ideas.unit_at(home uuid, wanted_level text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select r.ancestor_id
    from units.heirs(array[home]) h
    join access.reach r on r.unit_id = h.heir_id and r.valid_from <= platform.today()
     and (r.valid_to is null or r.valid_to > platform.today())
    join units.unit_version v on v.unit_id = r.ancestor_id and v.level = wanted_level
     and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
   order by h.heir_id, r.depth limit 1
$$;

/* The officers who answer at units, the highest first; an author may know whom to ask. */
create function ideas.answerable_at(wanted uuid[])
  returns table (unit_id uuid, person_id uuid, name text, role_type text)
  language sql stable security definer set search_path = '' as $$
  select distinct on (r.unit_id) r.unit_id, r.person_id, p.full_name, r.role_type
    from access.role r
    join access.role_permission m on m.role_type = r.role_type and m.permission = 'ideas.screen'
    join access.role_type t on t.name = r.role_type
    join members.person p on p.id = r.person_id
   where r.unit_id = any (wanted) and r.valid_from <= platform.today()
     and (r.valid_to is null or r.valid_to > platform.today())
   order by r.unit_id, t.rank desc, r.valid_from, r.id
$$;

/* ---- The wall ---- */

alter table ideas.idea enable row level security;
alter table ideas.author enable row level security;
alter table ideas.step enable row level security;
alter table ideas.support enable row level security;
alter table ideas.comment enable row level security;
alter table ideas.file enable row level security;
alter table ideas.proposal enable row level security;
alter table ideas.word enable row level security;

create policy everybody_reads_what_is_published on ideas.idea for select using (is_public);
create policy author_reads on ideas.idea for select using (id in (select ideas.mine()) or author_id = (select access.person_id()));
create policy officer_reads on ideas.idea for select
  using (state <> 'draft' and ((select access.reaches_all('ideas.read'))
         or home_unit_id in (select access.reachable('ideas.read'))));
create policy author_proposes on ideas.idea for insert
  with check (author_id = (select access.person_id()) and unit_id = (select ideas.my_unit()) and home_unit_id = unit_id and state = 'draft');
create policy officer_takes_on on ideas.idea for insert
  with check (unit_id in (select access.reachable('ideas.screen')) and home_unit_id = unit_id and state in ('branch', 'commune', 'province'));
create policy author_changes on ideas.idea for update
  using (author_id = (select access.person_id()) and state in ('draft', 'returned', 'branch', 'commune', 'province'))
  with check (author_id = (select access.person_id()) and state in ('draft', 'returned', 'branch', 'commune', 'province', 'withdrawn'));
create policy officer_changes on ideas.idea for update
  using (state <> 'draft' and home_unit_id in (select access.reachable('ideas.screen')))
  with check (true);
grant select, insert on ideas.idea to xungkich_app;
-- Neither where it came from nor who made it ever changes.
grant update (title, problem, solution, beneficiaries, place, category, other_authors, state, step_unit_id,
  step_since, step_due, proposed_on, published_on, bank_code, bank_url, supported_by, outcome, done_on,
  public_author, public_place, version, updated_at) on ideas.idea to xungkich_app;

create policy insider_reads on ideas.author for select using (person_id = (select access.person_id()) or ideas.reads(idea_id));
create policy author_names on ideas.author for insert
  with check (exists (select from ideas.idea i where i.id = idea_id and i.unit_id = author.unit_id
    and ((i.author_id = (select access.person_id()) and i.state in ('draft', 'returned'))
         or (i.state <> 'draft' and author.is_main and i.author_id = author.person_id and i.home_unit_id in (select access.reachable('ideas.screen'))))));
create policy author_leaves_out on ideas.author for delete
  using (not is_main and exists (select from ideas.idea i where i.id = idea_id and i.author_id = (select access.person_id()) and i.state in ('draft', 'returned')));
create policy each_says_for_themselves on ideas.author for update using (person_id = (select access.person_id()));
grant select, insert, delete on ideas.author to xungkich_app;
grant update (shows_name) on ideas.author to xungkich_app;

create policy insider_reads on ideas.step for select using (ideas.reads(idea_id));
create policy whoever_decides_says_so on ideas.step for insert
  with check (decided_by is not distinct from (select access.person_id())
    and exists (select from ideas.idea i where i.id = idea_id and i.unit_id = step.unit_id
      and (i.author_id = (select access.person_id()) or i.home_unit_id in (select access.reachable('ideas.screen')))));
grant select, insert on ideas.step to xungkich_app;

create policy own_reads on ideas.support for select using (person_id = (select access.person_id()));
create policy one_each on ideas.support for insert
  with check (person_id = (select access.person_id()) and unit_id = (select ideas.my_unit()) and ideas.is_public(idea_id));
create policy own_takes_back on ideas.support for delete using (person_id = (select access.person_id()));
grant select, insert, delete on ideas.support to xungkich_app;

create policy everybody_reads_what_is_shown on ideas.comment for select using (state = 'visible' and ideas.is_public(idea_id));
create policy writer_reads on ideas.comment for select using (person_id = (select access.person_id()));
create policy moderator_reads on ideas.comment for select using (ideas.screens(idea_id));
create policy member_writes on ideas.comment for insert
  with check (person_id = (select access.person_id()) and state in ('visible', 'held') and ideas.is_public(idea_id)
    and unit_id = (select i.unit_id from ideas.idea i where i.id = idea_id) and decided_by is null);
create policy moderator_decides on ideas.comment for update using (ideas.screens(idea_id));
grant select, insert on ideas.comment to xungkich_app;
grant update (state, reported_at, reported_by, report_reason, decided_by, decided_reason) on ideas.comment to xungkich_app;

create policy everybody_sees_photos_of_what_is_published on ideas.file for select using (is_photo and ideas.is_public(idea_id));
create policy insider_reads on ideas.file for select using (ideas.reads(idea_id));
create policy author_adds on ideas.file for insert
  with check (added_by = (select access.person_id()) and exists (select from ideas.idea i
    where i.id = idea_id and i.unit_id = file.unit_id and i.author_id = (select access.person_id())
      and i.state in ('draft', 'returned', 'branch', 'commune', 'province')));
create policy author_removes on ideas.file for delete
  using (exists (select from ideas.idea i where i.id = idea_id and i.author_id = (select access.person_id()) and i.state in ('draft', 'returned')));
grant select, insert, delete on ideas.file to xungkich_app;

create policy branch_reads on ideas.proposal for select using (unit_id in (select access.reachable('ideas.screen')));
create policy branch_decides on ideas.proposal for update using (unit_id in (select access.reachable('ideas.screen')));
create policy branch_takes_on on ideas.proposal for delete using (unit_id in (select access.reachable('ideas.screen')));
grant select, delete on ideas.proposal to xungkich_app;
grant update (state, decided_by, decided_reason, delete_after) on ideas.proposal to xungkich_app;

/* ---- What the public may do without an account ---- */

/* Units that can be named on the public page: communes, or the branches of one. */
create function ideas.public_units(commune uuid)
  returns table (unit_id uuid, name text, above text)
  language sql stable security definer set search_path = '' as $$
  select v.unit_id, v.name, p.name
    from units.unit_version v
    left join units.unit_version p on p.unit_id = v.parent_id and p.valid_from <= platform.today()
     and (p.valid_to is null or p.valid_to > platform.today())
   where v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
     and case when commune is null then v.level = 'commune' else v.level = 'branch' and v.parent_id = commune end
   order by p.name collate "vi-x-icu", v.name collate "vi-x-icu"
$$;

/* Receives a proposal; the same again changes nothing. How many of this number wait is bounded. */
create function ideas.receive_proposal(new_id uuid, at_unit uuid, what jsonb, by_name text, by_phone text,
  born int, consent_version text, at timestamptz, until date, most int) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from ideas.proposal where id = new_id) then return 'known'; end if;
  if not exists (select from units.unit_version v where v.unit_id = at_unit and v.level in ('commune', 'branch')
                    and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())) then
    return 'no_unit';
  end if;
  if (select count(*) from ideas.proposal where phone = by_phone and state = 'waiting') >= most then return 'too_many'; end if;
  insert into ideas.proposal (id, unit_id, content, name, phone, birth_year, consent_text_version, consented_at, delete_after)
  values (new_id, at_unit, what, by_name, by_phone, born, consent_version, at, until);
  return 'stored';
end $$;

/* Who of the register stands under both a name and a number (of a card, or a phone): nothing less tells. */
create function ideas.co_authors(names text[], numbers text[]) returns table (place bigint, person_id uuid)
  language sql stable security definer set search_path = '' as $$
  select g.place, (array_agg(p.id))[1]
    from unnest(names, numbers) with ordinality g (name, number, place)
    join members.person p on (p.phone = g.number or p.code = g.number)
     and platform.searchable(p.full_name) = platform.searchable(g.name)
   where g.number <> '' and access.is_signed_in()
   group by g.place having count(*) = 1
$$;

/* An idea's authors as the gallery may name them: a name only by their choice and from sixteen on. */
create function ideas.public_authors(wanted uuid) returns table (name text, standing text, place_name text)
  language sql stable security definer set search_path = '' as $$
  select case when a.shows_name and p.birth_year is not null
                and coalesce(p.birth_on, make_date(p.birth_year, 12, 31)) <= platform.today() - interval '16 years'
              then p.full_name end,
         p.standing, v.name
    from ideas.author a
    join ideas.idea i on i.id = a.idea_id
    join members.person p on p.id = a.person_id
    left join units.unit_version v on v.unit_id = coalesce(ideas.unit_at(i.home_unit_id, 'commune'), ideas.unit_at(i.home_unit_id, 'province'))
     and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
   where a.idea_id = wanted and (ideas.reads(wanted) or ideas.screens(wanted))
   order by a.is_main desc, a.id
$$;

/* How a comment names its writer: the same rule for one person. */
create function ideas.public_self(by_name boolean) returns table (name text, standing text, place_name text)
  language sql stable security definer set search_path = '' as $$
  select case when by_name and p.birth_year is not null
                and coalesce(p.birth_on, make_date(p.birth_year, 12, 31)) <= platform.today() - interval '16 years'
              then p.full_name end,
         p.standing, v.name
    from members.person p
    left join units.unit_version v on v.unit_id = coalesce(ideas.unit_at(p.unit_id, 'commune'), ideas.unit_at(p.unit_id, 'province'))
     and v.valid_from <= platform.today() and (v.valid_to is null or v.valid_to > platform.today())
   where p.id = access.person_id()
$$;

/* Fixes what the gallery says of an idea; by its authors and those who answer for it. */
create function ideas.fix_public(wanted uuid, who text, at_place text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if ideas.reads(wanted) or ideas.screens(wanted) then
    update ideas.idea set public_author = who, public_place = at_place where id = wanted;
  end if;
end $$;

create function ideas.report_comment(wanted uuid, why text) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not access.is_signed_in() then return false; end if;
  update ideas.comment c set reported_at = now(), reported_by = access.person_id(), report_reason = why
   where c.id = wanted and c.state = 'visible' and c.reported_at is null and ideas.is_public(c.idea_id);
  return exists (select from ideas.comment c where c.id = wanted and c.state = 'visible' and ideas.is_public(c.idea_id));
end $$;

/* The authors of an idea by name, for those who read it from within. */
create function ideas.authors_of(wanted uuid)
  returns table (person_id uuid, name text, code text, is_main boolean, shows_name boolean, came_from uuid)
  language sql stable security definer set search_path = '' as $$
  select a.person_id, p.full_name, p.code, a.is_main, a.shows_name, a.came_from
    from ideas.author a join members.person p on p.id = a.person_id
   where a.idea_id = wanted and ideas.reads(wanted)
   order by a.is_main desc, a.id
$$;

/* What became of an idea, with who decided and where. */
create function ideas.steps_of(wanted uuid)
  returns table (id uuid, state text, verdict text, unit_name text, reason text, scores jsonb, due_on date,
                 decided_by text, decided_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.state, s.verdict, v.name, s.reason, s.scores, s.due_on, p.full_name, s.decided_at
    from ideas.step s
    left join members.person p on p.id = s.decided_by
    left join lateral (select u.name from units.unit_version u where u.unit_id = s.at_unit_id
                        order by u.valid_from <= s.decided_at::date desc, u.valid_from desc limit 1) v on true
   where s.idea_id = wanted and ideas.reads(wanted)
   order by s.decided_at, s.id
$$;

/* Where the address of a merged idea leads: to the one that was kept, if that is published. */
create function ideas.led_to(wanted uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
  select k.id from ideas.idea d join ideas.idea k on k.id = d.merged_into and k.is_public where d.id = wanted
$$;

/* The first photo of a published idea; asked once a row, without the policies of files. */
create function ideas.photo_of(wanted uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
  select f.id from ideas.file f join ideas.idea i on i.id = f.idea_id and i.is_public
   where f.idea_id = wanted and f.is_photo order by f.added_at, f.id limit 1
$$;

/* ---- Lists ---- */

/* The units below `within` that the actor reads ideas of, or null where that is everything. */
create function ideas.units_covered(within uuid) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  everywhere boolean := access.reaches_all('ideas.read');
  below uuid[];
begin
  if within is null then
    if everywhere then return null; end if;
    return coalesce((select array_agg(u) from access.reachable('ideas.read') u), '{}');
  end if;
  if everywhere and exists (select from units.unit_version root
      where root.parent_id is null and root.valid_to is null and root.unit_id = within)
     and not exists (select from units.unit_version root where root.parent_id is null and root.valid_to is null and root.unit_id <> within)
  then return null; end if;
  below := coalesce((select array_agg(distinct a.unit_id) from access.reach a
    where a.ancestor_id = within and a.valid_from <= platform.today()
      and (a.readable_to is null or a.readable_to > platform.today())), '{}');
  if everywhere or access.reaches('ideas.read', within) then return below; end if;
  return array(select unnest(below) intersect select access.reachable('ideas.read'));
end $$;

/*
 * One page of ideas, with a first row that says how many the list holds (counted no further than
 * count_at_most; no such row where that is null). Matching words is not leakproof, so a row-level policy
 * would keep the index from being used: this door applies the same wall by itself. What words and filters
 * leave few of is gathered and sorted; else the index of the order is walked.
 */
create function ideas.list(audience text, query text, within uuid, filters jsonb, sorted text,
                           from_day date, from_number int, from_id uuid, backwards boolean, at_most int, count_at_most int)
  returns table (idea_id uuid, ideas int)
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  few constant int := 1000;
  covered uuid[];
  conditions text;
  key text;
  place text;
  found uuid[];
begin
  if audience = 'public' then
    conditions := ' and i.is_public';
    covered := case when within is not null then coalesce((select array_agg(distinct a.unit_id) from access.reach a
      where a.ancestor_id = within and a.valid_from <= platform.today()
        and (a.readable_to is null or a.readable_to > platform.today())), '{}') end;
  else
    conditions := ' and i.state <> ''draft''';
    covered := ideas.units_covered(within);
  end if;
  if covered is not null then conditions := conditions || ' and i.home_unit_id = any ($1)'; end if;
  if query <> '' then conditions := conditions || format(' and i.words @@ to_tsquery(''simple'', %L)', query); end if;
  if filters ? 'category' then conditions := conditions || format(' and i.category = %L', filters ->> 'category'); end if;
  if filters ? 'state' then conditions := conditions || format(' and i.state = %L', filters ->> 'state'); end if;
  key := case when audience <> 'public' then 'i.proposed_on' when sorted = 'liked' then 'i.supports' else 'i.published_on' end;
  place := case when from_id is null then ''
      else format(' and (%s, i.id) %s (%s, $4)', key, case when backwards then '>' else '<' end,
                  case when key = 'i.supports' then '$3' else '$2' end) end
    || format(' order by %s %s, i.id %2$s limit $5', key, case when backwards then 'asc' else 'desc' end);
  if at_most > 0 and query <> '' then
    execute 'select array(select i.id from ideas.idea i where true' || conditions || ' limit $2)'
      into found using covered, few;
    if cardinality(found) < few then
      if count_at_most is not null then
        return query select null::uuid, least(cardinality(found), count_at_most);
      end if;
      return query execute
        'select i.id, null::int from unnest($1) f (id) join ideas.idea i on i.id = f.id where true' || place
        using found, from_day, from_number, from_id, at_most;
      return;
    end if;
  end if;
  if count_at_most is not null then
    return query execute
      'select null::uuid, count(*)::int from (select from ideas.idea i where true' || conditions || ' limit $2) counted'
      using covered, count_at_most;
  end if;
  return query execute 'select i.id, null::int from ideas.idea i where true' || conditions || place
    using covered, from_day, from_number, from_id, at_most;
end $$;

/*
 * Ideas that share words with a text, those that share the most and the rarest first: what is published,
 * and what the actor reads. Words that occur everywhere are left out unless there are no others.
 */
create function ideas.alike(given text[], except_id uuid, at_most int)
  returns table (idea_id uuid)
  language plpgsql stable security definer rows 40 set search_path = public, pg_catalog as $$
declare
  covered uuid[] := ideas.units_covered(null);
  chosen text;
begin
  select string_agg(quote_literal(word), ' | ') into chosen from (
    select g.word from unnest(given) g (word) left join ideas.word w on w.word = g.word
     order by coalesce(w.ideas, 0), length(g.word) desc limit 12) rare;
  if chosen is null then return; end if;
  return query execute format('select i.id from ideas.idea i
    where i.words @@ to_tsquery(''simple'', %1$L) and i.id is distinct from $2
      and (i.is_public or (i.state not in (''draft'', ''withdrawn'', ''merged'') and ($1 is null or i.home_unit_id = any ($1))))
    order by ts_rank(i.words, to_tsquery(''simple'', %1$L)) desc, i.id desc limit $3', chosen)
    using covered, except_id, at_most;
end $$;

/* How often words occur, out of how many ideas were looked at. */
create function ideas.word_counts(given text[]) returns table (word text, ideas int)
  language sql stable security definer set search_path = '' as $$
  select w.word, w.ideas from ideas.word w where w.word = any (given) or w.word = ''
$$;

/* Counts words over at most so many ideas; the row without a word says of how many. */
create function ideas.count_words(at_most int) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from ideas.word;
  insert into ideas.word (word, ideas)
  select s.word, s.ndoc from ts_stat(format('select words from ideas.idea where state <> ''draft'' order by proposed_on desc, id desc limit %s', at_most)) s
   where s.ndoc > 1;
  insert into ideas.word (word, ideas) select '', count(*) from (select from ideas.idea where state <> 'draft' limit at_most) i;
end $$;

/* ---- Counters, duplicates, reforms ---- */

create function ideas.count_supports() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update ideas.idea i set supports = i.supports + c.n * tg_argv[0]::int
    from (select idea_id, count(*)::int as n from changed group by idea_id order by idea_id) c where i.id = c.idea_id;
  return null;
end $$;
create trigger counted_after_insert after insert on ideas.support referencing new table as changed
  for each statement execute function ideas.count_supports('1');
create trigger counted_after_delete after delete on ideas.support referencing old table as changed
  for each statement execute function ideas.count_supports('-1');

create function ideas.count_comments() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update ideas.idea i set comments = (select count(*) from ideas.comment c where c.idea_id = i.id and c.state = 'visible')
   where i.id in (select idea_id from changed);
  return null;
end $$;
create trigger counted_after_insert after insert on ideas.comment referencing new table as changed
  for each statement execute function ideas.count_comments();
create trigger counted_after_change after update on ideas.comment referencing new table as changed
  for each statement execute function ideas.count_comments();
create trigger counted_before_change after update on ideas.comment referencing old table as changed
  for each statement execute function ideas.count_comments();

/* Brings a duplicate into another idea: authors, support, comments and files of both stay. */
create function ideas.merge(duplicate uuid, kept uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  perform from ideas.idea where id in (duplicate, kept) order by id for update;
  if not (ideas.screens(duplicate) and ideas.screens(kept)) or duplicate = kept then return false; end if;
  insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name, came_from)
  select uuidv7(), kept, a.unit_id, a.person_id, false, a.shows_name, coalesce(a.came_from, duplicate)
    from ideas.author a where a.idea_id = duplicate
  on conflict (idea_id, person_id) do nothing;
  insert into ideas.support (idea_id, person_id, unit_id, supported_at)
  select kept, s.person_id, s.unit_id, s.supported_at from ideas.support s where s.idea_id = duplicate
  on conflict (idea_id, person_id) do nothing;
  update ideas.comment set idea_id = kept, came_from = coalesce(came_from, duplicate) where idea_id = duplicate;
  update ideas.file f set idea_id = kept where f.idea_id = duplicate;
  update ideas.idea set state = 'merged', merged_into = kept, step_unit_id = null, step_due = null, updated_at = now(),
         version = version + 1
   where id = duplicate and state <> 'merged';
  update ideas.idea k set updated_at = now(), version = k.version + 1,
         other_authors = nullif(concat_ws(', ', k.other_authors, d.other_authors), '')
    from ideas.idea d where k.id = kept and d.id = duplicate;
  -- What had been merged into the duplicate leads on to the one that is kept.
  update ideas.idea set merged_into = kept where merged_into = duplicate;
  return true;
end $$;

/* After a reform: what waits goes to whoever stands in the place of the unit. Returns how many moved. */
create function ideas.follow_reforms() returns int
  language plpgsql security definer set search_path = '' as $$
declare
  moved int;
begin
  with ended as materialized (
    select distinct i.home_unit_id as unit_id from ideas.idea i
     where not exists (select from units.unit_version v where v.unit_id = i.home_unit_id and v.valid_from <= platform.today()
                          and (v.valid_to is null or v.valid_to > platform.today()))
  ), heir as (
    select e.unit_id, (select h.heir_id from units.heirs(array[e.unit_id]) h order by h.heir_id limit 1) as heir_id from ended e
  )
  update ideas.idea i set home_unit_id = h.heir_id from heir h
   where i.home_unit_id = h.unit_id and h.heir_id is not null;
  get diagnostics moved = row_count;
  update ideas.idea i set step_unit_id = n.unit_id
    from (select w.id, coalesce(ideas.unit_at(w.home_unit_id, case w.state when 'branch' then 'branch' when 'commune' then 'commune' else 'province' end),
                                ideas.unit_at(w.home_unit_id, 'province')) as unit_id
            from ideas.idea w where w.state in ('branch', 'commune', 'province', 'chosen')) n
   where n.id = i.id and n.unit_id is not null and n.unit_id is distinct from i.step_unit_id;
  return moved;
end $$;

/*
 * Marks what waits too long since its step began and was not told of yet, and says whom to tell: the
 * officers of the nearest unit above that has any. One row a person.
 */
create function ideas.tell_overdue(on_day date) returns table (person_id uuid, ideas int)
  language sql volatile security definer set search_path = '' as $$
  with late as (
    update ideas.idea i set overdue_told_on = on_day
     where i.state in ('branch', 'commune', 'province', 'chosen') and i.step_due < on_day
       and (i.overdue_told_on is null or i.overdue_told_on < i.step_since)
    returning i.id, i.step_unit_id
  ), above as (
    select l.id, r.person_id, a.depth, min(a.depth) over (partition by l.id) as nearest
      from late l
      join access.reach a on a.unit_id = l.step_unit_id and a.depth > 0
       and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
      join access.role r on r.unit_id = a.ancestor_id and r.valid_from <= on_day
       and (r.valid_to is null or r.valid_to > on_day)
      join access.role_permission p on p.role_type = r.role_type and p.permission = 'ideas.screen'
  )
  select a.person_id, count(distinct a.id)::int from above a where a.depth = a.nearest group by a.person_id
$$;

/* Proposals whose day has come are deleted, as was promised on the page; returns how many. */
create function ideas.forget_proposals(on_day date) returns int
  language sql volatile security definer set search_path = '' as $$
  with gone as (delete from ideas.proposal where delete_after <= on_day returning 1) select count(*)::int from gone
$$;

revoke all on function ideas.mine, ideas.my_unit, ideas.reads, ideas.screens, ideas.is_public, ideas.unit_at, ideas.answerable_at,
  ideas.public_units, ideas.receive_proposal, ideas.co_authors, ideas.public_authors, ideas.public_self, ideas.led_to, ideas.photo_of, ideas.tell_overdue, ideas.forget_proposals, ideas.fix_public,
  ideas.report_comment, ideas.authors_of, ideas.steps_of, ideas.units_covered, ideas.list, ideas.alike, ideas.word_counts,
  ideas.count_words, ideas.merge, ideas.follow_reforms from public;
grant execute on function ideas.mine, ideas.my_unit, ideas.reads, ideas.screens, ideas.is_public, ideas.unit_at, ideas.answerable_at,
  ideas.public_units, ideas.receive_proposal, ideas.co_authors, ideas.public_authors, ideas.public_self, ideas.led_to, ideas.photo_of, ideas.tell_overdue, ideas.forget_proposals, ideas.fix_public,
  ideas.report_comment, ideas.authors_of, ideas.steps_of, ideas.units_covered, ideas.list, ideas.alike, ideas.word_counts,
  ideas.count_words, ideas.merge, ideas.follow_reforms to xungkich_app;

/* ---- Counting ---- */

/* What an idea counts for: once where it was proposed, once where it was published. */
create function indicators.facts_of_idea(state text, proposed_on date, published_on date)
  returns table (indicators text[], day date, value int) language sql immutable parallel safe as $$
  select array['ideas_proposed'], proposed_on, 1 where proposed_on is not null and state <> 'withdrawn'
  union all
  select array['ideas_published'], published_on, 1 where published_on is not null and state <> 'withdrawn'
$$;

create or replace view indicators.fact as
  select m.unit_id, 'stock' as kind, f.indicators, f.day, null::uuid as person_id, f.value
    from members.membership m
    cross join lateral indicators.facts_of_membership(m.kind, m.valid_from, m.valid_to, m.citizen_app_on) f
  union all
  select a.unit_id, 'flow', f.indicators, a.held_on, null, f.value
    from campaigns.activity a
    cross join lateral indicators.facts_of_activity(a.state, a.is_peak_day) f
  union all
  select c.unit_id, f.kind, f.indicators, c.happened_on, f.person_id, f.value
    from campaigns.check_in c join campaigns.activity a on a.id = c.activity_id
    cross join lateral indicators.facts_of_check_in(c.person_id, c.duplicate_of, c.undone_at, a.is_peak_day) f
  union all
  select s.unit_id, 'flow', f.indicators, s.happened_on, null, f.value
    from assists.assist s join campaigns.activity a on a.id = s.activity_id
    cross join lateral indicators.facts_of_assist(s.service, s.outcome, s.people, s.undone_at, a.is_peak_day) f
  union all
  select i.unit_id, 'flow', f.indicators, f.day, null, f.value
    from ideas.idea i
    cross join lateral indicators.facts_of_idea(i.state, i.proposed_on, i.published_on) f;

create function indicators.count_ideas() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select i.unit_id, 'flow', f.indicators, f.day, sum(f.value) * tg_argv[0]::int
    from changed i cross join lateral indicators.facts_of_idea(i.state, i.proposed_on, i.published_on) f
   group by i.unit_id, f.indicators, f.day;
  return null;
end $$;
/* A change appends only what it makes a difference to: a vote or a corrected word counts for nothing. */
create function indicators.recount_ideas() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into indicators.pending (unit_id, kind, indicators, day, value)
  select d.unit_id, 'flow', d.indicators, d.day, sum(d.value)
    from (
      select n.unit_id, f.indicators, f.day, f.value from new_rows n
        cross join lateral indicators.facts_of_idea(n.state, n.proposed_on, n.published_on) f
      union all
      select o.unit_id, f.indicators, f.day, -f.value from old_rows o
        cross join lateral indicators.facts_of_idea(o.state, o.proposed_on, o.published_on) f
    ) d
   group by d.unit_id, d.indicators, d.day having sum(d.value) <> 0;
  return null;
end $$;
create trigger counted_after_insert after insert on ideas.idea referencing new table as changed
  for each statement execute function indicators.count_ideas('1');
create trigger counted_after_delete after delete on ideas.idea referencing old table as changed
  for each statement execute function indicators.count_ideas('-1');
create trigger counted_after_change after update on ideas.idea referencing old table as old_rows new table as new_rows
  for each statement execute function indicators.recount_ideas();

create or replace function indicators.hold_records() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table units.unit_lineage, units.grouping, units.grouping_member, access.reach, members.membership,
    campaigns.activity, campaigns.check_in, assists.assist, ideas.idea in share mode;
  while indicators.fold() > 0 loop null; end loop;
end $$;
create or replace function indicators.rebuild() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  lock table units.unit_lineage, units.grouping, units.grouping_member, access.reach, members.membership,
    campaigns.activity, campaigns.check_in, assists.assist, ideas.idea in share mode;
  perform pg_advisory_xact_lock(hashtext('indicators.fold'));
  delete from indicators.pending;
  delete from indicators.stale_place;
  delete from indicators.place;
  delete from indicators.own;
  delete from indicators.rollup;
  delete from indicators.rollup_month;
  delete from indicators.presence;
  delete from indicators.revisit;
  update indicators.folded set on_day = platform.today();
  insert into indicators.stale_place select distinct unit_id from access.reach;
  insert into indicators.pending (unit_id, kind, indicators, day, person_id, value)
  select unit_id, kind, indicators, day, person_id, sum(value) from indicators.fact
   group by unit_id, kind, indicators, day, person_id having sum(value) <> 0;
  while indicators.fold() > 0 loop null; end loop;
end $$;

-- What waits for a call follows its unit in a reform; ideas stay where they were and have their home_unit_id.
insert into restructuring.followed (relation, key, condition) values ('ideas.proposal', 'id', 'r.state = ''waiting''');
