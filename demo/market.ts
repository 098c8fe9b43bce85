import { createHash } from 'node:crypto'
import type pg from 'pg'
import {
  accountKeyOf,
  buyerKeyOf,
  makeOrderNumber,
  sealAccount,
  sealBuyer,
  tokenHash,
  tokenOf,
} from '#modules/market/server/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Sealer } from '#platform/server/sealing.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import { idsOf } from './ids.ts'
import { fictitiousPhone } from './person-numbers.ts'
import { seeded } from './random.ts'
import type { Roster } from './roster.ts'
import { type DemoTree, where } from './tree.ts'
import { otherProducts, productWords } from './words/market.ts'

/** So many public ventures of a province sell on the market. */
const mostStalls = 40

interface Sold {
  stallId: string
  unitId: string
  productId: string
  name: string
  unit: string
  price: number
}

/**
 * Stalls of public ventures with what they make, one of the account of a member, and a hub of a commune; some
 * orders and a cycle, so that a seller has something to do.
 */
export async function loadMarket(
  client: pg.Client,
  {
    tree,
    roster,
    today,
    sealer,
  }: { tree: DemoTree; roster: Roster; today: IsoDay; sealer: Sealer },
): Promise<number> {
  const random = seeded(`market of ${tree.number}`)
  const ids = idsOf(`market of ${tree.number}`)
  const next = () => ids(Date.parse(today))
  const units = tree.districts.flatMap((district) => district.communes.map(({ id }) => id))
  const seller = roster.holderOf('member')
  if (seller)
    await client.query(
      `update ventures.venture set published_on = coalesce(published_on, $2::date) where state = 'registered' and ended_on is null
          and id in (select venture_id from ventures.principal where person_id = $1)`,
      [seller, addDays(today, -60)],
    )
  const { rows: ventures } = await client.query(
    `select v.id, v.unit_id, v.name, v.field, v.place, exists (select from ventures.principal p where p.venture_id = v.id and p.person_id = $2) as is_own
       from ventures.venture v where v.unit_id = any ($1) and v.is_public and v.ended_on is null order by is_own desc, v.id limit ${mostStalls}`,
    [units, seller ?? null],
  )
  const stalls: CopyRow[] = []
  const products: CopyRow[] = []
  const sold: Sold[] = []
  const open = (stall: {
    ventureId: string | null
    unitId: string
    name: string
    place: string
  }) => {
    const id = next()
    const number = `8200${random.int(100_000_000, 999_999_999)}`
    stalls.push([
      ...[
        id,
        stall.unitId,
        stall.ventureId,
        stall.name,
        stall.place,
        'Trong tỉnh, qua bưu điện',
        30_000,
      ],
      ...[true, true, true, true, '970405'],
      `\\x${sealAccount(sealer, { number, holder: 'TAI KHOAN MAU' }).toString('hex')}`,
      `\\x${accountKeyOf(sealer, number).toString('hex')}`,
      true,
    ])
    return id
  }
  for (const venture of ventures) {
    const stallId = open({
      ventureId: venture.id,
      unitId: venture.unit_id,
      name: venture.name,
      place: venture.place ?? 'Chợ trung tâm xã',
    })
    const words = productWords[venture.field] ?? otherProducts
    for (const [kind, name, unit, price, season, stars, description] of venture.is_own
      ? words
      : words.slice(0, random.int(1, words.length))) {
      const productId = next()
      products.push([
        ...[
          productId,
          stallId,
          venture.unit_id,
          name,
          kind,
          description,
          stars,
          unit,
          price,
          random.int(8, 120),
        ],
        ...[season?.[0] ?? null, season?.[1] ?? null, 'listed', addDays(today, -random.int(1, 90))],
      ])
      sold.push({ stallId, unitId: venture.unit_id, productId, name, unit, price })
    }
  }
  const home = tree.districts
    .flatMap(({ communes }) => communes)
    .find((one) => where(one) === 'xã Pả Vi')
  const hubId =
    home &&
    open({
      ventureId: null,
      unitId: home.id,
      name: 'Chợ gom đơn Đoàn xã Pả Vi',
      place: 'Chợ Pả Vi',
    })
  await copyRows(client, 'market.stall', stallColumns, stalls)
  await copyRows(client, 'market.product', productColumns, products)
  await putPublic(client, units)
  if (hubId && home)
    await openCycle(client, { hubId, unitId: home.id, today, cycleId: next(), sold })
  const own = sold.find(
    ({ stallId }) => stallId === (ventures[0]?.is_own ? stalls[0]?.[0] : undefined),
  )
  if (own) await placeOrders(client, own, { today, sealer, next })
  return products.length
}

const stallColumns = [
  ...['id', 'unit_id', 'venture_id', 'name', 'pickup_place', 'delivery_area', 'delivery_fee'],
  ...[
    'takes_pickup',
    'takes_delivery',
    'takes_cash',
    'takes_transfer',
    'bank_bin',
    'account_sealed',
    'account_key',
    'is_open',
  ],
]
const productColumns = [
  ...[
    'id',
    'stall_id',
    'unit_id',
    'name',
    'kind',
    'description',
    'ocop_stars',
    'unit_of_sale',
    'price',
    'stock',
  ],
  ...['season_from', 'season_to', 'state', 'listed_at'],
]

const putPublic = (client: pg.Client, units: string[]) =>
  client.query(
    `select platform.put_public(coalesce((select jsonb_agg(jsonb_build_object('kind', 'product', 'id', p.id, 'title', p.name,
         'summary', concat_ws('. ', s.name, p.description), 'keywords', case when p.ocop_stars > 0 then 'OCOP ' || p.ocop_stars || ' sao' end,
         'address', '/market/' || p.id, 'picture', null, 'unit_id', s.unit_id, 'place', u.name, 'starts_on', null, 'ends_on', null,
         'language', 'vi', 'public_at', p.listed_at))
       from market.product p join market.stall s on s.id = p.stall_id
       join units.unit_version u on u.unit_id = s.unit_id and u.valid_to is null where s.unit_id = any ($1)), '[]'), now())`,
    [units],
  )

async function openCycle(
  client: pg.Client,
  cycle: { hubId: string; unitId: string; today: IsoDay; cycleId: string; sold: readonly Sold[] },
) {
  await client.query(
    `insert into market.cycle (id, stall_id, unit_id, title, opens_on, closes_on, handover_on, place, fee_percent)
     values ($1, $2, $3, 'Phiên chợ cuối tuần', $4, $5, $6, 'Chợ trung tâm Mèo Vạc', 5)`,
    [
      cycle.cycleId,
      cycle.hubId,
      cycle.unitId,
      addDays(cycle.today, -2),
      addDays(cycle.today, 5),
      addDays(cycle.today, 7),
    ],
  )
  await copyRows(
    client,
    'market.cycle_offer',
    ['cycle_id', 'product_id', 'stall_id', 'hub_id', 'unit_id', 'is_accepted', 'offered_at'],
    cycle.sold
      .slice(0, 12)
      .map(
        (one, at): CopyRow => [
          cycle.cycleId,
          one.productId,
          one.stallId,
          cycle.hubId,
          cycle.unitId,
          at < 9,
          addDays(cycle.today, -2),
        ],
      ),
  )
}

/** Orders of the last weeks, in every state; what was paid stands in the books. */
async function placeOrders(
  client: pg.Client,
  own: Sold,
  { today, sealer, next }: { today: IsoDay; sealer: Sealer; next: () => string },
) {
  const states = [
    'handed_over',
    'handed_over',
    'handed_over',
    'cancelled',
    'paid',
    'confirmed',
    'placed',
  ] as const
  for (const [at, state] of states.entries()) {
    const id = next()
    const day = addDays(today, at * 4 - states.length * 4)
    const isPaid = state === 'handed_over' || state === 'paid'
    const hasEnded = state === 'handed_over' || state === 'cancelled'
    const phone = fictitiousPhone(90_000 + at)
    await client.query(
      `insert into market.sales_order (id, number, stall_id, unit_id, token_hash, delivery_way, payment_way, goods, delivery_fee, total,
         buyer_sealed, buyer_key, state, placed_at, paid_at, paid_amount, closed_at, cancelled_by, cancel_reason)
       values ($1, $2, $3, $4, $5, 'pickup', $6, $7, 0, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        ...[
          id,
          orderNumber(id),
          own.stallId,
          own.unitId,
          tokenHash(tokenOf(sealer, id)),
          at % 2 ? 'cash' : 'transfer',
          own.price * (1 + (at % 3)),
        ],
        ...[
          sealBuyer(sealer, { name: `Khách mua số ${at + 1}`, phone, address: null, note: null }),
          buyerKeyOf(sealer, phone),
          state,
          day,
        ],
        ...[
          isPaid ? day : null,
          isPaid ? own.price * (1 + (at % 3)) : null,
          hasEnded ? addDays(day, 1) : null,
        ],
        ...[state === 'cancelled' ? 'buyer' : null, null],
      ],
    )
    await client.query(
      `insert into market.order_line (order_id, product_id, stall_id, seller_id, unit_id, name, unit_of_sale, price, quantity)
       values ($1, $2, $3, $3, $4, $5, $6, $7, $8)`,
      [id, own.productId, own.stallId, own.unitId, own.name, own.unit, own.price, 1 + (at % 3)],
    )
    if (isPaid)
      await client.query(
        `insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, order_id) values ($1, $2, $3, 'income', 'sale', $4, $5, $6)`,
        [next(), own.stallId, own.unitId, own.price * (1 + (at % 3)), day, id],
      )
  }
  await client.query(
    `insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, note) values ($1, $2, $3, 'expense', 'packaging', 240000, $4, 'Hộp giấy và tem')`,
    [next(), own.stallId, own.unitId, addDays(today, -20)],
  )
}

/** An order number out of an id, the same in each demonstration. */
function orderNumber(id: string): string {
  const bytes = createHash('sha256').update(id).digest()
  return makeOrderNumber(() => bytes.map((byte) => byte % 248))
}
