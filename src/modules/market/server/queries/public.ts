import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { publicQueryOf } from '#platform/server/public-index/index.ts'
import type { ProductKind } from '../../kinds.ts'
import type { DeliveryWay, OrderState, PaymentWay } from '../../states.ts'
import { type Account, type Buyer, openAccount, openBuyer } from '../account.ts'
import { tokenHash } from '../order-link.ts'

/** A product as a list shows it to everybody. */
export interface PublicRow {
  id: string
  stallId: string
  stallName: string
  commune: string | null
  name: string
  kind: ProductKind
  ocopStars: number
  unitOfSale: string
  price: number
  stock: number
  seasonFrom: number | null
  seasonTo: number | null
  listedAt: Date
  photoId: string | null
}

export interface MarketQuery {
  text?: string | undefined
  unitId?: string | undefined
  kind?: string | undefined
  stars?: number | undefined
  /** Only what is in season in this month. */
  month?: number | undefined
  stallId?: string | undefined
  sort?: 'new' | 'cheap' | undefined
  /** After which row the page begins. */
  after?: { key: string; id: string } | undefined
  limit?: number
}

export interface MarketPage {
  rows: PublicRow[]
  next: { key: string; id: string } | null
}

/**
 * One page of what is for sale, by whoever looks; one statement. Plan: `product_listed` or `product_by_price` walked
 * from the cursor; words are found by `product_by_words` (bench/market).
 */
export async function listProducts(ctx: Context, query: MarketQuery): Promise<MarketPage> {
  const limit = query.limit ?? 24
  const isCheap = query.sort === 'cheap'
  const filters = {
    ...(query.kind && { kind: query.kind }),
    ...(query.stars && { stars: query.stars }),
    ...(query.month && { month: query.month }),
    ...(query.stallId && { stall: query.stallId }),
  }
  const { rows } = await sql<PublicRow>`
    select * from market.list(${publicQueryOf(query.text)}, ${query.unitId ?? null}::uuid, ${JSON.stringify(filters)}::jsonb,
      ${isCheap ? 'cheap' : 'new'}, ${isCheap ? null : (query.after?.key ?? null)}::timestamptz,
      ${isCheap ? (query.after?.key ?? null) : null}::int, ${query.after?.id ?? null}::uuid, ${limit + 1})`.execute(
    ctx.db,
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    next: last
      ? { key: isCheap ? String(last.price) : last.listedAt.toISOString(), id: last.id }
      : null,
  }
}

/** Where something is sold, for the filter of a list. */
export async function listPlaces(ctx: Context): Promise<{ unitId: string; name: string }[]> {
  const { rows } = await sql<{ unitId: string; name: string }>`
    select unit_id, name from market.public_places()`.execute(ctx.db)
  return rows
}

export interface PublicProduct extends Omit<PublicRow, 'photoId'> {
  ventureId: string | null
  phone: string | null
  description: string | null
  photos: string[]
}

/** A listed product of an open stall, for everybody; nothing where it is not. */
export async function findProduct(
  ctx: Context,
  productId: string,
): Promise<PublicProduct | undefined> {
  const { rows } =
    await sql<PublicProduct>`select * from market.public_product(${productId}::uuid)`.execute(
      ctx.db,
    )
  return rows[0]
}

/** The hash under which the file store keeps a photo that everybody may see. */
export async function findPhoto(
  ctx: Context,
  productId: string,
  photoId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ sha256: string | null }>`
    select market.public_photo(${productId}::uuid, ${photoId}::uuid) as sha256`.execute(ctx.db)
  return rows[0]?.sha256 ?? undefined
}

export interface PublicStall {
  id: string
  name: string
  about: string | null
  phone: string | null
  pickupPlace: string | null
  deliveryArea: string | null
  deliveryFee: number
  takesPickup: boolean
  takesDelivery: boolean
  takesCash: boolean
  takesTransfer: boolean
  ventureId: string | null
  commune: string | null
}

/** An open stall for everybody; nothing where it is closed. */
export async function findStall(ctx: Context, stallId: string): Promise<PublicStall | undefined> {
  const { rows } =
    await sql<PublicStall>`select * from market.public_stall(${stallId}::uuid)`.execute(ctx.db)
  return rows[0]
}

export interface OpenCycle {
  id: string
  stallId: string
  hubName: string
  title: string
  note: string | null
  opensOn: IsoDay
  closesOn: IsoDay
  handoverOn: IsoDay
  place: string
  feePercent: number
  offers: number
}

/** The cycles that are open or still to come, those that end first before others. */
export async function listOpenCycles(ctx: Context): Promise<OpenCycle[]> {
  const { rows } =
    await sql<OpenCycle>`select * from market.open_cycles(${ctx.today}::date)`.execute(ctx.db)
  return rows
}

export interface CycleProduct {
  id: string
  stallId: string
  stallName: string
  name: string
  unitOfSale: string
  price: number
  stock: number
  ocopStars: number
  seasonFrom: number | null
  seasonTo: number | null
  photoId: string | null
}

/** What is offered in a cycle, by producer. */
export async function listCycleProducts(ctx: Context, cycleId: string): Promise<CycleProduct[]> {
  const { rows } =
    await sql<CycleProduct>`select * from market.cycle_products(${cycleId}::uuid)`.execute(ctx.db)
  return rows
}

export interface OrderLine {
  productId: string
  name: string
  unitOfSale: string
  price: number
  quantity: number
  amount: number
}

/** An order as its buyer sees it. */
export interface OwnOrder {
  id: string
  number: string
  stallId: string
  cycleId: string | null
  deliveryWay: DeliveryWay
  paymentWay: PaymentWay
  goods: number
  deliveryFee: number
  total: number
  state: OrderState
  expiresAt: Date | null
  placedAt: Date
  paidAt: Date | null
  paidAmount: number | null
  closedAt: Date | null
  cancelledBy: 'buyer' | 'seller' | 'expired' | null
  cancelReason: string | null
  stallName: string
  stallPhone: string | null
  pickupPlace: string | null
  bankBin: string | null
  handoverOn: IsoDay | null
  cyclePlace: string | null
  cycleTitle: string | null
  account: Account | null
  buyer: Buyer | null
  lines: OrderLine[]
}

/** The order of whoever holds this token; nothing where there is none. */
export async function findOwnOrder(ctx: Context, token: string): Promise<OwnOrder | undefined> {
  const hash = tokenHash(token)
  const { rows } = await sql<
    OwnOrder & { buyerSealed: Buffer | null; accountSealed: Buffer | null }
  >`
    select * from market.order_by_token(${hash})`.execute(ctx.db)
  if (!rows[0]) return undefined
  const { buyerSealed, accountSealed, ...order } = rows[0]
  const { rows: lines } =
    await sql<OrderLine>`select * from market.lines_by_token(${hash})`.execute(ctx.db)
  return {
    ...order,
    lines,
    buyer: openBuyer(ctx.sealer, buyerSealed),
    account: accountSealed ? openAccount(ctx.sealer, accountSealed) : null,
  }
}
