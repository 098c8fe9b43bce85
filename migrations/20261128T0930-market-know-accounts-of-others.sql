-- What comes into an account is told to every stall that names it: whoever entered somebody else's number read what
-- strangers pay them.

/*
 * Whether a stall that is not the actor's is paid into an account: yes or no, and not whose. Two who enter the same
 * account at once wait for each other.
 */
create function market.is_account_of_others(wanted bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(wanted, 'hex'), 23));
  return exists (select from market.stall s where s.account_key = wanted and s.id not in (select market.my_stalls()));
end $$;
revoke all on function market.is_account_of_others from public;
grant execute on function market.is_account_of_others to xungkich_app;
