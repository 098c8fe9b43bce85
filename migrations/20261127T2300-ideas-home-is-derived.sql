-- Where an idea is at home today is worked out from its unit, so a reform may be taken back although ideas
-- have followed it: what is derived holds nobody up, and finds its way back by itself.
alter table ideas.idea drop constraint idea_home_unit_id_fkey, drop constraint idea_step_unit_id_fkey;

/* After a reform, or one taken back: what waits goes to whoever stands in the place of the idea's unit. Returns how many moved. */
create or replace function ideas.follow_reforms() returns int
  language plpgsql security definer set search_path = '' as $$
declare
  moved int;
begin
  with astray as materialized (
    select distinct i.unit_id, i.home_unit_id from ideas.idea i
     where not exists (select from units.unit_version v where v.unit_id = i.home_unit_id and v.valid_from <= platform.today()
                          and (v.valid_to is null or v.valid_to > platform.today()))
  ), heir as (
    select a.unit_id, a.home_unit_id,
           (select h.heir_id from units.heirs(array[a.unit_id]) h order by h.heir_id limit 1) as heir_id from astray a
  )
  update ideas.idea i set home_unit_id = h.heir_id from heir h
   where i.unit_id = h.unit_id and i.home_unit_id = h.home_unit_id and h.heir_id is not null;
  get diagnostics moved = row_count;
  update ideas.idea i set step_unit_id = n.unit_id
    from (select w.id, coalesce(ideas.unit_at(w.home_unit_id, case w.state when 'branch' then 'branch' when 'commune' then 'commune' else 'province' end),
                                ideas.unit_at(w.home_unit_id, 'province')) as unit_id
            from ideas.idea w where w.state in ('branch', 'commune', 'province', 'chosen')) n
   where n.id = i.id and n.unit_id is not null and n.unit_id is distinct from i.step_unit_id;
  return moved;
end $$;
