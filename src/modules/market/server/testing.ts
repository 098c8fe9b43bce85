import { randomBytes } from 'node:crypto'
import { createSealer } from '#platform/server/sealing.ts'
import { testSecret } from '#platform/testing/app.ts'
import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { makeOrderNumber } from '../order-number.ts'
import type { OrderState, PaymentWay } from '../states.ts'
import { accountKeyOf, buyerKeyOf, sealAccount, sealBuyer } from './account.ts'
import { tokenHash, tokenOf } from './order-link.ts'

const sealer = createSealer(testSecret)

/** Opens a stall straight in the tables, with an account at Agribank and every way of selling. Returns its id. */
export async function aStall(
  database: TestDatabase,
  fields: {
    unitId: string
    ventureId?: string
    name?: string
    accountNumber?: string
    isOpen?: boolean
    isAssisted?: boolean
    deliveryFee?: number
  },
): Promise<string> {
  const id = uuidv7()
  const number = fields.accountNumber ?? `82${randomBytes(5).readUInt32BE()}`
  await database.ownerPool.query(
    `insert into market.stall (id, unit_id, venture_id, name, pickup_place, delivery_area, delivery_fee, takes_pickup, takes_delivery,
       takes_cash, takes_transfer, bank_bin, account_sealed, account_key, is_open, is_assisted)
     values ($1, $2, $3, $4, 'Chợ phiên', 'Trong xã', $5, true, true, true, true, '970405', $6, $7, $8, $9)`,
    [
      id,
      fields.unitId,
      fields.ventureId ?? null,
      fields.name ?? 'Chè Shan tuyết Vàng Thị Mỷ',
      fields.deliveryFee ?? 20_000,
      sealAccount(sealer, { number, holder: 'VANG THI MY' }),
      accountKeyOf(sealer, number),
      fields.isOpen ?? true,
      fields.isAssisted ?? false,
    ],
  )
  return id
}

/** Lists a product straight in the tables: by default ten boxes of tea at 85.000 đồng. Returns its id. */
export async function aProduct(
  database: TestDatabase,
  fields: {
    stallId: string
    name?: string
    kind?: string
    price?: number
    stock?: number
    state?: 'draft' | 'listed' | 'withdrawn'
    season?: [number, number]
    stars?: number
  },
): Promise<string> {
  const id = uuidv7()
  await database.ownerPool.query(
    `insert into market.product (id, stall_id, unit_id, name, kind, unit_of_sale, price, stock, state, listed_at, season_from, season_to, ocop_stars)
     select $1, s.id, s.unit_id, $3, $4, 'hộp 200 g', $5, $6, $7, now(), $8, $9, $10 from market.stall s where s.id = $2`,
    [
      id,
      fields.stallId,
      fields.name ?? 'Chè Shan tuyết',
      fields.kind ?? 'tea',
      fields.price ?? 85_000,
      fields.stock ?? 10,
      fields.state ?? 'listed',
      fields.season?.[0] ?? null,
      fields.season?.[1] ?? null,
      fields.stars ?? 0,
    ],
  )
  return id
}

/** Enters an order of one piece straight in the tables. Its number and token come back. */
export async function anOrder(
  database: TestDatabase,
  fields: {
    stallId: string
    productId: string
    paymentWay?: PaymentWay
    state?: Extract<OrderState, 'placed' | 'confirmed'>
    cycleId?: string
    expiresAt?: string
  },
): Promise<{ id: string; number: string; token: string; total: number }> {
  const id = uuidv7()
  const number = makeOrderNumber(randomBytes)
  const token = tokenOf(sealer, id)
  const phone = '+84912345678'
  const { rows } = await database.ownerPool.query(
    `with placed as (
       insert into market.sales_order (id, number, stall_id, unit_id, cycle_id, token_hash, delivery_way, payment_way, goods, delivery_fee, total,
         buyer_sealed, buyer_key, state, placed_at, expires_at)
       select $1, $2, s.id, s.unit_id, $5, $6, 'pickup', $7, p.price, 0, p.price, $8, $9, $10, '2026-06-15', $11
         from market.stall s, market.product p where s.id = $3 and p.id = $4 returning *)
     insert into market.order_line (order_id, product_id, stall_id, seller_id, unit_id, name, unit_of_sale, price, quantity)
     select o.id, p.id, p.stall_id, o.stall_id, p.unit_id, p.name, p.unit_of_sale, p.price, 1 from placed o, market.product p where p.id = $4
     returning price as total`,
    [
      id,
      number,
      fields.stallId,
      fields.productId,
      fields.cycleId ?? null,
      tokenHash(token),
      fields.paymentWay ?? 'transfer',
      sealBuyer(sealer, { name: 'Lò Văn Pao', phone, address: null, note: null }),
      buyerKeyOf(sealer, phone),
      fields.state ?? 'placed',
      fields.expiresAt ?? null,
    ],
  )
  return { id, number, token, total: rows[0].total }
}
