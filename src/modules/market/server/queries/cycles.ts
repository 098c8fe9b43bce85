import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ProducersLine } from '../../money.ts'

export interface Cycle {
  id: string
  stallId: string
  title: string
  note: string | null
  opensOn: IsoDay
  closesOn: IsoDay
  handoverOn: IsoDay
  place: string
  feePercent: number
  state: 'open' | 'cancelled'
  version: number
  orders: number
}

const columns = sql`c.id, c.stall_id, c.title, c.note, c.opens_on, c.closes_on, c.handover_on, c.place, c.fee_percent, c.state, c.version,
  (select count(*)::int from market.sales_order o where o.cycle_id = c.id and o.state <> 'cancelled') as orders`

/** A hub's cycles, the latest first. */
export async function listCycles(ctx: Context, stallId: string): Promise<Cycle[]> {
  const { rows } = await sql<Cycle>`
    select ${columns} from market.cycle c where c.stall_id = ${stallId}::uuid order by c.opens_on desc, c.id desc limit 100`.execute(
    ctx.db,
  )
  return rows
}

/** A cycle of a hub of the actor's. Throws NotFound. */
export async function getCycle(ctx: Context, stallId: string, cycleId: string): Promise<Cycle> {
  const { rows } = await sql<Cycle>`
    select ${columns} from market.cycle c where c.id = ${cycleId}::uuid and c.stall_id = ${stallId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('market.cycle_not_found')
  return rows[0]
}

export interface Offer {
  productId: string
  productName: string
  stallName: string
  price: number
  unitOfSale: string
  stock: number
  isAccepted: boolean
}

/** What producers offer in a cycle of the actor's hub: what is not decided first. */
export async function listOffers(ctx: Context, cycleId: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`select * from market.offers_of(${cycleId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

/** In which open cycles a stall's products are offered: product and cycle. */
export async function listOwnOffers(
  ctx: Context,
  stallId: string,
): Promise<{ cycleId: string; productId: string; isAccepted: boolean }[]> {
  const { rows } = await sql<{ cycleId: string; productId: string; isAccepted: boolean }>`
    select cycle_id, product_id, is_accepted from market.cycle_offer where stall_id = ${stallId}::uuid`.execute(
    ctx.db,
  )
  return rows
}

/** What is to be packed: of a producer, for an order. */
export interface PackingLine extends ProducersLine {
  producerName: string
  orderId: string
  orderNumber: string
  name: string
  unitOfSale: string
  isPaid: boolean
}

/** The lines of a cycle's orders that will be handed over: paid, or confirmed and paid in cash then. */
export async function listPacking(ctx: Context, cycleId: string): Promise<PackingLine[]> {
  const { rows } =
    await sql<PackingLine>`select * from market.packing_of(${cycleId}::uuid)`.execute(ctx.db)
  return rows
}

/** Of these what is paid: what producers are paid out of. */
export async function listCycleSales(ctx: Context, cycleId: string): Promise<PackingLine[]> {
  return (await listPacking(ctx, cycleId)).filter(({ isPaid }) => isPaid)
}

export interface PaidOut {
  stallId: string
  amount: number
  paidOn: IsoDay
}

export async function listPayouts(ctx: Context, cycleId: string): Promise<PaidOut[]> {
  const { rows } = await sql<PaidOut>`
    select stall_id, amount, paid_on from market.payout where cycle_id = ${cycleId}::uuid`.execute(
    ctx.db,
  )
  return rows
}
