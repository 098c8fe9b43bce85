/*
 * A page of what the words find, and how many there are of each kind (rows without id; counted no further
 * than `few`, and then as one row without kind). Where PostgreSQL's statistics expect many, the newest are
 * looked through in their order, as far as `far`: building the list of all that fit costs a quarter of a
 * second at a million entries. Else, and where that finds too few, what fits is gathered by the index of
 * words and sorted by how well it does.
 */
create or replace function platform.search_public(query text, of_kind text, within uuid, at_most int, skipped int)
  returns table (kind text, id text, entries int)
  -- Only a volatile function may ask for a plan; it writes nothing.
  language plpgsql volatile set search_path = public, pg_catalog as $$
#variable_conflict use_column
declare
  few constant int := 1000;
  many constant int := 4000;
  far constant int := 20000;
  units uuid[] := case when within is not null then platform.public_units_within(within) end;
  broad text := format(' where (e.ends_on is null or e.ends_on >= %L)', platform.today())
    || case when units is null then '' else ' and e.unit_id = any ($1)' end
    || case when of_kind is null then '' else format(' and e.kind = %L', of_kind) end;
  words text := case when query = '' then 'true' else format('e.words @@ to_tsquery(''simple'', %L)', query) end;
  expected json;
  page text[];
  one record;
  is_crowded boolean := false;
begin
  execute 'explain (format json) select from platform.public_entry e' || broad || ' and ' || words into expected using units;
  if (expected -> 0 -> 'Plan' ->> 'Plan Rows')::float > many then
    execute 'select array(select e.kind || '' '' || e.id
        from (select * from platform.public_entry e' || broad || ' order by e.public_at desc, e.id desc limit $4) e
       where ' || words || ' order by e.public_at desc, e.id desc limit $2 offset $3)'
      into page using units, at_most, least(skipped, few), far;
    -- So few among the newest: then they are fewer than the statistics say.
    if cardinality(page) = at_most then
      return query select null::text, null::text, few;
      return query select split_part(p, ' ', 1), split_part(p, ' ', 2), null::int from unnest(page) with ordinality u (p, n) order by n;
      return;
    end if;
  end if;
  for one in execute format('
    with found as materialized (
      select e.kind, e.id, e.public_at, %s as fit from platform.public_entry e %s and %s limit $2
    ), counted as (
      select count(*)::int as n from found
    )
    select case when c.n < $2 then f.kind end as kind, null::text as id, count(*)::int as n
      from found f cross join counted c group by 1
    union all
    (select f.kind, f.id, null from found f cross join counted c where c.n < $2
      order by f.fit desc, f.public_at desc, f.id desc limit $3 offset $4)',
    case when query = '' then '1' else format('ts_rank(e.words, to_tsquery(''simple'', %L))', query) end, broad, words)
    using units, few, at_most, skipped
  loop
    kind := one.kind;
    id := one.id;
    entries := one.n;
    is_crowded := is_crowded or one.kind is null;
    return next;
  end loop;
  -- More than are sorted by how well they fit, though not many: the newest come first.
  if is_crowded then
    return query execute 'select e.kind, e.id, null::int from platform.public_entry e' || broad || ' and ' || words
      || ' order by e.public_at desc, e.id desc limit $2 offset $3' using units, at_most, least(skipped, few);
  end if;
end $$;
