/*
 * The register's fact that somebody has a digital signature. The person states it by adding a certificate,
 * officers as before by editing the person.
 */
create function members.record_digital_signature(wanted uuid, has boolean) returns void
  language sql security definer set search_path = '' as $$
  update members.person p set has_digital_signature = has
   where p.id = wanted and p.has_digital_signature <> has and p.id = access.person_id()
$$;
revoke all on function members.record_digital_signature from public;
grant execute on function members.record_digital_signature to xungkich_app;
create index person_with_signature on members.person (unit_id) where has_digital_signature;

/* As before, and by who has a digital signature. */
create or replace function members.conditions(words text[], filters jsonb) returns text
  language plpgsql stable set search_path = public, pg_catalog as $$
declare
  conditions text := '';
  word text;
begin
  foreach word in array coalesce(words, '{}') loop
    conditions := conditions || format(' and p.search_text like %L',
      '%' || regexp_replace(platform.searchable(word), '([\\%_])', '\\\1', 'g') || '%');
  end loop;
  conditions := conditions || case filters ->> 'standing'
    when 'all' then ''
    when 'youth' then ' and p.standing = ''youth'''
    when 'former' then ' and p.standing = ''former'''
    else ' and p.standing = ''member''' end;
  conditions := conditions || case filters ->> 'sex'
    when 'female' then ' and p.sex = ''female'''
    when 'male' then ' and p.sex = ''male'''
    else '' end;
  conditions := conditions || case filters ->> 'residence'
    when 'at_home' then ' and p.residence_status = ''at_home'''
    when 'studying_away' then ' and p.residence_status = ''studying_away'''
    when 'working_away' then ' and p.residence_status = ''working_away'''
    else '' end;
  conditions := conditions || case filters ->> 'missing'
    when 'phone' then ' and p.phone is null'
    when 'birth' then ' and p.birth_on is null'
    when 'citizen_id' then ' and p.citizen_id is null'
    when 'code' then ' and p.code is null'
    when 'citizen_app' then ' and exists (select from members.membership x where x.person_id = p.id
      and x.valid_to is null and x.kind = ''member'' and x.citizen_app_on is null)'
    else '' end;
  conditions := conditions || case filters ->> 'signature'
    when 'has' then ' and p.has_digital_signature'
    when 'none' then ' and not p.has_digital_signature'
    else '' end;
  if filters ->> 'born_from' is not null then
    conditions := conditions || format(' and p.birth_year >= %s', (filters ->> 'born_from')::int);
  end if;
  if filters ->> 'born_to' is not null then
    conditions := conditions || format(' and p.birth_year <= %s', (filters ->> 'born_to')::int);
  end if;
  return conditions;
end $$;
