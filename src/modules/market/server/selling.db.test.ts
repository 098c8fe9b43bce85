import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { aVenture } from '#modules/ventures/server/testing.ts'
import { type Actor, nobody, system } from '#platform/server/context.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  addBookEntry,
  advanceOrder,
  attachPhoto,
  cancelOwnOrder,
  findOwnOrder,
  findPhoto,
  findProduct,
  findStall,
  getOrder,
  getProduct,
  getStall,
  listEntries,
  listMonths,
  listMyStalls,
  listOrders,
  listProducts,
  marketTasks,
  openStall,
  placeOrder,
  saveProduct,
  saveStall,
  strikeBookEntry,
} from './index.ts'
import { aProduct, aStall } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
let tree: SmallTree
let seller: Actor
let otherSeller: Actor
let officer: Actor
let ventureId: string
let stallId: string
let foreignStallId: string

const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<{ id: string; token: string }>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const stockOf = async (productId: string) =>
  (await owner('select stock from market.product where id = $1', [productId]))[0].stock as number
const taskNamed = (name: string) => marketTasks.find((task) => task.name === name)

beforeAll(async () => {
  const { testDatabase } = app
  tree = await aTree(testDatabase)
  const leader = await aPerson(testDatabase, { unitId: tree.branch, name: 'Vàng Thị Mỷ' })
  const other = await aPerson(testDatabase, { unitId: tree.foreignBranch, name: 'Sùng Mí Lử' })
  seller = person(leader)
  otherSeller = person(other)
  officer = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  ventureId = await aVenture(testDatabase, {
    unitId: tree.commune,
    leaderId: leader,
    isPublic: true,
  })
  const foreignVenture = await aVenture(testDatabase, {
    unitId: tree.otherCommune,
    leaderId: other,
    isPublic: true,
  })
  stallId = await aStall(testDatabase, { unitId: tree.commune, ventureId })
  foreignStallId = await aStall(testDatabase, {
    unitId: tree.otherCommune,
    ventureId: foreignVenture,
  })
})

let phones = 0
const order = (
  items: { productId: string; quantity: number }[],
  seenTotal: number,
  more: object = {},
) => ({
  id: uuidv7(),
  stallId,
  items,
  seenTotal,
  deliveryWay: 'pickup',
  paymentWay: 'transfer',
  name: 'Lò Văn Pao',
  phone: `09${String(++phones).padStart(8, '1')}`,
  consent: 'on',
  website: '',
  ...more,
})

describe('nobody orders more than there is', () => {
  test('a hundred want the last one at the same moment: one gets it', async () => {
    const productId = await aProduct(app.testDatabase, { stallId, stock: 1 })
    const came = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000)),
      ),
    )
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of came)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          faults: [{ path: 'items.0.quantity', code: 'market_sold_out' }],
        })
    expect(await stockOf(productId)).toBe(0)
    const lines = await owner(
      'select sum(quantity)::int as n from market.order_line where product_id = $1',
      [productId],
    )
    expect(lines[0].n).toBe(1)
  })

  test('many want several of several, in any order: what was sold and what is left is what there was, and nobody waits for ever', async () => {
    const products = await Promise.all(
      [7, 5, 9].map((stock) => aProduct(app.testDatabase, { stallId, stock, price: 1000 })),
    )
    const wishes = fc.sample(
      fc.shuffledSubarray(products, { minLength: 1 }).chain((chosen) =>
        fc.tuple(
          ...chosen.map((productId) =>
            fc.record({
              productId: fc.constant(productId),
              quantity: fc.integer({ min: 1, max: 3 }),
            }),
          ),
        ),
      ),
      { numRuns: 40, seed: 22 },
    )
    const came = await Promise.allSettled(
      wishes.map((items) =>
        run(
          nobody,
          placeOrder,
          order(
            items,
            items.reduce((sum, { quantity }) => sum + quantity * 1000, 0),
          ),
        ),
      ),
    )
    const placed = came.flatMap((one, i) => (one.status === 'fulfilled' ? [wishes[i] ?? []] : []))
    expect(placed.length).toBeGreaterThan(3)
    expect(placed.length).toBeLessThan(40)
    for (const [i, productId] of products.entries()) {
      const sold = placed.flat().filter((item) => item.productId === productId)
      const sum = sold.reduce((all, { quantity }) => all + quantity, 0)
      expect(sum + (await stockOf(productId))).toBe([7, 5, 9][i])
    }
    // Cancelled or expired, everything is there again.
    await owner(
      `update market.sales_order set expires_at = '2026-06-15T02:00:00Z' where state = 'placed'`,
    )
    await taskNamed('market.expire')?.run(app, asking(app, system), {})
    for (const [i, productId] of products.entries())
      expect(await stockOf(productId)).toBe([7, 5, 9][i])
  })

  test('the tables themselves do not let stock go below nothing, and the application cannot write lines', async () => {
    const productId = await aProduct(app.testDatabase, { stallId, stock: 1 })
    await expect(
      owner('update market.product set stock = -1 where id = $1', [productId]),
    ).rejects.toMatchObject({ code: '23514' })
    const { id } = await run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000))
    const second = await aProduct(app.testDatabase, { stallId, stock: 0 })
    await expect(
      owner(
        `insert into market.order_line (order_id, product_id, stall_id, seller_id, unit_id, name, unit_of_sale, price, quantity)
         values ($1, $2, $3, $3, $4, 'x', 'x', 1, 1)`,
        [id, second, stallId, tree.commune],
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('an order without an account', () => {
  let productId: string
  beforeEach(async () => {
    productId = await aProduct(app.testDatabase, { stallId, stock: 10 })
  })

  test('is placed once however often it is sent, and its page shows it to whoever has its link', async () => {
    const wanted = order([{ productId, quantity: 2 }], 190_000, {
      deliveryWay: 'delivery',
      address: 'Tổ 3, phường Hà Giang 1',
    })
    const first = await run(nobody, placeOrder, wanted)
    expect(await run(nobody, placeOrder, wanted)).toEqual(first)
    expect(await stockOf(productId)).toBe(8)
    const seen = await read(nobody, (ctx) => findOwnOrder(ctx, first.token))
    expect(seen).toMatchObject({
      state: 'placed',
      goods: 170_000,
      deliveryFee: 20_000,
      total: 190_000,
      buyer: { name: 'Lò Văn Pao', address: 'Tổ 3, phường Hà Giang 1' },
      account: { holder: 'VANG THI MY' },
      lines: [{ quantity: 2, price: 85_000, amount: 170_000 }],
    })
    expect(seen?.number).toMatch(/^XK/)
    expect(await read(nobody, (ctx) => findOwnOrder(ctx, 'A'.repeat(32)))).toBeUndefined()
    // The table holds neither the token nor the buyer as they are.
    const [row] = await owner(
      'select to_jsonb(o)::text as text from market.sales_order o where id = $1',
      [first.id],
    )
    expect(row.text).not.toContain(first.token)
    expect(row.text).not.toContain('Pao')
  })

  test('tells its link again to the number that ordered it alone: an id is known to others too', async () => {
    const wanted = order([{ productId, quantity: 1 }], 85_000)
    const { id, token } = await run(nobody, placeOrder, wanted)
    for (const actor of [nobody, seller, otherSeller])
      await expect(
        run(actor, placeOrder, { ...wanted, phone: '0900000001' }),
      ).rejects.toMatchObject({ status: 409, code: 'market.order_of_another' })
    const trapped = await run(nobody, placeOrder, { ...wanted, website: 'http://spam' })
    expect(trapped.token).toHaveLength(token.length)
    expect(trapped.token).not.toBe(token)
    expect(await read(nobody, (ctx) => findOwnOrder(ctx, trapped.token))).toBeUndefined()
    // Once the buyer is forgotten nobody is told.
    await owner(
      'update market.sales_order set buyer_sealed = null, buyer_key = null where id = $1',
      [id],
    )
    await expect(run(nobody, placeOrder, wanted)).rejects.toMatchObject({ status: 409 })
    expect(await stockOf(productId)).toBe(9)
  })

  test('costs what the products cost now: a price in the form, or another sum, changes nothing', async () => {
    const cheap = order([{ productId, quantity: 1, price: 1 } as never], 85_000, {
      price: 1,
      total: 1,
      goods: 1,
    })
    const { token } = await run(nobody, placeOrder, cheap)
    expect(await read(nobody, (ctx) => findOwnOrder(ctx, token))).toMatchObject({ total: 85_000 })
    await expect(
      run(nobody, placeOrder, order([{ productId, quantity: 1 }], 1)),
    ).rejects.toMatchObject({ code: 'market.price_changed' })
    await owner('update market.product set price = 90000 where id = $1', [productId])
    await expect(
      run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000)),
    ).rejects.toMatchObject({ code: 'market.price_changed' })
    for (const quantity of [0, -1, 1.5, 1001])
      await expect(
        run(nobody, placeOrder, order([{ productId, quantity }], 0)),
      ).rejects.toMatchObject({ status: 400 })
    await expect(
      run(
        nobody,
        placeOrder,
        order(
          [
            { productId, quantity: 1 },
            { productId, quantity: 1 },
          ],
          170_000,
        ),
      ),
    ).rejects.toMatchObject({ status: 400 })
  })

  test('is refused for what is not sold here, not in season, or in a way that is not taken', async () => {
    const foreign = await aProduct(app.testDatabase, { stallId: foreignStallId })
    const draft = await aProduct(app.testDatabase, { stallId, state: 'draft' })
    const winter = await aProduct(app.testDatabase, { stallId, season: [11, 2] })
    for (const id of [foreign, draft, winter, uuidv7()])
      await expect(
        run(nobody, placeOrder, order([{ productId: id, quantity: 1 }], 85_000)),
      ).rejects.toMatchObject({ code: 'market.not_for_sale' })
    await owner('update market.stall set takes_cash = false where id = $1', [stallId])
    await expect(
      run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000, { paymentWay: 'cash' })),
    ).rejects.toMatchObject({ faults: [{ code: 'market_way_not_taken' }] })
    await owner('update market.stall set takes_cash = true, is_open = false where id = $1', [
      stallId,
    ])
    await expect(
      run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000)),
    ).rejects.toMatchObject({ code: 'market.closed' })
    await owner('update market.stall set is_open = true where id = $1', [stallId])
  })

  test('of one phone number only some may wait; what fills in the trap is not listened to', async () => {
    const phone = '0987654321'
    for (let turn = 0; turn < 5; turn += 1)
      await run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000, { phone }))
    await expect(
      run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000, { phone })),
    ).rejects.toMatchObject({ code: 'market.too_many_waiting' })
    const before = await stockOf(productId)
    const { token } = await run(
      nobody,
      placeOrder,
      order([{ productId, quantity: 1 }], 85_000, { website: 'http://spam' }),
    )
    expect(await stockOf(productId)).toBe(before)
    expect(await read(nobody, (ctx) => findOwnOrder(ctx, token))).toBeUndefined()
  })

  test('is taken back by its link while nothing is paid; its goods are for others again, once', async () => {
    const { id, token } = await run(
      nobody,
      placeOrder,
      order([{ productId, quantity: 3 }], 255_000),
    )
    await run(nobody, cancelOwnOrder, { token })
    expect(await stockOf(productId)).toBe(10)
    await expect(run(nobody, cancelOwnOrder, { token })).rejects.toMatchObject({ status: 422 })
    await expect(run(nobody, cancelOwnOrder, { token: 'A'.repeat(32) })).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      owner(
        `update market.sales_order set state = 'placed', closed_at = null, cancelled_by = null where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'order_has_ended' })
    expect(await stockOf(productId)).toBe(10)
  })

  test('is not held for ever: unpaid and unconfirmed it expires, confirmed cash does not', async () => {
    const transfer = await run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000))
    const cash = await run(
      nobody,
      placeOrder,
      order([{ productId, quantity: 1 }], 85_000, { paymentWay: 'cash' }),
    )
    const confirmed = await run(
      nobody,
      placeOrder,
      order([{ productId, quantity: 1 }], 85_000, { paymentWay: 'cash' }),
    )
    await run(seller, advanceOrder, { orderId: confirmed.id, state: 'placed', to: 'confirmed' })
    const states = async () =>
      Promise.all(
        [transfer, cash, confirmed].map(
          async ({ token }) => (await read(nobody, (ctx) => findOwnOrder(ctx, token)))?.state,
        ),
      )
    app.setNow('2026-06-16T02:59:00Z')
    await taskNamed('market.expire')?.run(app, asking(app, system), {})
    expect(await states()).toEqual(['placed', 'placed', 'confirmed'])
    app.setNow('2026-06-16T03:01:00Z')
    await taskNamed('market.expire')?.run(app, asking(app, system), {})
    expect(await states()).toEqual(['cancelled', 'placed', 'confirmed'])
    app.setNow('2026-06-18T03:01:00Z')
    await taskNamed('market.expire')?.run(app, asking(app, system), {})
    expect(await states()).toEqual(['cancelled', 'cancelled', 'confirmed'])
    app.setNow('2026-06-15T03:00:00Z')
    expect(await stockOf(productId)).toBe(9)
  })

  test('its buyer is forgotten some time after it has ended, and not before', async () => {
    const { id, token } = await run(
      nobody,
      placeOrder,
      order([{ productId, quantity: 1 }], 85_000, { paymentWay: 'cash' }),
    )
    await run(seller, advanceOrder, { orderId: id, state: 'placed', to: 'confirmed' })
    await run(seller, advanceOrder, { orderId: id, state: 'confirmed', to: 'handed_over' })
    const buyer = async () => (await read(nobody, (ctx) => findOwnOrder(ctx, token)))?.buyer
    app.setNow('2026-09-12T03:00:00Z')
    await taskNamed('market.forget')?.run(app, asking(app, system), {})
    expect(await buyer()).toMatchObject({ name: 'Lò Văn Pao' })
    app.setNow('2026-09-14T03:00:00Z')
    await taskNamed('market.forget')?.run(app, asking(app, system), {})
    app.setNow('2026-06-15T03:00:00Z')
    expect(await buyer()).toBeNull()
  })
})

describe('a stall is its seller’s', () => {
  test('another seller, an officer who was not asked to help, and a stranger see and change nothing of it', async () => {
    const productId = await aProduct(app.testDatabase, { stallId })
    const { id } = await run(nobody, placeOrder, order([{ productId, quantity: 1 }], 85_000))
    for (const actor of [otherSeller, officer, nobody]) {
      expect(await read(actor, (ctx) => listOrders(ctx, stallId, 'open'))).toEqual([])
      await expect(read(actor, (ctx) => getOrder(ctx, stallId, id))).rejects.toMatchObject({
        status: 404,
      })
      await expect(read(actor, (ctx) => getStall(ctx, stallId))).rejects.toMatchObject({
        status: 404,
      })
      const tries: [Parameters<typeof run>[1], { stallId?: string; [field: string]: unknown }][] = [
        [advanceOrder, { orderId: id, state: 'placed', to: 'cancelled', reason: 'x' }],
        [
          saveProduct,
          {
            id: productId,
            stallId,
            version: 1,
            name: 'x',
            kind: 'tea',
            unitOfSale: 'kg',
            price: 1,
            stock: 1,
            isListed: 'on',
          },
        ],
        [
          saveProduct,
          {
            id: productId,
            stallId: foreignStallId,
            version: 1,
            name: 'x',
            kind: 'tea',
            unitOfSale: 'kg',
            price: 1,
            stock: 1,
          },
        ],
        [attachPhoto, { id: uuidv7(), productId, sha256: '0'.repeat(64), size: 1 }],
        [
          addBookEntry,
          {
            id: uuidv7(),
            stallId,
            kind: 'income',
            category: 'other',
            amount: '1',
            bookedOn: '2026-06-15',
          },
        ],
      ]
      for (const [command, input] of tries) {
        const refused = run(actor, command, input)
        // To their own stall another's product cannot be drawn either.
        const status = actor === nobody ? 403 : input.stallId === foreignStallId ? 409 : 404
        await expect(refused).rejects.toMatchObject({
          status: actor === officer && status === 409 ? 404 : status,
        })
      }
    }
    expect((await read(seller, (ctx) => getOrder(ctx, stallId, id))).buyer).toMatchObject({
      name: 'Lò Văn Pao',
    })
    // Once the seller asks them to help, the officers of the commune see it too; those of another never.
    await owner('update market.stall set is_assisted = true where id = $1', [stallId])
    const foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
    expect((await read(officer, (ctx) => getOrder(ctx, stallId, id))).id).toBe(id)
    await expect(read(foreign, (ctx) => getOrder(ctx, stallId, id))).rejects.toMatchObject({
      status: 404,
    })
    await owner('update market.stall set is_assisted = false where id = $1', [stallId])
  })

  test('it is opened once, for a registered venture, by who manages it or an officer for them', async () => {
    const { testDatabase } = app
    const household = await aVenture(testDatabase, {
      unitId: tree.commune,
      name: 'Hộ Giàng A Sính',
      isPublic: true,
    })
    await expect(
      run(seller, openStall, { id: uuidv7(), ventureId: household }),
    ).rejects.toMatchObject({ status: 404 })
    const id = uuidv7()
    await run(officer, openStall, { id, ventureId: household })
    await run(officer, openStall, { id, ventureId: household })
    expect(await read(officer, (ctx) => getStall(ctx, id))).toMatchObject({
      name: 'Hộ Giàng A Sính',
      isAssisted: true,
      isOpen: false,
    })
    await expect(
      run(officer, openStall, { id: uuidv7(), ventureId: household }),
    ).rejects.toMatchObject({ code: 'market.stall_known' })
    await expect(
      run(officer, openStall, { id: uuidv7(), unitId: tree.otherCommune }),
    ).rejects.toMatchObject({ status: 403 })
    await expect(
      run(nobody, openStall, { id: uuidv7(), ventureId: household }),
    ).rejects.toMatchObject({ status: 403 })
    expect((await read(officer, listMyStalls)).map((stall) => stall.id)).toContain(id)
  })

  test('it says how it sells; an account is kept sealed and stays where none is typed', async () => {
    const mine = await read(seller, (ctx) => getStall(ctx, stallId))
    const fields = {
      stallId,
      name: 'Chè Shan tuyết Lũng Phìn',
      pickupPlace: 'Chợ phiên',
      takesPickup: 'on',
      takesTransfer: 'on',
      takesCash: 'on',
      bankBin: '970405',
      isOpen: 'on',
    }
    const save = (more: object = {}) =>
      run(seller, saveStall, { ...fields, version: mine.version, ...more })
    await expect(save({ takesPickup: '' })).rejects.toMatchObject({
      faults: [{ code: 'market_no_delivery_way' }],
    })
    await expect(save({ takesTransfer: '', takesCash: '' })).rejects.toMatchObject({
      faults: [{ code: 'market_no_payment_way' }],
    })
    await expect(save({ accountNumber: '12' })).rejects.toMatchObject({
      faults: [{ code: 'market_account_invalid' }],
    })
    await expect(save({ bankBin: '123456' })).rejects.toMatchObject({
      faults: [{ path: 'bankBin' }],
    })
    await save()
    const after = await read(seller, (ctx) => getStall(ctx, stallId))
    expect(after.account).toEqual(mine.account)
    await expect(save()).rejects.toMatchObject({ status: 409 })
    await run(seller, saveStall, {
      ...fields,
      version: after.version,
      takesDelivery: 'on',
      deliveryFee: '20.000',
      accountNumber: '8200 2051 23456',
    })
    expect((await read(seller, (ctx) => getStall(ctx, stallId))).account?.number).toBe(
      '8200205123456',
    )
    const [row] = await owner(
      'select to_jsonb(s)::text as text from market.stall s where id = $1',
      [stallId],
    )
    expect(row.text).not.toContain('8200205123456')
  })
})

describe('a product', () => {
  const product = (more: object = {}) => ({
    id: uuidv7(),
    stallId,
    name: 'Mật ong bạc hà Mèo Vạc',
    kind: 'honey',
    unitOfSale: 'chai 500 ml',
    price: '350.000',
    stock: '12',
    ocopStars: '4',
    isListed: 'on',
    ...more,
  })

  test('is seen by everybody once it is listed and found in the search over everything; withdrawn no more', async () => {
    const draft = product({ isListed: '' })
    await run(seller, saveProduct, draft)
    expect(await read(nobody, (ctx) => findProduct(ctx, draft.id))).toBeUndefined()
    await run(seller, saveProduct, { ...draft, version: 1, isListed: 'on' })
    expect(await read(nobody, (ctx) => findProduct(ctx, draft.id))).toMatchObject({
      price: 350_000,
      ocopStars: 4,
      commune: 'Đoàn xã Sủng Là',
    })
    const photo = { id: uuidv7(), productId: draft.id, sha256: 'a'.repeat(64), size: 10 }
    await run(seller, attachPhoto, photo)
    await run(seller, attachPhoto, photo)
    expect(await read(nobody, (ctx) => findPhoto(ctx, draft.id, photo.id))).toBe('a'.repeat(64))
    const found = async () =>
      (await read(nobody, (ctx) => searchPublic(ctx, { text: 'mat ong bac ha 4 sao' }))).entries
    expect(await found()).toMatchObject([
      {
        kind: 'product',
        address: `/market/${draft.id}`,
        picture: `/market/${draft.id}/photos/${photo.id}`,
      },
    ])
    await run(seller, saveProduct, { ...draft, version: 2, isListed: '' })
    expect(await found()).toEqual([])
    expect(await read(nobody, (ctx) => findProduct(ctx, draft.id))).toBeUndefined()
    expect(await read(nobody, (ctx) => findPhoto(ctx, draft.id, photo.id))).toBeUndefined()
  })

  test('is hidden with its stall, and with its venture', async () => {
    const productId = await aProduct(app.testDatabase, { stallId })
    const isThere = async () => Boolean(await read(nobody, (ctx) => findProduct(ctx, productId)))
    expect(await isThere()).toBe(true)
    await owner('update ventures.venture set published_on = null where id = $1', [ventureId])
    expect(await isThere()).toBe(false)
    expect(await read(nobody, (ctx) => findStall(ctx, stallId))).toBeUndefined()
    const inIndex = () =>
      owner(`select from platform.public_entry where kind = 'product' and id::text = $1`, [
        productId,
      ])
    await owner(
      `insert into platform.public_entry (kind, id, title, address, public_at) values ('product', $1, 'x', '/market/x', now())`,
      [productId],
    )
    await taskNamed('market.follow_reforms')?.run(app, asking(app, system), {})
    expect(await inIndex()).toEqual([])
    await owner(`update ventures.venture set published_on = '2026-01-01' where id = $1`, [
      ventureId,
    ])
    expect(await isThere()).toBe(true)
  })

  test('what was sold while its form was open stays sold', async () => {
    const one = product()
    await run(seller, saveProduct, one)
    await run(nobody, placeOrder, order([{ productId: one.id, quantity: 2 }], 700_000))
    await run(seller, saveProduct, { ...one, version: 1, seenStock: 12, stock: 20 })
    expect((await read(seller, (ctx) => getProduct(ctx, stallId, one.id))).stock).toBe(18)
    await expect(run(seller, saveProduct, { ...one, version: 1 })).rejects.toMatchObject({
      status: 409,
    })
    await expect(run(seller, saveProduct, product({ price: '-5' }))).rejects.toMatchObject({
      status: 400,
    })
    await expect(run(seller, saveProduct, product({ seasonFrom: '3' }))).rejects.toMatchObject({
      faults: [{ code: 'market_season_half' }],
    })
  })

  test('is found without diacritics and by commune, kind, stars and season; pages follow each other without a gap', async () => {
    const names = ['Gạo nếp nương', 'Gạo già dui', 'Gạo tẻ đỏ', 'Ngô tẻ', 'Đậu tương']
    for (const [i, name] of names.entries())
      await aProduct(app.testDatabase, {
        stallId: foreignStallId,
        kind: 'grain',
        name,
        price: 1000 * (i + 1),
        stars: i,
        season: [9, 11],
      })
    const list = async (query: object) =>
      (await read(nobody, (ctx) => listProducts(ctx, query))).rows.map(({ name }) => name).sort()
    expect(await list({ text: 'gao' })).toEqual(['Gạo già dui', 'Gạo nếp nương', 'Gạo tẻ đỏ'])
    expect(await list({ text: 'nuong nep' })).toEqual(['Gạo nếp nương'])
    expect(await list({ kind: 'grain', unitId: tree.commune })).toEqual([])
    expect(await list({ kind: 'grain', unitId: tree.otherCommune })).toHaveLength(5)
    expect(await list({ kind: 'grain', stars: 3 })).toEqual(['Ngô tẻ', 'Đậu tương'])
    expect(await list({ kind: 'grain', month: 8 })).toEqual([])
    expect(await list({ kind: 'grain', month: 10 })).toHaveLength(5)
    expect(await list({ text: "x'); drop table market.product; --" })).toEqual([])
    for (const sort of ['new', 'cheap'] as const) {
      const seen: string[] = []
      for (let after: { key: string; id: string } | undefined, turn = 0; turn < 9; turn += 1) {
        const page = await read(nobody, (ctx) =>
          listProducts(ctx, { kind: 'grain', sort, after, limit: 2 }),
        )
        seen.push(...page.rows.map(({ name }) => name))
        if (!page.next) break
        after = page.next
      }
      expect([...seen].sort()).toEqual([...names].sort())
      if (sort === 'cheap') expect(seen).toEqual(names)
    }
  })
})

test('simple books: what orders bring flows in by itself and stays, the rest is entered and struck by hand', async () => {
  const before = await read(seller, (ctx) => listEntries(ctx, stallId))
  const productId = await aProduct(app.testDatabase, { stallId, price: 100_000 })
  const { id } = await run(
    nobody,
    placeOrder,
    order([{ productId, quantity: 2 }], 200_000, { paymentWay: 'cash' }),
  )
  await run(seller, advanceOrder, { orderId: id, state: 'placed', to: 'confirmed' })
  await expect(
    run(seller, advanceOrder, { orderId: id, state: 'placed', to: 'handed_over' }),
  ).rejects.toMatchObject({ status: 409 })
  await run(seller, advanceOrder, { orderId: id, state: 'confirmed', to: 'handed_over' })
  await run(seller, advanceOrder, { orderId: id, state: 'confirmed', to: 'handed_over' })
  const entry = {
    id: uuidv7(),
    stallId,
    kind: 'expense',
    category: 'packaging',
    amount: '35.000',
    bookedOn: '10/06/2026',
  }
  await run(seller, addBookEntry, entry)
  await run(seller, addBookEntry, entry)
  const after = await read(seller, (ctx) => listEntries(ctx, stallId, '2026-06'))
  expect(after).toHaveLength(before.length + 2)
  const sale = after.find(({ orderId }) => orderId === id)
  expect(sale).toMatchObject({
    kind: 'income',
    category: 'sale',
    amount: 200_000,
    bookedOn: '2026-06-15',
  })
  const sum = (kind: string) =>
    after.filter((one) => one.kind === kind).reduce((all, { amount }) => all + amount, 0)
  expect(await read(seller, (ctx) => listMonths(ctx, stallId))).toEqual([
    { month: '2026-06', income: sum('income'), expense: sum('expense') },
  ])
  await expect(run(seller, strikeBookEntry, { entryId: sale?.id })).rejects.toMatchObject({
    status: 404,
  })
  await expect(run(otherSeller, strikeBookEntry, { entryId: entry.id })).rejects.toMatchObject({
    status: 404,
  })
  await run(seller, strikeBookEntry, { entryId: entry.id })
})

test('an API token of the seller keeps no stall, whatever it was made for', async () => {
  const entry = {
    stallId,
    kind: 'income',
    category: 'other',
    amount: '1',
    bookedOn: '2026-06-15',
  }
  for (const permissions of [['reports.read'], ['ventures.write'], []]) {
    const token: Actor = { ...seller, kind: 'token', permissions }
    expect(await read(token, listMyStalls)).toEqual([])
    await expect(run(token, addBookEntry, { ...entry, id: uuidv7() })).rejects.toMatchObject({
      status: 404,
    })
  }
  expect((await read(seller, listMyStalls)).map(({ id }) => id)).toContain(stallId)
})
