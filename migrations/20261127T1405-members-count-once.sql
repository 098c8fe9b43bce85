/*
 * One page of a list, in Vietnamese order of given names, before or after a place in it, with a first
 * row that says how many people the list holds, counted no further than `count_at_most` (no such row
 * where that is null). Search needs operators that PostgreSQL will not run before a row-level policy
 * (they are not leakproof), so that no trigram index could be used; this door applies the same wall by
 * itself.
 *
 * A list that is narrowed by words or filters is gathered first: where it is short, it is sorted and
 * counted as it is. Only a long one is walked by name, where a page is full after a few steps. Left to
 * the planner, two words that hardly meet in one person had a million names walked in vain. Where
 * gathering has already shown that there are more than anybody counts, nothing is counted again.
 */
create or replace function members.list(words text[], within uuid, filters jsonb, from_name text, from_id uuid,
                                        backwards boolean, at_most int, count_at_most int)
  returns table (person_id uuid, people int)
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  few constant int := 1000;
  covered uuid[] := members.units_covered(within);
  conditions text := members.conditions(words, filters)
    || case when covered is null then '' else ' and p.unit_id = any ($1)' end;
  place text := case when from_id is null then ''
    else ' and (p.given_name, p.full_name, p.id) ' || case when backwards then '<' else '>' end
         || ' (platform.given_name($2), $2, $3)' end
    || case when backwards then ' order by p.given_name desc, p.full_name desc, p.id desc'
            else ' order by p.given_name, p.full_name, p.id' end
    || ' limit $4';
  found uuid[];
begin
  if at_most > 0 and (cardinality(words) > 0 or filters <> '{}') then
    execute 'select array(select p.id from members.person p where true' || conditions || ' limit $2)'
      into found using covered, few;
    if cardinality(found) < few then
      if count_at_most is not null then
        return query select null::uuid, least(cardinality(found), count_at_most);
      end if;
      return query execute
        'select p.id, null::int from unnest($1) f (id) join members.person p on p.id = f.id where true'
        || place using found, from_name, from_id, at_most;
      return;
    end if;
    if count_at_most <= few then
      return query select null::uuid, count_at_most;
      count_at_most := null;
    end if;
  end if;
  if count_at_most is not null then
    return query execute
      'select null::uuid, count(*)::int from (select from members.person p where true'
      || conditions || ' limit $2) counted' using covered, count_at_most;
  end if;
  return query execute 'select p.id, null::int from members.person p where true' || conditions || place
    using covered, from_name, from_id, at_most;
end $$;
