-- An outsider signs in to do one thing of their own, such as an employer who reads who applied. For every
-- wall that asks who is signed in they are nobody: they read what the public reads, and what a module
-- gives to their account by name (access.guest_id).
alter table identity.login add column is_outside boolean not null default false;
alter table identity.login add constraint outsiders_are_no_members check (not is_outside or person_id is null);

create function access.guest_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.guest_id', true), '')::uuid $$;

-- What an outsider does stands in the audit under their account.
alter policy actor_writes on audit.entry
  with check (account_id is not distinct from coalesce(access.account_id(), access.guest_id())
              and person_id is not distinct from access.person_id());
