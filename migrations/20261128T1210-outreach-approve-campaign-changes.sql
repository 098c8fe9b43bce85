-- What everybody reads is said by whoever may publish: once a post has made a campaign public, its name and goal too.
drop policy officer_changes on outreach.campaign;
create policy officer_changes on outreach.campaign for update
  using (unit_id in (select access.reachable('outreach.write'))
         and (not outreach.campaign_is_public(id) or unit_id in (select access.reachable('outreach.approve'))));
