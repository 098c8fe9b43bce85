-- The employer and the officers know an application's id; where it stands is told again only to whoever has the
-- number that asked to be called.
do $$
declare
  before text := pg_get_functiondef('jobs.request_call'::regproc);
  after text := replace(before, $old$if exists (select from jobs.application where id = new_id) then return 'known'; end if;$old$,
    $new$if exists (select from jobs.application where id = new_id) then
    return case when exists (select from jobs.application where id = new_id and way = 'call' and phone = number)
      then 'known' else 'of_another' end;
  end if;$new$);
begin
  if after = before then raise exception 'jobs.request_call is not as this migration knows it'; end if;
  execute after;
end $$;
