-- A page of a list and its count are asked for together: what the actor reaches is worked out once,
-- and the count may run in parallel, which PostgreSQL never does for a function that returns one number.
drop function members.page(text[], uuid, jsonb, text, uuid, boolean, int);
drop function members.count_up_to(text[], uuid, jsonb, int);

/*
 * One page of a list, in Vietnamese order of given names, before or after a place in it, with a first
 * row that says how many people the list holds, counted no further than `count_at_most` (no such row
 * where that is null). Search needs
 * operators that PostgreSQL will not run before a row-level policy (they are not leakproof), so that
 * no trigram index could be used; this door applies the same wall by itself.
 */
create function members.list(words text[], within uuid, filters jsonb, from_name text, from_id uuid,
                             backwards boolean, at_most int, count_at_most int)
  returns table (person_id uuid, people int)
  language plpgsql stable security definer rows 50 set search_path = public, pg_catalog as $$
declare
  covered uuid[] := members.units_covered(within);
  conditions text := members.conditions(words, filters)
    || case when covered is null then '' else ' and p.unit_id = any ($1)' end;
begin
  if count_at_most is not null then
    return query execute
      'select null::uuid, count(*)::int from (select from members.person p where true'
      || conditions || ' limit $2) counted' using covered, count_at_most;
  end if;
  return query execute
    'select p.id, null::int from members.person p where true' || conditions
    || case when from_id is null then ''
            else ' and (p.given_name, p.full_name, p.id) ' || case when backwards then '<' else '>' end
                 || ' (platform.given_name($2), $2, $3)' end
    || case when backwards then ' order by p.given_name desc, p.full_name desc, p.id desc'
            else ' order by p.given_name, p.full_name, p.id' end
    || ' limit $4' using covered, from_name, from_id, at_most;
end $$;

/* How many people lists hold that differ in their filters, each counted no further than `at_most`. */
create function members.count_each(within uuid, filters jsonb[], at_most int) returns setof int
  language plpgsql stable security definer rows 3 set search_path = public, pg_catalog as $$
declare
  covered uuid[] := members.units_covered(within);
  one jsonb;
begin
  foreach one in array filters loop
    return query execute 'select count(*)::int from (select from members.person p where true'
      || members.conditions('{}', one)
      || case when covered is null then '' else ' and p.unit_id = any ($1)' end || ' limit $2) counted'
      using covered, at_most;
  end loop;
end $$;

revoke all on function members.list, members.count_each from public;
grant execute on function members.list, members.count_each to xungkich_app;

-- Whoever makes a record reads it back: that is asked first, because it costs nothing.
alter policy officer_or_recorder_reads on assists.assist
  using (recorded_by = (select access.person_id())
         or (select access.reaches_all('reports.read'))
         or unit_id in (select access.reachable('reports.read')));
