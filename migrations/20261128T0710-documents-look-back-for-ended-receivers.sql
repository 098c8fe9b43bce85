-- Asked for each paper of a list: what receivers came to is looked for only where one of them stands no more.
/* Whether a paper was sent to the actor, or to a unit where they keep papers, or to one that such a unit came from. */
create or replace function documents.is_sent_to_me(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  ended uuid[];
begin
  if exists (select from documents.delivery v
              where v.document_id = wanted
                and (v.person_id = access.person_id()
                     or exists (select from access.reach r
                                 where r.unit_id = v.unit_id and r.ancestor_id in (select access.granted('documents.write'))
                                   and r.readable_from <= platform.today()
                                   and (r.readable_to is null or r.readable_to > platform.today()))))
  then return true; end if;
  -- It is asked for each paper: what came before is looked for only where a receiver stands no more.
  ended := array(select v.unit_id from documents.delivery v
                  where v.document_id = wanted and v.unit_id is not null
                    and not exists (select from units.unit_version o where o.unit_id = v.unit_id
                                       and (o.valid_to is null or o.valid_to > platform.today())));
  if ended = '{}' then return false; end if;
  return exists (select from access.left_behind('documents.write') b where b = any (ended));
end $$;
