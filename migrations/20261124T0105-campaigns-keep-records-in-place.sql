-- A record belongs to the unit of its activity: nobody can place it under another unit of theirs.
alter table campaigns.activity
  add column closed_at timestamptz,
  add unique (id, unit_id);
alter table campaigns.team_member
  add column decided_by uuid references members.person,
  add column decided_at timestamptz,
  drop constraint team_member_activity_id_fkey,
  drop constraint team_member_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id);
alter table campaigns.check_in
  drop constraint check_in_activity_id_fkey,
  drop constraint check_in_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id);
alter table assists.assist
  -- A correction stands beside what it corrects, which is undone: both values are kept.
  add column corrects uuid references assists.assist,
  drop constraint assist_activity_id_fkey,
  drop constraint assist_unit_id_fkey,
  add foreign key (activity_id, unit_id) references campaigns.activity (id, unit_id);
create index on assists.assist (corrects) where corrects is not null;
create index on campaigns.check_in (duplicate_of) where duplicate_of is not null;

/*
 * Names of a team: for those who organise or record there, though the register of the members' own
 * branches is not theirs to read.
 */
create function campaigns.team_of(activities uuid[])
returns table (activity_id uuid, person_id uuid, name text, code text, role text, state text, unit_name text)
language sql stable security definer set search_path = '' as $$
  select t.activity_id, t.person_id, p.full_name, p.code, t.role, t.state, v.name
    from campaigns.team_member t
    join members.person p on p.id = t.person_id
    left join lateral (select u.name from units.unit_version u where u.unit_id = p.unit_id
                        order by u.valid_from desc limit 1) v on true
   where t.activity_id = any (activities)
     and (t.unit_id in (select access.reachable('field.record'))
          or t.unit_id in (select access.reachable('campaigns.read')))
   order by t.activity_id, p.given_name, p.full_name
$$;

/* Who came to an activity, with names, for the same people. */
create function campaigns.arrivals_at(activity uuid)
returns table (id uuid, person_id uuid, name text, code text, unit_name text, method text, happened_at timestamptz,
               duplicate_of uuid, recorded_by uuid, recorder_name text, received_at timestamptz, undone_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.id, c.person_id, p.full_name, p.code, v.name, c.method, c.happened_at,
         c.duplicate_of, c.recorded_by, r.full_name, c.received_at, c.undone_at
    from campaigns.check_in c
    join members.person p on p.id = c.person_id
    left join members.person r on r.id = c.recorded_by
    left join lateral (select u.name from units.unit_version u where u.unit_id = p.unit_id
                        order by u.valid_from desc limit 1) v on true
   where c.activity_id = activity
     and (c.unit_id in (select access.reachable('field.record'))
          or c.unit_id in (select access.reachable('campaigns.read')))
   order by c.happened_at, c.id
$$;

/*
 * For those about to be admitted: whether such a person exists, and whether the recorder has them on
 * a list (the activity's team in whatever state, their own register, or themselves).
 */
create function campaigns.look_up(activities uuid[], people uuid[])
returns table (activity_id uuid, person_id uuid, listed boolean)
language sql stable security definer set search_path = '' as $$
  select w.activity_id, p.id,
         case when exists (select from campaigns.team_member t
                            where t.activity_id = w.activity_id and t.person_id = p.id) then true
              when p.id = access.person_id() then true
              else p.unit_id in (select access.reachable('members.read')) end
    from unnest(activities, people) w (activity_id, person_id)
    join members.person p on p.id = w.person_id
$$;

/* What the phone that came second is told of the first: who, by whom, when. */
create function campaigns.admissions(check_ins uuid[])
returns table (id uuid, person_name text, recorder_name text, happened_at timestamptz, activity_name text, place text)
language sql stable security definer set search_path = '' as $$
  select c.id, p.full_name, r.full_name, c.happened_at, a.name, a.place
    from campaigns.check_in c
    join campaigns.activity a on a.id = c.activity_id
    join members.person p on p.id = c.person_id
    left join members.person r on r.id = c.recorded_by
   where c.id = any (check_ins) and c.unit_id in (select access.reachable('field.record'))
$$;
revoke all on function campaigns.team_of, campaigns.arrivals_at, campaigns.look_up, campaigns.admissions from public;
grant execute on function campaigns.team_of, campaigns.arrivals_at, campaigns.look_up, campaigns.admissions
  to xungkich_app;

-- Whoever organises at a unit gives its volunteers, and nobody else, the right to record there, and
-- only for a time.
create policy organiser_grants_volunteers on access.role for insert
  with check (role_type = 'field_volunteer' and valid_to is not null
              and unit_id in (select access.reachable('campaigns.write')));
create policy organiser_changes_volunteers on access.role for update
  using (role_type = 'field_volunteer' and unit_id in (select access.reachable('campaigns.write')))
  with check (role_type = 'field_volunteer' and valid_to is not null
              and unit_id in (select access.reachable('campaigns.write')));
-- A role that is taken back before its first day has passed leaves nothing but its audit.
create policy officer_takes_back on access.role for delete
  using (valid_from >= platform.today() and unit_id in (select access.reachable('roles.grant')));
create policy organiser_takes_back_volunteers on access.role for delete
  using (role_type = 'field_volunteer' and valid_from >= platform.today()
         and unit_id in (select access.reachable('campaigns.write')));
grant delete on access.role to xungkich_app;

/* Lets a person lay down a role of their own; never lengthens one. */
create function access.lay_down(role_id uuid, on_day date) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  delete from access.role where id = role_id and person_id = access.person_id() and valid_from >= on_day;
  if found then return true; end if;
  update access.role set valid_to = on_day
   where id = role_id and person_id = access.person_id()
     and (valid_to is null or valid_to > on_day);
  return found;
end $$;
revoke all on function access.lay_down from public;
grant execute on function access.lay_down to xungkich_app;
