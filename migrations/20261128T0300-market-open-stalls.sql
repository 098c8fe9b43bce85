-- A market for what young people's ventures make: stalls, products, orders without an account, payments by what
-- the bank says, cycles in which several households sell together, and simple books. Amounts are whole đồng.
create schema market;
grant usage on schema market to xungkich_app;

-- Where something is sold: of a venture, or of a unit that gathers for several (a hub).
create table market.stall (
  id uuid primary key,
  -- Of the venture, or the unit itself; derived, so that it holds no reform up.
  unit_id uuid not null,
  venture_id uuid unique references ventures.venture,
  name text not null check (name = btrim(name) and name <> ''),
  about text,
  -- For buyers, shown to everybody by the seller's own choice.
  phone text check (phone ~ '^\+84\d{9,10}$'),
  pickup_place text,
  delivery_area text,
  delivery_fee int not null default 0 check (delivery_fee between 0 and 5000000),
  takes_pickup boolean not null default true,
  takes_delivery boolean not null default false,
  takes_cash boolean not null default true,
  takes_transfer boolean not null default false,
  bank_bin text check (bank_bin ~ '^\d{6}$'),
  -- Number and holder of the account; sealed. What finds it again is a hash under the installation's secret.
  account_sealed bytea,
  account_key bytea,
  is_open boolean not null default false,
  -- Officers of the commune keep it for people without a phone of their own.
  is_assisted boolean not null default false,
  opened_by uuid references members.person,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((bank_bin is null) = (account_sealed is null) and (bank_bin is null) = (account_key is null)),
  check (not takes_transfer or bank_bin is not null),
  check (not is_open or ((takes_cash or takes_transfer) and (takes_pickup or takes_delivery)))
);
create index stall_by_unit on market.stall (unit_id);
create index stall_by_account on market.stall (account_key) where account_key is not null;
create index on market.stall (opened_by);

create table market.product (
  id uuid primary key,
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  name text not null check (name = btrim(name) and name <> ''),
  kind text not null check (kind in ('tea', 'honey', 'grain', 'vegetable', 'fruit', 'meat', 'spice', 'medicinal',
    'food', 'drink', 'textile', 'craft', 'plant', 'other')),
  description text,
  ocop_stars int not null default 0 check (ocop_stars between 0 and 5),
  unit_of_sale text not null check (unit_of_sale = btrim(unit_of_sale) and unit_of_sale <> ''),
  price int not null check (price between 1 and 500000000),
  stock int not null default 0 check (stock between 0 and 1000000),
  season_from int check (season_from between 1 and 12),
  season_to int check (season_to between 1 and 12),
  state text not null default 'draft' check (state in ('draft', 'listed', 'withdrawn')),
  listed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, platform.searchable(
    name || ' ' || coalesce(description, '')))) stored,
  check ((season_from is null) = (season_to is null)),
  check (state <> 'listed' or listed_at is not null)
);
create index product_by_stall on market.product (stall_id, id);
create index product_listed on market.product (listed_at desc, id desc) where state = 'listed';
create index product_by_kind on market.product (kind, listed_at desc, id desc) where state = 'listed';
create index product_by_price on market.product (price, id) where state = 'listed';
create index product_by_words on market.product using gin (words) with (fastupdate = off) where state = 'listed';

create table market.photo (
  id uuid primary key,
  product_id uuid not null references market.product on delete cascade,
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size > 0),
  added_at timestamptz not null
);
create index on market.photo (product_id, added_at, id);
create index on market.photo (stall_id);

-- A time in which several households sell together: a hub opens it, gathers the orders and hands over on a day.
create table market.cycle (
  id uuid primary key,
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  title text not null check (title = btrim(title) and title <> ''),
  note text,
  opens_on date not null,
  -- The last day on which one can order.
  closes_on date not null,
  handover_on date not null,
  place text not null check (place = btrim(place) and place <> ''),
  -- What the hub keeps of each producer's sales, in a hundred parts.
  fee_percent int not null default 0 check (fee_percent between 0 and 30),
  state text not null default 'open' check (state in ('open', 'cancelled')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (closes_on >= opens_on and handover_on >= closes_on)
);
create index on market.cycle (stall_id, opens_on desc);

-- What a producer offers in a cycle; the hub takes it in.
create table market.cycle_offer (
  cycle_id uuid not null references market.cycle on delete cascade,
  product_id uuid not null references market.product,
  -- The producer's stall, and the hub's.
  stall_id uuid not null references market.stall,
  hub_id uuid not null references market.stall,
  unit_id uuid not null,
  is_accepted boolean not null default false,
  offered_at timestamptz not null,
  primary key (cycle_id, product_id)
);
create index on market.cycle_offer (product_id);
create index on market.cycle_offer (stall_id);
create index on market.cycle_offer (hub_id);

-- "order" is a word of SQL's own.
create table market.sales_order (
  id uuid primary key,
  number text not null unique check (number ~ '^XK[A-Z2-9]{8}$'),
  -- Who sells it and is paid: for a cycle the hub.
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  cycle_id uuid references market.cycle,
  -- SHA-256 of the token in the buyer's link.
  token_hash bytea not null unique,
  delivery_way text not null check (delivery_way in ('pickup', 'delivery')),
  payment_way text not null check (payment_way in ('transfer', 'cash')),
  goods bigint not null check (goods > 0),
  delivery_fee int not null check (delivery_fee >= 0),
  total bigint not null check (total = goods + delivery_fee and total <= 9999999999),
  -- Name, phone, address and note of the buyer, sealed; forgotten some time after the end. The hash of the
  -- phone bounds how many orders of one number wait.
  buyer_sealed bytea,
  buyer_key bytea,
  state text not null default 'placed' check (state in ('placed', 'confirmed', 'paid', 'handed_over', 'cancelled')),
  -- Until when its goods are held where nothing happens.
  expires_at timestamptz,
  placed_at timestamptz not null,
  confirmed_at timestamptz,
  paid_at timestamptz,
  -- What was really paid; it may differ where the seller took it so.
  paid_amount bigint check (paid_amount > 0),
  closed_at timestamptz,
  cancelled_by text check (cancelled_by in ('buyer', 'seller', 'expired')),
  cancel_reason text,
  check ((state in ('handed_over', 'cancelled')) = (closed_at is not null)),
  check ((paid_at is null) = (paid_amount is null)),
  check (state <> 'paid' or paid_at is not null),
  check (state <> 'handed_over' or paid_at is not null),
  check ((state = 'cancelled') = (cancelled_by is not null)),
  check ((buyer_sealed is null) = (buyer_key is null))
);
create index order_by_stall on market.sales_order (stall_id, placed_at desc, id desc);
create index order_open on market.sales_order (stall_id, placed_at, id) where state in ('placed', 'confirmed', 'paid');
create index order_by_cycle on market.sales_order (cycle_id) where cycle_id is not null;
create index order_by_buyer on market.sales_order (buyer_key) where state = 'placed';
create index order_to_expire on market.sales_order (expires_at) where expires_at is not null and state in ('placed', 'confirmed');
create index order_to_forget on market.sales_order (closed_at) where buyer_sealed is not null;

create table market.order_line (
  order_id uuid not null references market.sales_order on delete cascade,
  product_id uuid not null references market.product,
  -- Whose product it is, and who sells it.
  stall_id uuid not null references market.stall,
  seller_id uuid not null references market.stall,
  unit_id uuid not null,
  -- As they were when it was ordered.
  name text not null,
  unit_of_sale text not null,
  price int not null check (price > 0),
  quantity int not null check (quantity between 1 and 1000),
  amount bigint not null generated always as (price::bigint * quantity) stored,
  primary key (order_id, product_id)
);
create index on market.order_line (product_id);
create index on market.order_line (stall_id);
create index on market.order_line (seller_id);

-- Money that came in, as a statement or a bank's message tells of it: kept only where it has to do with an order.
create table market.transfer (
  id uuid primary key,
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  order_id uuid references market.sales_order,
  source text not null check (source in ('statement', 'sepay', 'seen')),
  -- The account, and the transfer within it: each is used once, whichever stall it is told to.
  account_key bytea not null,
  key text not null,
  amount bigint not null check (amount > 0),
  booked_on date not null,
  reference text not null default '',
  -- What the payer wrote: kept, sealed, while somebody has to look at it.
  memo_sealed bytea,
  verdict text not null check (verdict in ('pays', 'known', 'doubtful', 'dismissed')),
  doubt text check (doubt in ('amount_differs', 'several_orders', 'not_waiting', 'paid_already', 'misspelt', 'by_amount_only')),
  told_at timestamptz not null,
  decided_by uuid references members.person,
  decided_at timestamptz,
  unique (account_key, key),
  check ((verdict = 'doubtful') = (doubt is not null and decided_at is null)),
  check (verdict not in ('pays', 'known') or order_id is not null)
);
create index on market.transfer (order_id);
create index transfer_by_stall on market.transfer (stall_id, booked_on desc, id desc);
create index transfer_doubtful on market.transfer (stall_id, booked_on) where verdict = 'doubtful';
create index on market.transfer (decided_by);

-- What a producer got out of a cycle.
create table market.payout (
  cycle_id uuid not null references market.cycle,
  stall_id uuid not null references market.stall,
  hub_id uuid not null references market.stall,
  unit_id uuid not null,
  goods bigint not null check (goods > 0),
  fee bigint not null check (fee >= 0),
  amount bigint not null check (amount >= 0 and amount = goods - fee),
  paid_on date not null,
  paid_by uuid references members.person,
  primary key (cycle_id, stall_id)
);
create index on market.payout (stall_id);
create index on market.payout (hub_id);

-- The seller's simple books. What orders, pay-outs and refunds bring flows in by itself.
create table market.book_entry (
  id uuid primary key,
  stall_id uuid not null references market.stall,
  unit_id uuid not null,
  kind text not null check (kind in ('income', 'expense')),
  category text not null check (category in ('sale', 'refund', 'payout', 'materials', 'labour', 'transport', 'packaging', 'tools', 'fees', 'support', 'other')),
  amount bigint not null check (amount > 0),
  booked_on date not null,
  note text,
  order_id uuid references market.sales_order,
  cycle_id uuid references market.cycle,
  added_by uuid references members.person,
  created_at timestamptz not null default now()
);
create index book_by_day on market.book_entry (stall_id, booked_on desc, id desc);
create unique index book_of_order on market.book_entry (order_id, category) where order_id is not null;
create unique index book_of_payout on market.book_entry (stall_id, cycle_id, category, kind, coalesce(note, '')) where cycle_id is not null;
create index on market.book_entry (cycle_id);

/* ---- Who is asking ---- */

/*
 * The stalls that the actor keeps: of ventures that they manage, hubs of units where they keep the register of
 * ventures, and those that officers keep for somebody.
 */
create function market.my_stalls() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
  if access.person_id() is null then return; end if;
  return query select s.id from market.stall s where s.venture_id in (select ventures.managed())
    union select s.id from market.stall s
     where (s.venture_id is null or s.is_assisted) and s.unit_id in (select access.reachable('ventures.write'));
end $$;

/*
 * Who is told of what happens at a stall: those who manage its venture; for a hub, or where officers keep it, those
 * who hold the office at its unit itself.
 */
create function market.keepers_of(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select p.person_id from market.stall s join ventures.principal p on p.venture_id = s.venture_id
   where s.id = wanted and p.manages and p.person_id is not null and (p.left_on is null or p.left_on > platform.today())
  union
  select r.person_id from market.stall s join access.role r on r.unit_id = s.unit_id
    join access.role_permission m on m.role_type = r.role_type and m.permission = 'ventures.write'
   where s.id = wanted and (s.venture_id is null or s.is_assisted)
     and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today())
$$;

/* Whether everybody may see a stall: it is open, and its venture is public and has not ended. */
create function market.stall_is_public(wanted uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from market.stall s left join ventures.venture v on v.id = s.venture_id
    where s.id = wanted and s.is_open and (s.venture_id is null or (v.is_public and (v.ended_on is null or v.ended_on > platform.today()))))
$$;

create function market.hub_of(wanted uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
  select stall_id from market.cycle where id = wanted
$$;

/* ---- The wall ---- */

alter table market.stall enable row level security;
alter table market.product enable row level security;
alter table market.photo enable row level security;
alter table market.cycle enable row level security;
alter table market.cycle_offer enable row level security;
alter table market.sales_order enable row level security;
alter table market.order_line enable row level security;
alter table market.transfer enable row level security;
alter table market.payout enable row level security;
alter table market.book_entry enable row level security;

create policy seller_reads on market.stall for select using (id in (select market.my_stalls()));
create policy seller_opens on market.stall for insert
  with check (case when venture_id is null then unit_id in (select access.reachable('ventures.write'))
    else ventures.manages(venture_id) and unit_id = (select v.unit_id from ventures.venture v where v.id = venture_id) end
    and opened_by is not distinct from (select access.person_id()));
create policy seller_changes on market.stall for update using (id in (select market.my_stalls()));
grant select, insert on market.stall to xungkich_app;
grant update (name, about, phone, pickup_place, delivery_area, delivery_fee, takes_pickup, takes_delivery, takes_cash,
  takes_transfer, bank_bin, account_sealed, account_key, is_open, is_assisted, version, updated_at) on market.stall to xungkich_app;

create policy seller_reads on market.product for select using (stall_id in (select market.my_stalls()));
create policy seller_adds on market.product for insert
  with check (stall_id in (select market.my_stalls()) and unit_id = (select s.unit_id from market.stall s where s.id = stall_id));
create policy seller_changes on market.product for update using (stall_id in (select market.my_stalls()));
grant select, insert on market.product to xungkich_app;
grant update (name, kind, description, ocop_stars, unit_of_sale, price, stock, season_from, season_to, state, listed_at,
  version, updated_at) on market.product to xungkich_app;

create policy seller_reads on market.photo for select using (stall_id in (select market.my_stalls()));
create policy seller_adds on market.photo for insert
  with check (stall_id in (select market.my_stalls())
    and (stall_id, unit_id) = (select p.stall_id, p.unit_id from market.product p where p.id = product_id));
create policy seller_removes on market.photo for delete using (stall_id in (select market.my_stalls()));
grant select, insert, delete on market.photo to xungkich_app;

create policy hub_reads on market.cycle for select using (stall_id in (select market.my_stalls()));
create policy hub_opens on market.cycle for insert
  with check (stall_id in (select market.my_stalls()) and unit_id = (select s.unit_id from market.stall s where s.id = stall_id));
create policy hub_changes on market.cycle for update using (stall_id in (select market.my_stalls()));
grant select, insert on market.cycle to xungkich_app;
grant update (title, note, opens_on, closes_on, handover_on, place, fee_percent, state, version) on market.cycle to xungkich_app;

create policy both_read on market.cycle_offer for select
  using (stall_id in (select market.my_stalls()) or hub_id in (select market.my_stalls()));
create policy producer_offers on market.cycle_offer for insert
  with check (stall_id in (select market.my_stalls()) and (not is_accepted or hub_id in (select market.my_stalls()))
    and (stall_id, unit_id) = (select p.stall_id, p.unit_id from market.product p where p.id = product_id)
    and hub_id = market.hub_of(cycle_id));
create policy hub_accepts on market.cycle_offer for update using (hub_id in (select market.my_stalls()));
create policy both_take_back on market.cycle_offer for delete
  using (stall_id in (select market.my_stalls()) or hub_id in (select market.my_stalls()));
grant select, insert, delete on market.cycle_offer to xungkich_app;
grant update (is_accepted) on market.cycle_offer to xungkich_app;

-- Orders are placed, and their lines written, by market.place_order alone.
create policy seller_reads on market.sales_order for select using (stall_id in (select market.my_stalls()));
create policy seller_changes on market.sales_order for update using (stall_id in (select market.my_stalls()));
grant select on market.sales_order to xungkich_app;
grant update (state, expires_at, confirmed_at, paid_at, paid_amount, closed_at, cancelled_by, cancel_reason) on market.sales_order to xungkich_app;

-- A producer sees what of theirs was ordered, and not by whom.
create policy seller_reads on market.order_line for select
  using (seller_id in (select market.my_stalls()) or stall_id in (select market.my_stalls()));
grant select on market.order_line to xungkich_app;

create policy seller_reads on market.transfer for select using (stall_id in (select market.my_stalls()));
grant select on market.transfer to xungkich_app;

create policy both_read on market.payout for select
  using (stall_id in (select market.my_stalls()) or hub_id in (select market.my_stalls()));
grant select on market.payout to xungkich_app;

create policy seller_reads on market.book_entry for select using (stall_id in (select market.my_stalls()));
create policy seller_writes on market.book_entry for insert
  with check (stall_id in (select market.my_stalls()) and unit_id = (select s.unit_id from market.stall s where s.id = stall_id)
    and order_id is null and cycle_id is null and category not in ('sale', 'refund', 'payout')
    and added_by is not distinct from (select access.person_id()));
create policy seller_strikes on market.book_entry for delete
  using (stall_id in (select market.my_stalls()) and order_id is null and cycle_id is null);
grant select, insert, delete on market.book_entry to xungkich_app;

/* ---- Stock ---- */

/* Goods go to an order with its lines; there are never more than there are, which the table itself says. */
create function market.take_stock() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update market.product p set stock = p.stock - t.n
    from (select product_id, sum(quantity)::int as n from taken group by product_id order by product_id) t where p.id = t.product_id;
  return null;
end $$;
create trigger stock_taken after insert on market.order_line referencing new table as taken
  for each statement execute function market.take_stock();

/*
 * Whatever way an order's state changes: nothing leaves its end; what is cancelled gives its goods back, once;
 * what is paid is income of the day, and what was paid and is cancelled is given back.
 */
create function market.follow_state() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  by_person uuid := access.person_id();
begin
  if new.state = old.state then return new; end if;
  if old.state in ('handed_over', 'cancelled') then
    raise exception 'the order has ended' using errcode = 'check_violation', constraint = 'order_has_ended';
  end if;
  if new.state = 'placed' or (old.state = 'paid' and new.state = 'confirmed') then
    raise exception 'an order does not go back' using errcode = 'check_violation', constraint = 'order_goes_forward';
  end if;
  if new.state = 'cancelled' then
    update market.product p set stock = least(1000000, p.stock + l.quantity) from market.order_line l
     where l.order_id = new.id and p.id = l.product_id;
    if old.paid_amount is not null then
      insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, order_id, added_by)
      values (notices.new_id(), new.stall_id, new.unit_id, 'expense', 'refund', old.paid_amount, platform.today(), new.id, by_person);
    end if;
  end if;
  if new.paid_amount is not null and old.paid_amount is null then
    insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, order_id, added_by)
    values (notices.new_id(), new.stall_id, new.unit_id, 'income', 'sale', new.paid_amount, platform.today(), new.id, by_person);
  end if;
  return new;
end $$;
create trigger state_followed before update of state on market.sales_order
  for each row execute function market.follow_state();

/* ---- What a buyer does, without an account ---- */

/*
 * Places an order, with the prices that the products have now; the same id again changes nothing. Answers what
 * came of it: stored, known, closed, way_not_taken, not_for_sale, too_many, price_changed, too_many_waiting,
 * too_much. Products are held in the order of their ids, so that no two orders wait for each other.
 */
create function market.place_order(new_id uuid, new_number text, hash bytea, of_stall uuid, of_cycle uuid,
  products uuid[], quantities int[], seen_total bigint, by_delivery text, by_payment text, sealed bytea, buyer bytea,
  at timestamptz, until timestamptz, most_waiting int) returns table (answer text, of_product uuid, of_amount bigint)
  language plpgsql security definer set search_path = '' as $$
declare
  sold market.stall;
  sale market.cycle;
  wanted record;
  sum_goods bigint := 0;
  fee int := 0;
begin
  if exists (select from market.sales_order o where o.id = new_id) then
    return query select 'known', null::uuid, null::bigint; return;
  end if;
  select * into sold from market.stall s where s.id = of_stall;
  if not market.stall_is_public(of_stall) then return query select 'closed', null::uuid, null::bigint; return; end if;
  if of_cycle is not null then
    select * into sale from market.cycle c where c.id = of_cycle and c.stall_id = of_stall;
    if sale.id is null or sale.state <> 'open' or platform.today() not between sale.opens_on and sale.closes_on then
      return query select 'closed', null::uuid, null::bigint; return;
    end if;
  end if;
  if (not case by_delivery when 'pickup' then sold.takes_pickup or of_cycle is not null else sold.takes_delivery end)
     or (not case by_payment when 'cash' then sold.takes_cash else sold.takes_transfer end) then
    return query select 'way_not_taken', null::uuid, null::bigint; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(buyer, 'hex'), 22));
  if (select count(*) from market.sales_order o where o.buyer_key = buyer and o.state = 'placed') >= most_waiting then
    return query select 'too_many_waiting', null::uuid, null::bigint; return;
  end if;
  for wanted in
    select p.*, w.quantity from market.product p
      join unnest(products, quantities) w (product_id, quantity) on w.product_id = p.id
     order by p.id for update of p
  loop
    if wanted.state <> 'listed'
       or (wanted.season_from is not null and not case when wanted.season_from <= wanted.season_to
            then extract(month from platform.today()) between wanted.season_from and wanted.season_to
            else extract(month from platform.today()) >= wanted.season_from or extract(month from platform.today()) <= wanted.season_to end)
       or (case when of_cycle is null then wanted.stall_id <> of_stall
                else not exists (select from market.cycle_offer f where f.cycle_id = of_cycle and f.product_id = wanted.id and f.is_accepted) end) then
      return query select 'not_for_sale', wanted.id, null::bigint; return;
    end if;
    if wanted.quantity > wanted.stock then
      return query select 'too_many', wanted.id, wanted.stock::bigint; return;
    end if;
    sum_goods := sum_goods + wanted.price::bigint * wanted.quantity;
  end loop;
  if (select count(*) from market.product p where p.id = any (products)) <> cardinality(products) then
    return query select 'not_for_sale', null::uuid, null::bigint; return;
  end if;
  if by_delivery = 'delivery' then fee := sold.delivery_fee; end if;
  if sum_goods + fee <> seen_total then return query select 'price_changed', null::uuid, sum_goods + fee; return; end if;
  if sum_goods + fee > 9999999999 then return query select 'too_much', null::uuid, null::bigint; return; end if;
  insert into market.sales_order (id, number, stall_id, unit_id, cycle_id, token_hash, delivery_way, payment_way, goods,
    delivery_fee, total, buyer_sealed, buyer_key, expires_at, placed_at)
  values (new_id, new_number, of_stall, sold.unit_id, of_cycle, hash, by_delivery, by_payment, sum_goods, fee,
    sum_goods + fee, sealed, buyer, until, at);
  insert into market.order_line (order_id, product_id, stall_id, seller_id, unit_id, name, unit_of_sale, price, quantity)
  select new_id, p.id, p.stall_id, of_stall, p.unit_id, p.name, p.unit_of_sale, p.price, w.quantity
    from market.product p join unnest(products, quantities) w (product_id, quantity) on w.product_id = p.id;
  return query select 'stored', null::uuid, sum_goods + fee;
end $$;

/* An order for whoever holds its link, with what they need to pay and to fetch it. */
create function market.order_by_token(hash bytea)
  returns table (id uuid, number text, stall_id uuid, cycle_id uuid, delivery_way text, payment_way text, goods bigint,
    delivery_fee int, total bigint, buyer_sealed bytea, state text, expires_at timestamptz, placed_at timestamptz,
    paid_at timestamptz, paid_amount bigint, closed_at timestamptz, cancelled_by text, cancel_reason text, stall_name text,
    stall_phone text, pickup_place text, bank_bin text, account_sealed bytea, handover_on date, cycle_place text, cycle_title text)
  language sql stable security definer set search_path = '' as $$
  select o.id, o.number, o.stall_id, o.cycle_id, o.delivery_way, o.payment_way, o.goods, o.delivery_fee, o.total, o.buyer_sealed,
         o.state, o.expires_at, o.placed_at, o.paid_at, o.paid_amount, o.closed_at, o.cancelled_by, o.cancel_reason, s.name,
         s.phone, s.pickup_place, s.bank_bin, s.account_sealed, c.handover_on, c.place, c.title
    from market.sales_order o join market.stall s on s.id = o.stall_id left join market.cycle c on c.id = o.cycle_id
   where o.token_hash = hash
$$;

create function market.lines_by_token(hash bytea)
  returns table (product_id uuid, name text, unit_of_sale text, price int, quantity int, amount bigint)
  language sql stable security definer set search_path = '' as $$
  select l.product_id, l.name, l.unit_of_sale, l.price, l.quantity, l.amount
    from market.order_line l join market.sales_order o on o.id = l.order_id where o.token_hash = hash order by l.name, l.product_id
$$;

/* Its buyer takes it back while nothing is paid. Answers whether it is taken back now. */
create function market.cancel_by_token(hash bytea, at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update market.sales_order o set state = 'cancelled', closed_at = at, cancelled_by = 'buyer'
   where o.token_hash = hash and o.state in ('placed', 'confirmed') and o.paid_at is null;
  return found;
end $$;

create function market.has_expired(at timestamptz) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from market.sales_order o where o.expires_at <= at and o.state in ('placed', 'confirmed'))
$$;

/* Run by the clock: what was held and not paid, or not confirmed, in time is for others again. */
create function market.expire_orders(at timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
declare n int;
begin
  update market.sales_order o set state = 'cancelled', closed_at = at, cancelled_by = 'expired'
   where o.expires_at <= at and o.state in ('placed', 'confirmed') and o.paid_at is null;
  get diagnostics n = row_count;
  return n;
end $$;

/* Run by the clock: buyers of orders that ended before a day, and memos that nobody needs any more, are forgotten. */
create function market.forget_buyers(before timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
declare n int;
begin
  update market.sales_order o set buyer_sealed = null, buyer_key = null where o.closed_at < before and o.buyer_sealed is not null;
  get diagnostics n = row_count;
  update market.transfer t set memo_sealed = null where t.memo_sealed is not null and (t.verdict <> 'doubtful' or t.told_at < before);
  return n;
end $$;

/* ---- Payment ---- */

/* Orders of stalls with what each was paid by, as far as a transfer may mean them: named by number, or waiting. */
create function market.orders_to_pay(of_stalls uuid[], numbers text[])
  returns table (id uuid, stall_id uuid, number text, total bigint, state text, payment_way text, paid_by jsonb)
  language plpgsql security definer set search_path = '' as $$
begin
  if access.person_id() is not null then
    of_stalls := array(select unnest(of_stalls) intersect select market.my_stalls());
  end if;
  -- Held until the transfer is written, so that no order is paid by two at once.
  perform from market.sales_order o where o.stall_id = any (of_stalls)
     and (o.number = any (numbers) or (o.payment_way = 'transfer' and o.state in ('placed', 'confirmed'))) order by o.id for update;
  return query
    select o.id, o.stall_id, o.number, o.total, o.state, o.payment_way,
           coalesce((select jsonb_agg(jsonb_build_object('amount', t.amount, 'bookedOn', t.booked_on, 'reference', t.reference, 'source', t.source))
              from market.transfer t where t.order_id = o.id and t.verdict in ('pays', 'known')), '[]'::jsonb)
      from market.sales_order o
     where o.stall_id = any (of_stalls)
       and (o.number = any (numbers) or (o.payment_way = 'transfer' and o.state in ('placed', 'confirmed')))
     order by o.id;
end $$;

/* The stalls that are paid into an account; asked by a bank's message, which knows nothing else. */
create function market.stalls_of_account(wanted bytea) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select s.id from market.stall s where s.account_key = wanted and access.person_id() is null
$$;

/*
 * Writes a transfer down, once, and pays the order that it is for. Answers stored, or known where it was told
 * before (by whichever stall of that account).
 */
create function market.tell_transfer(new_id uuid, of_stall uuid, of_order uuid, from_source text, account bytea, new_key text,
  of_amount bigint, on_day date, new_reference text, memo bytea, new_verdict text, new_doubt text, at timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if access.person_id() is not null and of_stall not in (select market.my_stalls()) then return 'forbidden'; end if;
  if of_order is not null and not exists (select from market.sales_order o where o.id = of_order and o.stall_id = of_stall) then return 'forbidden'; end if;
  insert into market.transfer (id, stall_id, unit_id, order_id, source, account_key, key, amount, booked_on, reference, memo_sealed,
    verdict, doubt, told_at)
  select new_id, s.id, s.unit_id, of_order, from_source, account, new_key, of_amount, on_day, new_reference, memo, new_verdict, new_doubt, at
    from market.stall s where s.id = of_stall
  on conflict (account_key, key) do nothing;
  if not found then return 'known'; end if;
  if new_verdict = 'pays' then
    update market.sales_order o set state = 'paid', paid_at = at, paid_amount = of_amount, expires_at = null
     where o.id = of_order and o.state in ('placed', 'confirmed');
    if not found then raise exception 'the order does not wait' using errcode = 'check_violation', constraint = 'order_waits'; end if;
  end if;
  return 'stored';
end $$;

/* Which of these transfers an account has told of already. */
create function market.told_before(account bytea, keys text[]) returns setof text
  language sql stable security definer set search_path = '' as $$
  select t.key from market.transfer t where t.account_key = account and t.key = any (keys)
    and (access.person_id() is null or exists (select from market.stall s where s.account_key = account and s.id in (select market.my_stalls())))
$$;

/* What a seller says of a transfer in doubt: it pays an order of theirs, or has nothing to do with one. */
create function market.settle_transfer(wanted uuid, for_order uuid, at timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
declare told market.transfer;
begin
  select * into told from market.transfer t where t.id = wanted and t.stall_id in (select market.my_stalls()) for update;
  if told.id is null then return 'not_found'; end if;
  if told.verdict <> 'doubtful' then return 'settled'; end if;
  if for_order is null then
    update market.transfer set verdict = 'dismissed', doubt = null, memo_sealed = null, decided_by = access.person_id(), decided_at = at where id = wanted;
    return 'stored';
  end if;
  update market.sales_order o set state = 'paid', paid_at = at, paid_amount = told.amount, expires_at = null
   where o.id = for_order and o.stall_id = told.stall_id and o.payment_way = 'transfer' and o.state in ('placed', 'confirmed');
  if not found then return 'not_waiting'; end if;
  update market.transfer set verdict = 'pays', doubt = null, order_id = for_order, memo_sealed = null, decided_by = access.person_id(), decided_at = at
   where id = wanted;
  return 'stored';
end $$;

/* ---- Cycles ---- */

/* Pays a producer out, once: an expense of the hub, an income of the producer, the hub's share an expense of theirs. */
create function market.pay_out(of_cycle uuid, to_stall uuid, of_goods bigint, of_fee bigint, on_day date) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  hub market.stall;
  producer market.stall;
begin
  select s.* into hub from market.cycle c join market.stall s on s.id = c.stall_id
   where c.id = of_cycle and s.id in (select market.my_stalls());
  if hub.id is null then return 'not_found'; end if;
  select * into producer from market.stall s where s.id = to_stall;
  if of_goods <> (select coalesce(sum(l.amount), 0) from market.order_line l join market.sales_order o on o.id = l.order_id
       where o.cycle_id = of_cycle and l.stall_id = to_stall and o.paid_at is not null and o.state <> 'cancelled') then return 'changed'; end if;
  if of_fee <> of_goods * (select c.fee_percent from market.cycle c where c.id = of_cycle) / 100 then return 'changed'; end if;
  insert into market.payout (cycle_id, stall_id, hub_id, unit_id, goods, fee, amount, paid_on, paid_by)
  values (of_cycle, to_stall, hub.id, producer.unit_id, of_goods, of_fee, of_goods - of_fee, on_day, access.person_id())
  on conflict do nothing;
  if not found then return 'known'; end if;
  -- What the hub sells of its own goes nowhere.
  if to_stall <> hub.id and of_goods > of_fee then
    insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, note, cycle_id, added_by)
    values (notices.new_id(), hub.id, hub.unit_id, 'expense', 'payout', of_goods - of_fee, on_day, producer.name, of_cycle, access.person_id()),
           (notices.new_id(), producer.id, producer.unit_id, 'income', 'sale', of_goods - of_fee, on_day, hub.name, of_cycle, access.person_id());
  end if;
  return 'stored';
end $$;

/* Cycles in which something can be offered or ordered, for producers and for everybody. */
create function market.open_cycles(on_day date)
  returns table (id uuid, stall_id uuid, hub_name text, title text, note text, opens_on date, closes_on date, handover_on date,
                 place text, fee_percent int, offers int)
  language sql stable security definer set search_path = '' as $$
  select c.id, c.stall_id, s.name, c.title, c.note, c.opens_on, c.closes_on, c.handover_on, c.place, c.fee_percent,
         (select count(*)::int from market.cycle_offer f where f.cycle_id = c.id and f.is_accepted)
    from market.cycle c join market.stall s on s.id = c.stall_id
   where c.state = 'open' and c.closes_on >= on_day and market.stall_is_public(s.id)
   order by c.closes_on, c.id limit 100
$$;

/* What is offered in a cycle, for everybody. */
create function market.cycle_products(wanted uuid)
  returns table (id uuid, stall_id uuid, stall_name text, name text, unit_of_sale text, price int, stock int, ocop_stars int,
                 season_from int, season_to int, photo_id uuid)
  language sql stable security definer set search_path = '' as $$
  select p.id, p.stall_id, s.name, p.name, p.unit_of_sale, p.price, p.stock, p.ocop_stars, p.season_from, p.season_to,
         (select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id limit 1)
    from market.cycle_offer o join market.product p on p.id = o.product_id join market.stall s on s.id = p.stall_id
    join market.cycle c on c.id = o.cycle_id
   where o.cycle_id = wanted and o.is_accepted and c.state = 'open' and p.state = 'listed' and market.stall_is_public(c.stall_id)
   order by s.name collate "vi-x-icu", p.name collate "vi-x-icu", p.id
$$;

/* What producers offer in a cycle, for its hub; producers' products are not theirs to read otherwise. */
create function market.offers_of(wanted uuid)
  returns table (product_id uuid, product_name text, stall_name text, price int, unit_of_sale text, stock int, is_accepted boolean)
  language sql stable security definer set search_path = '' as $$
  select p.id, p.name, s.name, p.price, p.unit_of_sale, p.stock, f.is_accepted
    from market.cycle_offer f join market.product p on p.id = f.product_id join market.stall s on s.id = f.stall_id
   where f.cycle_id = wanted and f.hub_id in (select market.my_stalls())
   order by f.is_accepted, s.name collate "vi-x-icu", p.name collate "vi-x-icu", p.id
$$;

/* What is to be packed in a cycle, for its hub: of orders that are paid, or confirmed and paid in cash when handed over. */
create function market.packing_of(wanted uuid)
  returns table (stall_id uuid, producer_name text, order_id uuid, order_number text, name text, unit_of_sale text, price int, quantity int, is_paid boolean)
  language sql stable security definer set search_path = '' as $$
  select l.stall_id, s.name, o.id, o.number, l.name, l.unit_of_sale, l.price, l.quantity, o.paid_at is not null
    from market.sales_order o join market.order_line l on l.order_id = o.id join market.stall s on s.id = l.stall_id
   where o.cycle_id = wanted and o.stall_id in (select market.my_stalls())
     and (o.state in ('paid', 'handed_over') or (o.state = 'confirmed' and o.payment_way = 'cash'))
   order by s.name collate "vi-x-icu", l.name collate "vi-x-icu", o.number
$$;

/* ---- What everybody reads ---- */

create function market.public_stall(wanted uuid)
  returns table (id uuid, name text, about text, phone text, pickup_place text, delivery_area text, delivery_fee int, takes_pickup boolean,
    takes_delivery boolean, takes_cash boolean, takes_transfer boolean, venture_id uuid, commune text)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.about, s.phone, s.pickup_place, s.delivery_area, s.delivery_fee, s.takes_pickup, s.takes_delivery, s.takes_cash,
         s.takes_transfer, s.venture_id, u.name
    from market.stall s
    left join lateral (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) u on true
   where s.id = wanted and market.stall_is_public(s.id)
$$;

/* A listed product of a public stall. */
create function market.public_product(wanted uuid)
  returns table (id uuid, stall_id uuid, stall_name text, commune text, venture_id uuid, phone text, name text, kind text, description text,
    ocop_stars int, unit_of_sale text, price int, stock int, season_from int, season_to int, listed_at timestamptz, photos uuid[])
  language sql stable security definer set search_path = '' as $$
  select p.id, p.stall_id, s.name, u.name, s.venture_id, s.phone, p.name, p.kind, p.description, p.ocop_stars, p.unit_of_sale, p.price, p.stock,
         p.season_from, p.season_to, p.listed_at,
         array(select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id)
    from market.product p join market.stall s on s.id = p.stall_id
    left join lateral (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) u on true
   where p.id = wanted and p.state = 'listed' and market.stall_is_public(s.id)
$$;

create function market.public_photo(of_product uuid, wanted uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select f.sha256 from market.photo f join market.product p on p.id = f.product_id
   where f.id = wanted and p.id = of_product and p.state = 'listed' and market.stall_is_public(p.stall_id)
$$;

/* Communes (and what else has stalls) in which something is sold, for the filter. */
create function market.public_places() returns table (unit_id uuid, name text)
  language sql stable security definer set search_path = '' as $$
  select s.unit_id, u.name from (select distinct s.unit_id from market.stall s
      where s.is_open and market.stall_is_public(s.id) and exists (select from market.product p where p.stall_id = s.id and p.state = 'listed')) s
    join lateral (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) u on true
   order by u.name collate "vi-x-icu"
$$;

/*
 * One page of what is for sale, the latest first or the cheapest first. Words, a commune, a kind, stars, a stall and a month
 * narrow it down. Matching words is not leakproof: this door applies by itself what everybody may see.
 */
create function market.list(query text, within uuid, filters jsonb, sorted text, from_time timestamptz, from_price int, from_id uuid, at_most int)
  returns table (id uuid, stall_id uuid, stall_name text, commune text, name text, kind text, ocop_stars int, unit_of_sale text, price int,
                 stock int, season_from int, season_to int, listed_at timestamptz, photo_id uuid)
  language plpgsql stable security definer rows 24 set search_path = public, pg_catalog as $$
declare
  conditions text := '';
  place text;
begin
  if query <> '' then conditions := conditions || format(' and p.words @@ %L::tsquery', query); end if;
  if within is not null then conditions := conditions || ' and s.unit_id in (select a.unit_id from access.reach a where a.ancestor_id = $1
    and a.valid_from <= platform.today() and (a.valid_to is null or a.valid_to > platform.today()))'; end if;
  if filters ? 'kind' then conditions := conditions || format(' and p.kind = %L', filters ->> 'kind'); end if;
  if filters ? 'stall' then conditions := conditions || format(' and p.stall_id = %L', filters ->> 'stall'); end if;
  if filters ? 'stars' then conditions := conditions || format(' and p.ocop_stars >= %L::int', filters ->> 'stars'); end if;
  if filters ? 'month' then conditions := conditions || format(' and (p.season_from is null or case when p.season_from <= p.season_to
    then %1$L::int between p.season_from and p.season_to else %1$L::int >= p.season_from or %1$L::int <= p.season_to end)', filters ->> 'month'); end if;
  place := case when sorted = 'cheap'
    then case when from_id is null then '' else ' and (p.price, p.id) > ($3, $4)' end || ' order by p.price, p.id limit $5'
    else case when from_id is null then '' else ' and (p.listed_at, p.id) < ($2, $4)' end || ' order by p.listed_at desc, p.id desc limit $5' end;
  return query execute 'select p.id, p.stall_id, s.name, u.name, p.name, p.kind, p.ocop_stars, p.unit_of_sale, p.price, p.stock, p.season_from,
      p.season_to, p.listed_at, (select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id limit 1)
    from market.product p join market.stall s on s.id = p.stall_id left join ventures.venture v on v.id = s.venture_id
    left join lateral (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) u on true
   where p.state = ''listed'' and s.is_open
     and (s.venture_id is null or (v.is_public and (v.ended_on is null or v.ended_on > platform.today())))' || conditions || place
    using within, from_time, from_price, from_id, at_most;
end $$;

/* ---- Reforms ---- */

/* After a reform, or a venture that moved: stalls are where their venture is, hubs at what stands in their unit's place. */
create function market.follow_reforms() returns int
  language plpgsql security definer set search_path = '' as $$
declare n int; m int;
begin
  update market.stall s set unit_id = v.unit_id from ventures.venture v where v.id = s.venture_id and v.unit_id <> s.unit_id;
  get diagnostics n = row_count;
  update market.stall s set unit_id = h.heir_id
    from (select distinct on (s.unit_id) s.unit_id, e.heir_id
            from market.stall s cross join lateral units.heirs(array[s.unit_id]) e
           where s.venture_id is null and e.heir_id <> s.unit_id
             and not exists (select from units.unit_version v where v.unit_id = s.unit_id and v.valid_from <= platform.today()
                                and (v.valid_to is null or v.valid_to > platform.today()))
           order by s.unit_id, e.heir_id) h
   where s.unit_id = h.unit_id and s.venture_id is null;
  get diagnostics m = row_count;
  return n + m;
end $$;

revoke all on all functions in schema market from public;
grant execute on function market.my_stalls, market.keepers_of, market.stall_is_public, market.hub_of, market.place_order, market.order_by_token,
  market.lines_by_token, market.cancel_by_token, market.expire_orders, market.has_expired, market.forget_buyers, market.orders_to_pay, market.stalls_of_account,
  market.tell_transfer, market.told_before, market.settle_transfer, market.pay_out, market.open_cycles, market.cycle_products, market.offers_of, market.packing_of,
  market.public_stall, market.public_product, market.public_photo, market.public_places, market.list, market.follow_reforms to xungkich_app;
