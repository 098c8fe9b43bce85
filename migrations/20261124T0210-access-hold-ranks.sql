-- The second wall also knows ranks: an office is given, ended and taken back only by who stands
-- higher, and an account is managed only by who stands higher than its person.

/* How high the actor stands over a unit by the roles that carry a permission there; 0 for not at all. */
create function access.rank_over(wanted_unit uuid, wanted text) returns int
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select max(t.rank)
      from access.role r
      join access.role_type t on t.name = r.role_type
      join access.role_permission p on p.role_type = r.role_type and p.permission = wanted
      join access.reach a on a.ancestor_id = r.unit_id and a.unit_id = wanted_unit
       and a.valid_from <= platform.today()
       and (a.readable_to is null or a.readable_to > platform.today())
     where r.person_id = access.person_id()
       and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
       and r.unit_id in (select access.granted(wanted))), 0);
end $$;

/* Whether the actor may give or end this office: they stand higher, or make a volunteer for a time. */
create function access.may_grant(wanted_type text, wanted_unit uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  if wanted_type = 'field_volunteer' and access.reaches('campaigns.write', wanted_unit) then
    return true;
  end if;
  return access.rank_over(wanted_unit, 'roles.grant')
         > (select t.rank from access.role_type t where t.name = wanted_type);
end $$;

/* Whether an office belongs to the level at which a unit stands today. */
create function access.fits_level(wanted_type text, wanted_unit uuid) returns boolean
  language sql stable security definer set search_path = '' as
$$ select exists (select from access.role_type t
                   where t.name = wanted_type
                     and (t.level = 'any'
                          or t.level = (select v.level from units.unit_version v
                                         where v.unit_id = wanted_unit
                                         order by v.valid_from desc limit 1))) $$;

/* Whether the actor manages the account of somebody in a unit: the right reaches them, their rank is lower. */
create function access.manages_account(wanted_person uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  their_unit uuid := (select p.unit_id from members.person p where p.id = wanted_person);
begin
  return their_unit is not null
     and wanted_person is distinct from access.person_id()
     and access.rank_over(their_unit, 'accounts.manage')
         > coalesce((select max(t.rank) from access.role r join access.role_type t on t.name = r.role_type
                      where r.person_id = wanted_person
                        and (r.valid_to is null or r.valid_to > platform.today())), 0);
end $$;

create policy rank_gives on access.role as restrictive for insert
  with check (access.may_grant(role_type, unit_id) and access.fits_level(role_type, unit_id));
create policy rank_ends on access.role as restrictive for update
  using (access.may_grant(role_type, unit_id));
create policy rank_takes_back on access.role as restrictive for delete
  using (access.may_grant(role_type, unit_id));

-- Whose office it is, which and where, never changes: that would be another office.
revoke update on access.role from xungkich_app;
grant update (valid_from, valid_to, decision_no) on access.role to xungkich_app;
