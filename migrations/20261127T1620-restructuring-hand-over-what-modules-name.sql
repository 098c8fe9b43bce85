-- What follows its unit in a reform was written into the reform itself, for three modules. Each module
-- now says for itself which of its rows are still to come, and the reform hands those over.
create table restructuring.followed (
  relation text primary key,
  key text not null default 'id',
  -- About the row `r` and the effective day `:day`.
  condition text not null
);
alter table restructuring.followed enable row level security;
insert into restructuring.followed (relation, key, condition) values
  ('campaigns.campaign', 'id', 'r.ends_on >= :day and r.state in (''planned'', ''open'')'),
  ('campaigns.activity', 'id', 'r.held_on >= :day'),
  ('assists.callback', 'assist_id', 'r.settled_at is null'),
  ('assignments.assignment', 'id', 'r.state = ''open''');

create function restructuring.hand_over_what_follows(wanted uuid, on_day date) returns void
  language plpgsql security definer set search_path = '' as $$
declare one record;
begin
  for one in select * from restructuring.followed order by relation loop
    perform restructuring.hand_over(wanted, one.relation, one.key, replace(one.condition, ':day', quote_literal(on_day)));
  end loop;
end $$;
revoke all on function restructuring.hand_over_what_follows(uuid, date) from public;

-- carry_out keeps everything else as it is.
do $$
declare
  before text := pg_get_functiondef('restructuring.carry_out'::regproc);
  after text := regexp_replace(before,
    'perform restructuring\.hand_over\(wanted, ''campaigns\.campaign''.*?perform restructuring\.hand_over\(wanted, ''assists\.callback''[^;]*;',
    'perform restructuring.hand_over_what_follows(wanted, on_day);');
begin
  if after = before then raise exception 'restructuring.carry_out is not as this migration knows it'; end if;
  execute after;
end $$;
