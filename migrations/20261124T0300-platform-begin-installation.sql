/*
 * The first unit and the first officer of a new installation: nobody has a right yet, so this door
 * stands open exactly as long as there is no unit. Two people at once: one wins.
 */
create function platform.begin(root_unit uuid, unit_type text, unit_level text, unit_name text, unit_code text,
                               founded_on date, officer uuid, officer_name text, role_type text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('units.tree'));
  if exists (select from units.unit) then
    raise exception 'the installation has begun already' using errcode = 'unique_violation';
  end if;
  insert into units.unit (id) values (root_unit);
  insert into units.unit_version (id, unit_id, level, type, name, code, valid_from)
    values (gen_random_uuid(), root_unit, unit_level, unit_type, unit_name, unit_code, founded_on);
  insert into units.unit_lineage (id, event, to_unit_id, on_day) values (gen_random_uuid(), 'found', root_unit, founded_on);
  insert into members.person (id, unit_id, standing, full_name) values (officer, root_unit, 'youth', officer_name);
  insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
    values (gen_random_uuid(), officer, root_unit, 'youth', platform.today(), 'admitted');
  insert into access.role (id, person_id, role_type, unit_id, valid_from)
    values (gen_random_uuid(), officer, role_type, root_unit, platform.today());
  insert into audit.entry (command, unit_id, subject_id) values ('platform.begin', root_unit, officer);
end $$;
revoke all on function platform.begin from public;
grant execute on function platform.begin to xungkich_app;

/* Whether nobody has begun yet: the first-run screen asks before anyone can sign in. */
create function platform.is_new() returns boolean
  language sql stable security definer set search_path = '' as $$ select not exists (select from units.unit) $$;

/* Takes back a beginning whose account could not be made; only for as long as nobody can sign in. */
create function platform.unbegin(root_unit uuid, officer uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from identity.login) then
    raise exception 'somebody can sign in already';
  end if;
  delete from access.role where person_id = officer;
  delete from members.membership where person_id = officer;
  delete from members.person where id = officer;
  delete from units.unit_lineage where to_unit_id = root_unit;
  delete from units.unit_version where unit_id = root_unit;
  delete from units.unit where id = root_unit;
end $$;
revoke all on function platform.unbegin from public;
grant execute on function platform.unbegin to xungkich_app;
