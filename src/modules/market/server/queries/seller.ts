import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ProductKind } from '../../kinds.ts'
import type { DeliveryWay, OrderState, PaymentWay } from '../../states.ts'
import { type Account, type Buyer, openAccount, openBuyer } from '../account.ts'
import { tokenOf } from '../order-link.ts'
import type { Doubt } from '../statement/judge-transfer.ts'
import type { OrderLine } from './public.ts'

export interface StallRow {
  id: string
  name: string
  ventureId: string | null
  unitId: string
  isOpen: boolean
  products: number
  waiting: number
  doubtful: number
}

/** The stalls that the actor keeps, with what waits at each; one statement. */
export async function listMyStalls(ctx: Context): Promise<StallRow[]> {
  const { rows } = await sql<StallRow>`
    select s.id, s.name, s.venture_id, s.unit_id, s.is_open,
           (select count(*)::int from market.product p where p.stall_id = s.id and p.state = 'listed') as products,
           (select count(*)::int from market.sales_order o where o.stall_id = s.id and o.state in ('placed', 'confirmed', 'paid')) as waiting,
           (select count(*)::int from market.transfer t where t.stall_id = s.id and t.verdict = 'doubtful') as doubtful
      from market.stall s where s.id in (select market.my_stalls()) order by s.name collate "vi-x-icu", s.id limit 200`.execute(
    ctx.db,
  )
  return rows
}

export interface CanOpen {
  ventures: { id: string; name: string }[]
  units: { id: string; name: string }[]
}

/** For what the actor may open a stall: ventures without one, and units at which they hold the office. */
export async function listCanOpen(ctx: Context): Promise<CanOpen> {
  const { rows: ventures } = await sql<{ id: string; name: string }>`
    select v.id, v.name from ventures.venture v
     where v.state = 'registered' and v.ended_on is null
       and (v.id in (select ventures.managed()) or v.unit_id in (select access.granted('ventures.write')))
       and not exists (select from market.stall s where s.venture_id = v.id)
     order by v.id in (select ventures.managed()) desc, v.name collate "vi-x-icu" limit 200`.execute(
    ctx.db,
  )
  const { rows: units } = await sql<{ id: string; name: string }>`
    select v.unit_id as id, v.name from units.unit_version v
     where v.unit_id in (select access.granted('ventures.write')) and v.valid_from <= ${ctx.today}::date
       and (v.valid_to is null or v.valid_to > ${ctx.today}::date) order by v.name limit 20`.execute(
    ctx.db,
  )
  return { ventures, units }
}

export interface Stall {
  id: string
  name: string
  ventureId: string | null
  unitId: string
  unitName: string | null
  about: string | null
  phone: string | null
  pickupPlace: string | null
  deliveryArea: string | null
  deliveryFee: number
  takesPickup: boolean
  takesDelivery: boolean
  takesCash: boolean
  takesTransfer: boolean
  bankBin: string | null
  account: Account | null
  isOpen: boolean
  isAssisted: boolean
  /** Everybody sees it: it is open, and its venture is public. */
  isPublic: boolean
  version: number
}

/** A stall of the actor's. Throws NotFound. */
export async function getStall(ctx: Context, stallId: string): Promise<Stall> {
  const { rows } = await sql<Stall & { accountSealed: Buffer | null }>`
    select s.id, s.name, s.venture_id, s.unit_id, s.about, s.phone, s.pickup_place, s.delivery_area, s.delivery_fee, s.takes_pickup,
           s.takes_delivery, s.takes_cash, s.takes_transfer, s.bank_bin, s.account_sealed, s.is_open, s.is_assisted, s.version,
           market.stall_is_public(s.id) as is_public,
           (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) as unit_name
      from market.stall s where s.id = ${stallId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('market.stall_not_found')
  const { accountSealed, ...stall } = rows[0]
  return { ...stall, account: accountSealed ? openAccount(ctx.sealer, accountSealed) : null }
}

export interface Product {
  id: string
  stallId: string
  name: string
  kind: ProductKind
  description: string | null
  ocopStars: number
  unitOfSale: string
  price: number
  stock: number
  seasonFrom: number | null
  seasonTo: number | null
  state: 'draft' | 'listed' | 'withdrawn'
  version: number
  photoId: string | null
}

const productColumns = sql`p.id, p.stall_id, p.name, p.kind, p.description, p.ocop_stars, p.unit_of_sale, p.price, p.stock, p.season_from,
  p.season_to, p.state, p.version, (select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id limit 1) as photo_id`

/** A stall's own products, those that are for sale first. */
export async function listStallProducts(ctx: Context, stallId: string): Promise<Product[]> {
  const { rows } = await sql<Product>`
    select ${productColumns} from market.product p where p.stall_id = ${stallId}::uuid
     order by p.state <> 'listed', p.name collate "vi-x-icu", p.id limit 500`.execute(ctx.db)
  return rows
}

/** A product of the actor's, with its photos. Throws NotFound. */
export async function getProduct(
  ctx: Context,
  stallId: string,
  productId: string,
): Promise<Product & { photos: string[] }> {
  const { rows } = await sql<Product & { photos: string[] }>`
    select ${productColumns}, array(select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id) as photos
      from market.product p where p.id = ${productId}::uuid and p.stall_id = ${stallId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('market.product_not_found')
  return rows[0]
}

/** A photo of a product of the actor's, listed or not, for the file store. Throws NotFound. */
export async function getOwnPhoto(ctx: Context, photoId: string): Promise<string> {
  const { rows } = await sql<{
    sha256: string
  }>`select sha256 from market.photo where id = ${photoId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('market.product_not_found')
  return rows[0].sha256
}

export interface OrderRow {
  id: string
  number: string
  state: OrderState
  deliveryWay: DeliveryWay
  paymentWay: PaymentWay
  total: number
  placedAt: Date
  expiresAt: Date | null
  paidAt: Date | null
  goods: string
  buyerName: string | null
}

/** A stall's orders: what waits, the oldest first, or what has ended, the latest first. */
export async function listOrders(
  ctx: Context,
  stallId: string,
  which: 'open' | 'ended' | { cycleId: string },
): Promise<OrderRow[]> {
  const open = sql`o.state in ('placed', 'confirmed', 'paid')`
  const where =
    typeof which === 'object'
      ? sql`o.cycle_id = ${which.cycleId}::uuid`
      : which === 'open'
        ? open
        : sql`not (${open})`
  const { rows } = await sql<OrderRow & { buyerSealed: Buffer | null }>`
    select o.id, o.number, o.state, o.delivery_way, o.payment_way, o.total, o.placed_at, o.expires_at, o.paid_at, o.buyer_sealed,
           (select string_agg(l.quantity || ' × ' || l.name, ', ' order by l.name) from market.order_line l where l.order_id = o.id) as goods
      from market.sales_order o where o.stall_id = ${stallId}::uuid and ${where}
     order by ${which === 'ended' ? sql`o.placed_at desc, o.id desc` : sql`o.placed_at, o.id`} limit 500`.execute(
    ctx.db,
  )
  return rows.map(({ buyerSealed, ...order }) => ({
    ...order,
    buyerName: openBuyer(ctx.sealer, buyerSealed)?.name ?? null,
  }))
}

export interface SellersOrder extends Omit<OrderRow, 'goods' | 'buyerName'> {
  stallId: string
  cycleId: string | null
  goodsSum: number
  deliveryFee: number
  confirmedAt: Date | null
  paidAmount: number | null
  closedAt: Date | null
  cancelledBy: 'buyer' | 'seller' | 'expired' | null
  cancelReason: string | null
  buyer: Buyer | null
  lines: OrderLine[]
  /** The buyer's link, to be sent to them again. */
  token: string
}

/** An order of a stall of the actor's, with who ordered. Throws NotFound. */
export async function getOrder(
  ctx: Context,
  stallId: string,
  orderId: string,
): Promise<SellersOrder> {
  const { rows } = await sql<SellersOrder & { buyerSealed: Buffer | null }>`
    select o.id, o.number, o.stall_id, o.cycle_id, o.state, o.delivery_way, o.payment_way, o.goods as goods_sum, o.delivery_fee, o.total,
           o.placed_at, o.expires_at, o.confirmed_at, o.paid_at, o.paid_amount, o.closed_at, o.cancelled_by, o.cancel_reason, o.buyer_sealed
      from market.sales_order o where o.id = ${orderId}::uuid and o.stall_id = ${stallId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('market.order_not_found')
  const { buyerSealed, ...order } = rows[0]
  const { rows: lines } = await sql<OrderLine>`
    select product_id, name, unit_of_sale, price, quantity, amount from market.order_line where order_id = ${orderId}::uuid
     order by name, product_id`.execute(ctx.db)
  return {
    ...order,
    lines,
    buyer: openBuyer(ctx.sealer, buyerSealed),
    token: tokenOf(ctx.sealer, order.id),
  }
}

export interface DoubtfulTransfer {
  id: string
  amount: number
  bookedOn: IsoDay
  reference: string
  memo: string | null
  doubt: Doubt
  orderId: string | null
  orderNumber: string | null
  orderTotal: number | null
  orderState: OrderState | null
}

/** Transfers that somebody has to look at, the oldest first. */
export async function listDoubtful(ctx: Context, stallId: string): Promise<DoubtfulTransfer[]> {
  const { rows } = await sql<DoubtfulTransfer & { memoSealed: Buffer | null }>`
    select t.id, t.amount, t.booked_on, t.reference, t.memo_sealed, t.doubt, t.order_id, o.number as order_number, o.total as order_total,
           o.state as order_state
      from market.transfer t left join market.sales_order o on o.id = t.order_id
     where t.stall_id = ${stallId}::uuid and t.verdict = 'doubtful' order by t.booked_on, t.id limit 200`.execute(
    ctx.db,
  )
  return rows.map(({ memoSealed, ...transfer }) => ({
    ...transfer,
    memo: memoSealed ? ctx.sealer.unseal(memoSealed) : null,
  }))
}

/** Orders that wait for a transfer, to choose one for a transfer in doubt. */
export async function listAwaiting(
  ctx: Context,
  stallId: string,
): Promise<{ id: string; number: string; total: number }[]> {
  const { rows } = await sql<{ id: string; number: string; total: number }>`
    select id, number, total from market.sales_order where stall_id = ${stallId}::uuid and payment_way = 'transfer'
       and state in ('placed', 'confirmed') order by placed_at, id limit 200`.execute(ctx.db)
  return rows
}
