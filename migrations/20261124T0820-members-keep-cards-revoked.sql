-- A card that was revoked stays so: a lost one found again is replaced, not made good.
drop policy officer_or_self_revokes on members.card;
create policy officer_or_self_revokes on members.card for update
  using (revoked_at is null
         and (person_id = (select access.person_id())
              or exists (select from members.person p where p.id = person_id
                          and p.unit_id in (select access.reachable('members.write')))))
  with check (revoked_at is not null and revoked_by is not distinct from (select access.person_id()));

-- Whether somebody can sign in is for themselves and for those who manage accounts where they belong.
create or replace function access.account_of(wanted_person uuid)
  returns table (login_id uuid, is_disabled boolean, last_signed_in_at timestamptz, has_second_factor boolean)
  language sql stable security definer set search_path = '' as
$$ select l.id, l.disabled_at is not null, l.last_signed_in_at, l.two_factor_enabled
     from identity.login l
    where l.person_id = wanted_person
      and (wanted_person = access.person_id()
           or access.reaches('accounts.manage',
                (select p.unit_id from members.person p where p.id = wanted_person))) $$;
