-- An API token acts for its person within the permissions that it was given. What somebody keeps because it is
-- theirs hangs on no permission, so a token gets none of it: neither their ventures nor, through them, their stalls.
create or replace function ventures.managed() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  if coalesce(current_setting('app.permissions', true), '') <> '' then return; end if;
  return query select p.venture_id from ventures.principal p
    where p.person_id = access.person_id() and p.manages and (p.left_on is null or p.left_on > platform.today());
end $$;
revoke all on function ventures.managed from public;
