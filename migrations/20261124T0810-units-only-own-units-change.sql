-- A version of a unit is written by whoever may change the tree under its parent; but only of a unit
-- that is new (nobody reaches it yet) or theirs already, and a version stays that of its unit.
drop policy officer_writes on units.unit_version;
create policy officer_writes on units.unit_version for insert
  with check ((parent_id in (select access.reachable('units.write'))
               or (parent_id is null and unit_id in (select access.granted('units.write'))))
              and (unit_id in (select access.reachable('units.write'))
                   or not exists (select from access.reach r where r.unit_id = unit_version.unit_id)));
revoke update on units.unit_version from xungkich_app;
grant update (valid_to) on units.unit_version to xungkich_app;
