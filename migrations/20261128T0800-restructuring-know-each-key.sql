-- By what a row that follows a reform is known is said where its module names it; what was built on a reform
-- asked for a column that some tables do not have.
create or replace function restructuring.key_of(relation text) returns text
  language sql stable security definer set search_path = '' as $$
  select coalesce((select f.key from restructuring.followed f where f.relation = key_of.relation), 'id')
$$;
revoke all on function restructuring.key_of from public;
