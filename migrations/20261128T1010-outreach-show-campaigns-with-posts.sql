-- A campaign is planned by one person and approved by nobody: what makes it public is a post of it, which somebody
-- else has approved. Until then it is read by those who write for its unit.
create function outreach.campaign_is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from outreach.post p where p.campaign_id = wanted and p.is_public)
$$;

drop policy everybody_reads on outreach.campaign;
create policy everybody_reads_what_is_published on outreach.campaign for select using (outreach.campaign_is_public(id));
create policy officer_reads on outreach.campaign for select using (unit_id in (select access.reachable('outreach.write')));

/* A post joins a campaign of those who write for it, and so shows it: whoever else could make theirs public. */
create function outreach.keep_campaigns_apart() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if current_user = 'xungkich_app' and new.campaign_id is not null
     and (tg_op = 'INSERT' or new.campaign_id is distinct from old.campaign_id)
     and not exists (select from outreach.campaign c where c.id = new.campaign_id and access.reaches('outreach.write', c.unit_id)) then
    raise exception 'outreach: not their campaign' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_campaigns_apart before insert or update of campaign_id on outreach.post
  for each row execute function outreach.keep_campaigns_apart();

revoke all on function outreach.campaign_is_public, outreach.keep_campaigns_apart from public;
grant execute on function outreach.campaign_is_public, outreach.keep_campaigns_apart to xungkich_app;
