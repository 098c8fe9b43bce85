/* What its author withdrew without ever proposing it is nobody else's: officers read from the proposal on. */
drop policy officer_reads on ideas.idea;
create policy officer_reads on ideas.idea for select
  using (state <> 'draft' and proposed_on is not null
         and ((select access.reaches_all('ideas.read')) or home_unit_id in (select access.reachable('ideas.read'))));
create or replace function ideas.reads(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ideas.author a where a.idea_id = wanted and a.person_id = access.person_id())
      or exists (select from ideas.idea i where i.id = wanted and i.state <> 'draft' and i.proposed_on is not null
                    and access.reaches('ideas.read', i.home_unit_id));
end $$;

-- The same for the lists: in their order, and counted without looking at each.
drop index ideas.idea_by_day;
drop index ideas.idea_by_unit;
create index idea_by_day on ideas.idea (proposed_on desc, id desc) where state <> 'draft' and proposed_on is not null;
create index idea_by_unit on ideas.idea (home_unit_id, proposed_on desc, id desc) where state <> 'draft' and proposed_on is not null;

-- A name of a day is looked up for each row of each list: out of this index alone, instead of the GiST of the exclusion.
create index unit_version_by_day on units.unit_version (unit_id, valid_from desc) include (valid_to, name);

/*
 * The page of ideas comes whole out of the door that applies the wall: given only ids, the statement around
 * it looked each row up again, under policies that had just been answered, and sorted each name out of all
 * versions of its unit.
 */
drop function ideas.photo_of(uuid);
drop function ideas.list(text, text, uuid, jsonb, text, date, int, uuid, boolean, int, int);

/*
 * One page of ideas, with a first row that says how many the list holds (counted no further than
 * count_at_most; no such row where that is null). Matching words is not leakproof, so a row-level policy
 * would keep the index from being used: this door applies the same wall by itself, and shows of an idea
 * only what its audience may see. What words and filters leave few of is gathered and sorted; else the
 * index of the order is walked, and where gathering has shown that there are as many as are counted, they
 * are not counted again. Which rows make the page is asked first, what they say then: of no others is more
 * read than the order needs. Units bear the names of the day of the proposal.
 */
create function ideas.list(audience text, query text, within uuid, filters jsonb, sorted text,
                           from_day date, from_number int, from_id uuid, backwards boolean, at_most int, count_at_most int)
  returns table (ideas int, id uuid, title text, category text, state text, supports int, comments int, published_on date,
                 unit_id uuid, unit_name text, proposed_on date, step_unit_name text, step_due date,
                 problem text, public_author text, public_place text, photo_id uuid)
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  few constant int := 1000;
  this_day constant date := platform.today();
  covered uuid[];
  conditions text;
  key text;
  after text;
  ordered text;
  counting text;
  counted int;
  page uuid[];
begin
  if audience = 'public' then
    conditions := 'i.is_public';
    covered := case when within is not null then coalesce((select array_agg(distinct a.unit_id) from access.reach a
      where a.ancestor_id = within and a.valid_from <= this_day
        and (a.readable_to is null or a.readable_to > this_day)), '{}') end;
  else
    conditions := 'i.state <> ''draft'' and i.proposed_on is not null';
    covered := ideas.units_covered(within);
  end if;

  if coalesce(query, '') = '' and covered is null and filters = '{}' and from_id is null then
    -- The pages that everybody opens first: planned once, and not for each who opens them.
    if audience = 'public' then
      counted := (select count(*) from (select from ideas.idea i where i.is_public limit count_at_most) c);
      page := case when sorted = 'liked'
        then array(select i.id from ideas.idea i where i.is_public order by i.supports desc, i.id desc limit at_most)
        else array(select i.id from ideas.idea i where i.is_public order by i.published_on desc, i.id desc limit at_most) end;
    else
      counted := (select count(*) from (
        select from ideas.idea i where i.state <> 'draft' and i.proposed_on is not null limit count_at_most) c);
      page := array(select i.id from ideas.idea i where i.state <> 'draft' and i.proposed_on is not null
        order by i.proposed_on desc, i.id desc limit at_most);
    end if;
  else
    if covered is not null then conditions := conditions || ' and i.home_unit_id = any ($1)'; end if;
    if query <> '' then conditions := conditions || format(' and i.words @@ to_tsquery(''simple'', %L)', query); end if;
    if filters ? 'category' then conditions := conditions || format(' and i.category = %L', filters ->> 'category'); end if;
    if filters ? 'state' then conditions := conditions || format(' and i.state = %L', filters ->> 'state'); end if;
    key := case when audience <> 'public' then 'proposed_on' when sorted = 'liked' then 'supports' else 'published_on' end;
    after := case when from_id is null then 'true'
      else format('(i.%s, i.id) %s (%s, $4)', key, case when backwards then '>' else '<' end,
                  case when key = 'supports' then '$3' else '$2' end) end;
    ordered := format(' order by i.%s %s, i.id %2$s limit $5', key, case when backwards then 'asc' else 'desc' end);
    if at_most > 0 and query <> '' then
      execute format('with found as materialized (select i.id, i.%s from ideas.idea i where %s limit $6), number as (select count(*) as n from found)
          select n, case when n < $6 then array(select i.id from found i where %s %s) end from number', key, conditions, after, ordered)
        into counted, page using covered, from_day, from_number, from_id, at_most, few;
    end if;
    if page is null then
      counting := case when counted >= count_at_most then '$6'
                       else format('(select count(*) from (select from ideas.idea i where %s limit $6) c)', conditions) end;
      execute format('select %s, array(select i.id from ideas.idea i where %s and %s %s)', counting, conditions, after, ordered)
        into counted, page using covered, from_day, from_number, from_id, at_most, count_at_most;
    end if;
  end if;

  if count_at_most is not null then
    ideas := least(counted, count_at_most);
    return next;
  end if;
  if audience = 'public' then
    return query
      select null::int, i.id, i.title, i.category, i.state, i.supports, i.comments, i.published_on,
             null::uuid, null::text, null::date, null::text, null::date,
             left(i.problem, 240), i.public_author, i.public_place,
             (select f.id from ideas.file f where f.idea_id = i.id and f.is_photo order by f.added_at, f.id limit 1)
        from ideas.idea i where i.id = any (page);
  else
    return query
      select null::int, i.id, i.title, i.category, i.state, i.supports, i.comments, i.published_on,
             i.unit_id, coalesce(v.name, (select n.name from units.unit_version n where n.unit_id = i.unit_id order by n.valid_from limit 1)),
             i.proposed_on, s.name, i.step_due,
             null::text, null::text, null::text, null::uuid
        from ideas.idea i
        left join units.unit_version v on v.unit_id = i.unit_id
         and v.valid_from <= i.proposed_on and (v.valid_to is null or v.valid_to > i.proposed_on)
        left join lateral (select u.name from units.unit_version u where u.unit_id = i.step_unit_id and u.valid_from <= this_day
                            order by u.valid_from desc limit 1) s on true
       where i.id = any (page);
  end if;
end $$;
revoke all on function ideas.list from public;
grant execute on function ideas.list to xungkich_app;
