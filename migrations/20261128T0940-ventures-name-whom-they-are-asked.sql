-- Whoever keeps a venture could name somebody of the register on its public page without that person's word. Each of
-- them says so for themselves; only for those in no register is it asked and entered by whoever keeps the venture.
create policy each_is_named_by_themselves on ventures.principal as restrictive for insert
  with check (not shows_name or person_id is null or person_id = (select access.person_id()));

/* The same of a change; a policy does not see what stood there before, and who chose to be named may be changed by others. */
create function ventures.ask_before_naming() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if new.person_id <> access.person_id() then
    raise insufficient_privilege using message = 'ventures: each says for themselves whether they are named';
  end if;
  return new;
end $$;
revoke all on function ventures.ask_before_naming from public;
create trigger asked_before_naming before update of shows_name on ventures.principal
  for each row when (new.shows_name and not old.shows_name and new.person_id is not null) execute function ventures.ask_before_naming();
