-- The youth statistics of a unit: looked for from the statements and what stands above each, of which
-- there are as many as units that ever stated any, and no longer from all units below, of which there
-- are ten times as many. Each lateral query begins at a statement; OFFSET 0 keeps it so.
create or replace function indicators.youth_statements(
  wanted_unit uuid, on_day date, wanted_view indicators.view default 'then'
) returns table (id uuid) language sql stable as $$
  with top as materialized (
    select wanted_unit as unit_id
    union
    select m.unit_id from units.grouping_member m join units.grouping g on g.id = m.grouping_id
     where m.grouping_id = wanted_unit
       and m.valid_from <= on_day and (m.valid_to is null or m.valid_to > on_day)
       and g.valid_from <= on_day and (g.valid_to is null or g.valid_to > on_day)
  ), stated as materialized (
    select distinct on (s.unit_id) s.id, s.unit_id
      from members.youth_statistic s
     where s.counted_on <= on_day
     order by s.unit_id, s.counted_on desc
  ), line as materialized (
    select s.id, s.unit_id, above.ancestor_id, above.depth
      from stated s
      cross join lateral (
        select r.ancestor_id, r.depth from access.reach r
         where r.unit_id = s.unit_id and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
        offset 0) above
  ), latest as materialized (
    select l.id, l.unit_id from line l join top t on t.unit_id = l.ancestor_id where wanted_view = 'then'
    union
    select l.id, l.unit_id from line l
      cross join lateral (
        select from indicators.place p
         where p.unit_id = l.unit_id and p.ancestor_id = wanted_unit and p.view = 'today' limit 1 offset 0) placed
     where wanted_view = 'today' and l.depth = 0
  )
  select l.id from latest l
   where not exists (
     select from line above join latest higher on higher.unit_id = above.ancestor_id
      where above.unit_id = l.unit_id and above.depth > 0)
$$;
