/*
 * One page of ideas, with a first row that says how many the list holds (counted no further than
 * count_at_most; no such row where that is null). Matching words is not leakproof, so a row-level policy
 * would keep the index from being used: this door applies the same wall by itself. What words and filters
 * leave few of is gathered and sorted; else the index of the order is walked, and where gathering has shown
 * that there are as many as are counted, they are not counted again.
 */
create or replace function ideas.list(audience text, query text, within uuid, filters jsonb, sorted text,
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
  still_to_count boolean := count_at_most is not null;
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
    if count_at_most <= few then
      return query select null::uuid, count_at_most;
      still_to_count := false;
    end if;
  end if;
  if still_to_count then
    return query execute
      'select null::uuid, count(*)::int from (select from ideas.idea i where true' || conditions || ' limit $2) counted'
      using covered, count_at_most;
  end if;
  return query execute 'select i.id, null::int from ideas.idea i where true' || conditions || place
    using covered, from_day, from_number, from_id, at_most;
end $$;
