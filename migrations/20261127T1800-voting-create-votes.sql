-- Votes: by hands, open by name, and secret. Decision: docs/decisions/0013-secret-votes.md
create schema voting;
grant usage on schema voting to xungkich_app;

-- What counts as a decision, with its source and since when; a vote copies what holds when it is prepared.
create table voting.rule (
  id uuid primary key,
  code text not null,
  kind text not null check (kind in ('motion', 'election')),
  num int not null check (num >= 0),
  den int not null check (den > 0),
  at_least boolean not null,
  base text not null check (base in ('present', 'entitled', 'valid', 'cast')),
  quorum_num int not null check (quorum_num >= 0),
  quorum_den int not null check (quorum_den > 0),
  source text not null,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);

create table voting.vote (
  id uuid primary key,
  unit_id uuid not null references units.unit,
  -- What it belongs to (a meeting), in the words of whoever asked for it.
  context_id uuid,
  follows_id uuid references voting.vote,
  method text not null check (method in ('hands', 'open', 'secret')),
  kind text not null check (kind in ('motion', 'election')),
  title text not null check (title = btrim(title) and title <> ''),
  question text,
  seats int not null default 0 check (seats between 0 and 500),
  num int not null check (num >= 0),
  den int not null check (den > 0),
  at_least boolean not null,
  base text not null check (base in ('present', 'entitled', 'valid', 'cast')),
  quorum_num int not null check (quorum_num >= 0),
  quorum_den int not null check (quorum_den > 0),
  source text not null,
  -- How many absent people one person may vote for; 0 where the rules know no proxies.
  proxies_each int not null default 0 check (proxies_each between 0 and 10),
  takes_paper boolean not null default false,
  closes_itself boolean not null default false,
  state text not null default 'draft' check (state in ('draft', 'handing_out', 'casting', 'counting', 'closed', 'cancelled')),
  held_on date not null,
  entitled int check (entitled >= present),
  present int check (present > 0),
  public_key text,
  -- On whose word it closes itself.
  casting_opened_by uuid,
  casting_account uuid,
  outcome jsonb,
  created_by uuid references members.person,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  check ((kind = 'election') = (seats > 0)),
  check ((state = 'closed') = (outcome is not null)),
  check (state in ('draft', 'cancelled') or present is not null)
);
create index on voting.vote (unit_id, held_on desc);
create index on voting.vote (context_id);

create table voting.candidate (
  vote_id uuid not null references voting.vote,
  unit_id uuid not null,
  number int not null check (number > 0),
  person_id uuid references members.person,
  name text not null check (name = btrim(name) and name <> ''),
  note text,
  primary key (vote_id, number)
);

-- The roll, fixed when the vote opens: who votes, under the name that they bore, and who votes for whom.
create table voting.elector (
  vote_id uuid not null references voting.vote,
  unit_id uuid not null,
  person_id uuid not null references members.person,
  name text not null,
  represented_by uuid references members.person,
  on_paper boolean not null default false,
  primary key (vote_id, person_id),
  check (represented_by is distinct from person_id)
);
create index on voting.elector (person_id);
create index on voting.elector (represented_by) where represented_by is not null;

-- The vote's private key, sealed with the installation's secret; gone when the vote closes.
create table voting.key (
  vote_id uuid primary key references voting.vote,
  sealed bytea not null
);

-- Who was handed a ballot, and what was signed blindly. No times, no numbers: their order would speak.
create table voting.draw (
  vote_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  drawn_by uuid not null,
  blinded bytea not null,
  blind_signature bytea not null,
  primary key (vote_id, person_id),
  foreign key (vote_id, person_id) references voting.elector
);

-- The box: ballots that name nobody, kept under their token. No times, no numbers, nobody's id.
create table voting.ballot (
  vote_id uuid not null references voting.vote,
  unit_id uuid not null,
  token bytea not null check (length(token) = 65),
  prefix bytea not null check (length(prefix) = 32),
  signature bytea not null check (length(signature) = 256),
  choice text not null,
  proof bytea not null check (length(proof) = 64),
  primary key (vote_id, token)
);
-- What was moved into the order of tokens leaves its old place soon.
alter table voting.ballot set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
alter table voting.draw set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
alter table voting.key set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);

-- An open vote: who chose what.
create table voting.choice (
  vote_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  choice text not null,
  given_by uuid not null,
  given_at timestamptz not null default now(),
  primary key (vote_id, person_id),
  foreign key (vote_id, person_id) references voting.elector
);

-- What people counted: hands, or the ballots of paper of a secret vote.
create table voting.entered (
  vote_id uuid primary key references voting.vote,
  unit_id uuid not null,
  counts jsonb not null,
  entered_by uuid,
  entered_at timestamptz not null default now()
);

/* The votes on whose roll the actor stands, for themselves or for somebody absent. */
create function voting.mine() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path = '' as $$
begin
  return query
    select e.vote_id from voting.elector e where e.person_id = access.person_id()
    union select e.vote_id from voting.elector e where e.represented_by = access.person_id();
end $$;

alter table voting.rule enable row level security;
alter table voting.vote enable row level security;
alter table voting.candidate enable row level security;
alter table voting.elector enable row level security;
alter table voting.key enable row level security;
alter table voting.draw enable row level security;
alter table voting.ballot enable row level security;
alter table voting.choice enable row level security;
alter table voting.entered enable row level security;

create policy signed_in_reads on voting.rule for select using ((select access.is_signed_in()));

do $$
declare
  relation text;
  key text;
begin
  foreach relation in array array['vote', 'candidate', 'elector', 'draw', 'choice', 'entered'] loop
    key := case relation when 'vote' then 'id' else 'vote_id' end;
    execute format($f$
      create policy elector_or_officer_reads on voting.%I for select
        using (%I in (select voting.mine())
               or (select access.reaches_all('meetings.run'))
               or unit_id in (select access.reachable('meetings.run'))
               or unit_id in (select access.reachable('members.read'))) $f$, relation, key);
  end loop;
  foreach relation in array array['vote', 'candidate', 'elector', 'entered'] loop
    execute format($f$
      create policy chair_adds on voting.%I for insert
        with check (unit_id in (select access.reachable('meetings.run'))) $f$, relation);
    execute format($f$
      create policy chair_changes on voting.%I for update
        using (unit_id in (select access.reachable('meetings.run'))) $f$, relation);
  end loop;
end $$;

create policy reader_of_closed_vote_reads on voting.ballot for select
  using (vote_id in (select v.id from voting.vote v where v.state in ('counting', 'closed')));
create policy elector_chooses on voting.choice for insert
  with check (given_by = (select access.person_id())
              and exists (select from voting.elector e join voting.vote v on v.id = e.vote_id
                           where e.vote_id = choice.vote_id and e.person_id = choice.person_id
                             and e.unit_id = choice.unit_id
                             and coalesce(e.represented_by, e.person_id) = (select access.person_id())
                             and v.method = 'open' and v.state = 'casting'));
create policy elector_changes on voting.choice for update
  using (given_by = (select access.person_id())
         and exists (select from voting.vote v where v.id = vote_id and v.state = 'casting'));


grant select on voting.rule, voting.vote, voting.candidate, voting.elector, voting.draw, voting.ballot,
  voting.choice, voting.entered to xungkich_app;
grant insert on voting.vote, voting.candidate, voting.elector, voting.choice, voting.entered to xungkich_app;
grant update (state, entitled, present, public_key, casting_opened_by, casting_account, outcome, closed_at)
  on voting.vote to xungkich_app;
grant update (on_paper) on voting.elector to xungkich_app;
grant update (choice, given_at) on voting.choice to xungkich_app;
grant update (counts, entered_by, entered_at) on voting.entered to xungkich_app;

/* One lock a vote: shared by whoever draws or casts, alone for whoever turns its state. */
create function voting.lock_key(wanted uuid) returns bigint language sql immutable as
$$ select hashtextextended('voting ' || wanted::text, 0) $$;

/* Waits until nobody is drawing or casting, and keeps others waiting until the transaction ends. */
create function voting.hold(wanted uuid) returns void language sql volatile as
$$ select pg_advisory_xact_lock(voting.lock_key(wanted)) $$;

/* Keeps a vote's sealed key, once. */
create function voting.keep_key(wanted uuid, sealed_key bytea) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from voting.vote v where v.id = wanted and v.state = 'draft'
                    and access.reaches('meetings.run', v.unit_id)) then
    raise insufficient_privilege using message = 'voting.not_allowed';
  end if;
  insert into voting.key (vote_id, sealed) values (wanted, sealed_key);
end $$;

/* The sealed key, to sign one ballot for somebody on the roll who asks for it while ballots are handed out. */
create function voting.key_to_draw(wanted uuid, principal uuid) returns bytea
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(voting.lock_key(wanted));
  return (
    select k.sealed from voting.key k join voting.vote v on v.id = k.vote_id
      join voting.elector e on e.vote_id = v.id and e.person_id = principal
     where v.id = wanted and v.method = 'secret' and v.state = 'handing_out' and not e.on_paper
       and coalesce(e.represented_by, e.person_id) = access.person_id());
end $$;

/* Writes down who was handed a ballot; returns what was signed for them, be it now or before. */
create function voting.draw(wanted uuid, principal uuid, asked bytea, signed bytea)
  returns table (blinded bytea, blind_signature bytea)
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(voting.lock_key(wanted));
  insert into voting.draw (vote_id, person_id, unit_id, drawn_by, blinded, blind_signature)
  select v.id, principal, v.unit_id, access.person_id(), asked, signed
    from voting.vote v join voting.elector e on e.vote_id = v.id and e.person_id = principal
   where v.id = wanted and v.method = 'secret' and v.state = 'handing_out' and not e.on_paper
     and coalesce(e.represented_by, e.person_id) = access.person_id()
  on conflict do nothing;
  return query select d.blinded, d.blind_signature from voting.draw d
    where d.vote_id = wanted and d.person_id = principal and d.drawn_by = access.person_id();
end $$;

/* What a ballot box must know, for whoever comes: no session, no right, nothing about people. */
create function voting.box(wanted uuid)
  returns table (public_key text, kind text, candidates int, closes_itself boolean)
  language sql stable security definer set search_path = '' as $$
  select v.public_key, v.kind,
         (select count(*)::int from voting.candidate c where c.vote_id = v.id), v.closes_itself
    from voting.vote v where v.id = wanted and v.method = 'secret' $$;

/* Puts a ballot into the box. stored, known (the very same is in), other (its token is in with another choice), or the state. */
create function voting.cast_ballot(wanted uuid, a_token bytea, a_prefix bytea, a_signature bytea, a_choice text, a_proof bytea)
  returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  vote voting.vote;
  known text;
begin
  perform pg_advisory_xact_lock_shared(voting.lock_key(wanted));
  select * into vote from voting.vote v where v.id = wanted and v.method = 'secret';
  select b.choice into known from voting.ballot b where b.vote_id = wanted and b.token = a_token;
  if found then return case when known = a_choice then 'known' else 'other' end; end if;
  if vote.id is null or vote.state <> 'casting' then return coalesce(vote.state, 'unknown'); end if;
  insert into voting.ballot (vote_id, unit_id, token, prefix, signature, choice, proof)
  values (wanted, vote.unit_id, a_token, a_prefix, a_signature, a_choice, a_proof) on conflict do nothing;
  if found then return 'stored'; end if;
  select b.choice into known from voting.ballot b where b.vote_id = wanted and b.token = a_token;
  return case when known = a_choice then 'known' else 'other' end;
end $$;

/* How far a vote is: state, ballots handed out, on paper, in the box. For who may see the vote. */
create function voting.progress(wanted uuid)
  returns table (state text, electors int, drawn int, on_paper int, given int)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select v.state, coalesce(v.present, 0),
           case v.method when 'secret' then (select count(*)::int from voting.draw d where d.vote_id = v.id) else 0 end,
           case when v.takes_paper then (select count(*)::int from voting.elector e where e.vote_id = v.id and e.on_paper) else 0 end,
           case v.method when 'secret' then (select count(*)::int from voting.ballot b where b.vote_id = v.id)
                         when 'open' then (select count(*)::int from voting.choice c where c.vote_id = v.id)
                         else 0 end
      from voting.vote v
     where v.id = wanted
       and (exists (select from voting.elector e where e.vote_id = v.id and e.person_id = access.person_id())
            or exists (select from voting.elector e where e.vote_id = v.id and e.represented_by = access.person_id())
            or access.reaches('meetings.run', v.unit_id) or access.reaches('members.read', v.unit_id));
end $$;

/* On whose word a vote closes itself, once every ballot that was handed out is in the box; nothing before. */
create function voting.full_for(wanted uuid) returns table (person_id uuid, account_id uuid)
  language sql stable security definer set search_path = '' as $$
  select v.casting_opened_by, v.casting_account from voting.vote v
   where v.id = wanted and v.closes_itself and v.state = 'casting'
     and not exists (select from voting.elector e where e.vote_id = v.id and e.on_paper)
     and (select count(*) from voting.draw d where d.vote_id = v.id)
         <= (select count(*) from voting.ballot b where b.vote_id = v.id) $$;

/*
 * Who asked first, who cast first: whoever reads the tables later shall not see it. Draws are written
 * anew in the order of people's ids, ballots in the order of their tokens, each in one transaction.
 */
create function voting.forget_order_of_draws(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  rows voting.draw[];
begin
  if not exists (select from voting.vote v where v.id = wanted and access.reaches('meetings.run', v.unit_id)) then
    raise insufficient_privilege using message = 'voting.not_allowed';
  end if;
  select array_agg(d order by d.person_id) into rows from voting.draw d where d.vote_id = wanted;
  delete from voting.draw d where d.vote_id = wanted;
  insert into voting.draw select * from unnest(rows);
end $$;

create function voting.forget_order_of_ballots(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  rows voting.ballot[];
begin
  if not exists (select from voting.vote v where v.id = wanted and access.reaches('meetings.run', v.unit_id)) then
    raise insufficient_privilege using message = 'voting.not_allowed';
  end if;
  select array_agg(b order by b.token) into rows from voting.ballot b where b.vote_id = wanted;
  delete from voting.ballot b where b.vote_id = wanted;
  insert into voting.ballot select * from unnest(rows);
end $$;

/* Destroys the key of a vote that is over. */
create function voting.destroy_key(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from voting.key k using voting.vote v
   where k.vote_id = wanted and v.id = wanted and access.reaches('meetings.run', v.unit_id)
     and v.state in ('closed', 'cancelled');
end $$;

/* What a vote settles stays as it is: the question once it is open, all of it once it is closed. */
create function voting.keep_as_it_is() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state in ('closed', 'cancelled') then raise exception 'voting.is_over' using errcode = 'P0001'; end if;
  -- Whose ballots may be counted takes no more of them.
  if old.state = 'counting' and new.state <> 'closed' then raise exception 'voting.is_over' using errcode = 'P0001'; end if;
  if old.public_key is not null and new.public_key is distinct from old.public_key then
    raise exception 'voting.key_is_fixed' using errcode = 'P0001';
  end if;
  return new;
end $$;
create trigger keep_as_it_is before update on voting.vote
  for each row execute function voting.keep_as_it_is();

/* The roll is fixed once the vote is open; only who takes paper may still change. */
create function voting.keep_roll() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from voting.vote v where v.id = new.vote_id and v.unit_id = new.unit_id and v.state = 'draft') then
    raise insufficient_privilege using message = 'voting.roll_is_fixed';
  end if;
  return new;
end $$;
create trigger keep_roll before insert on voting.elector
  for each row execute function voting.keep_roll();
create trigger keep_roll before insert on voting.candidate
  for each row execute function voting.keep_roll();

/* What was counted, chosen or marked stays as it was when the vote was closed. */
create function voting.keep_what_was_counted() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from voting.vote v where v.id = new.vote_id and v.unit_id = new.unit_id
                    and v.state in ('handing_out', 'casting')) then
    raise insufficient_privilege using message = 'voting.is_over';
  end if;
  return new;
end $$;
create trigger keep_what_was_counted before insert or update on voting.entered
  for each row execute function voting.keep_what_was_counted();
create trigger keep_what_was_counted before insert or update on voting.choice
  for each row execute function voting.keep_what_was_counted();
create trigger keep_what_was_counted before update on voting.elector
  for each row execute function voting.keep_what_was_counted();

revoke all on all functions in schema voting from public;
grant execute on function voting.mine, voting.lock_key, voting.hold, voting.keep_key, voting.key_to_draw, voting.draw,
  voting.box, voting.cast_ballot, voting.progress, voting.full_for, voting.forget_order_of_draws, voting.forget_order_of_ballots,
  voting.destroy_key to xungkich_app;

insert into voting.rule (id, code, kind, num, den, at_least, base, quorum_num, quorum_den, source, valid_from) values
  ('019aeb00-0000-7000-8000-000000000001', 'resolution', 'motion', 1, 2, false, 'present', 2, 3,
   'Điều lệ Đoàn TNCS Hồ Chí Minh: nghị quyết được thông qua khi có trên một nửa số người có mặt tán thành', '2022-12-15'),
  ('019aeb00-0000-7000-8000-000000000002', 'two_thirds', 'motion', 2, 3, true, 'present', 2, 3,
   'Quy chế làm việc của hội nghị: việc cần từ hai phần ba số người có mặt tán thành', '2022-12-15'),
  ('019aeb00-0000-7000-8000-000000000003', 'election_present', 'election', 1, 2, false, 'present', 2, 3,
   'Quy chế bầu cử của đại hội: người trúng cử có trên một nửa số người có mặt bầu cho', '2022-12-15'),
  ('019aeb00-0000-7000-8000-000000000004', 'election_valid', 'election', 1, 2, false, 'valid', 2, 3,
   'Quy chế bầu cử của đại hội: người trúng cử có trên một nửa số phiếu hợp lệ', '2022-12-15'),
  ('019aeb00-0000-7000-8000-000000000005', 'election_entitled', 'election', 1, 2, false, 'entitled', 2, 3,
   'Quy chế bầu cử của đại hội: người trúng cử có trên một nửa số người được triệu tập bầu cho', '2022-12-15');
