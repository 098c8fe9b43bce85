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
