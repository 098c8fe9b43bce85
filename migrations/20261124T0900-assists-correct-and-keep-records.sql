-- Whether anything that counts was recorded at an activity, be it where the asker may not read it: such
-- an activity did happen, so it is neither called off nor moved to another day.
create function campaigns.has_records(activity uuid) returns boolean
  language sql stable security definer set search_path = '' as
$$ select exists (select from campaigns.check_in c where c.activity_id = activity and c.undone_at is null)
       or exists (select from assists.assist a where a.activity_id = activity and a.undone_at is null) $$;
revoke all on function campaigns.has_records(uuid) from public;
grant execute on function campaigns.has_records(uuid) to xungkich_app;

-- Each record is corrected once at most, so corrections make a chain.
create unique index one_correction_each on assists.assist (corrects) where corrects is not null;
drop index assists.assist_corrects_idx;
