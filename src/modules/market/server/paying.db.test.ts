import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { aVenture } from '#modules/ventures/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  advanceOrder,
  cancelOwnOrder,
  decideOffer,
  findOwnOrder,
  getStall,
  listCycleProducts,
  listDoubtful,
  listEntries,
  listOffers,
  listOpenCycles,
  listPacking,
  marketTasks,
  markPaid,
  offerProduct,
  openStall,
  payOut,
  placeOrder,
  readStatement,
  receiveSepay,
  saveCycle,
  saveStall,
  settleTransfer,
  type Taken,
  takeStatement,
} from './index.ts'
import { anOrder, aProduct, aStall } from './testing.ts'

const key = 'a-key-that-only-SePay-and-we-know'
const app = useApp({ now: '2026-06-15T03:00:00Z', settings: { SEPAY_API_KEY: key } })
let tree: SmallTree
let seller: Actor
let otherSeller: Actor
let stallId: string
let otherStallId: string
let productId: string

const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<{ id: string; token: string } & Taken>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const stateOf = async (id: string) =>
  (await owner('select state from market.sales_order where id = $1', [id]))[0].state
const incomeOf = async (id: string) =>
  (
    await owner(
      `select coalesce(sum(amount), 0)::int as sum from market.book_entry where order_id = $1 and kind = 'income'`,
      [id],
    )
  )[0].sum

const account = '8200205123456'
beforeAll(async () => {
  const { testDatabase } = app
  tree = await aTree(testDatabase)
  const leader = await aPerson(testDatabase, { unitId: tree.branch, name: 'Vàng Thị Mỷ' })
  const other = await aPerson(testDatabase, { unitId: tree.branch, name: 'Sùng Mí Lử' })
  seller = person(leader)
  otherSeller = person(other)
  const ventureOf = (leaderId: string) =>
    aVenture(testDatabase, { unitId: tree.commune, leaderId, isPublic: true })
  stallId = await aStall(testDatabase, {
    unitId: tree.commune,
    ventureId: await ventureOf(leader),
    accountNumber: account,
  })
  // Two of one family share an account.
  otherStallId = await aStall(testDatabase, {
    unitId: tree.commune,
    ventureId: await ventureOf(other),
    name: 'Mật ong Sùng Mí Lử',
    accountNumber: account,
  })
})
beforeEach(async () => {
  await owner(
    `update market.sales_order set state = 'cancelled', closed_at = now(), cancelled_by = 'expired' where state in ('placed', 'confirmed')`,
  )
  productId = await aProduct(app.testDatabase, { stallId, stock: 100 })
})

const placed = (more: object = {}) => anOrder(app.testDatabase, { stallId, productId, ...more })
let references = 0
const line = (amount: number, memo: string, reference = `FT${++references}`) =>
  `15/06/2026,${reference},,${amount},${memo}`
const statement = async (...lines: string[]) => ({
  transfers: await readStatement(
    new TextEncoder().encode(
      ['Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung', ...lines].join('\n'),
    ),
  ),
})
const take = async (actor: Actor, stall: string, ...lines: string[]) =>
  run(actor, takeStatement, { stallId: stall, ...(await statement(...lines)) })

describe('payment by the bank’s statement', () => {
  test('a line with the order’s number and amount pays it, once, however often the statement is sent', async () => {
    const order = await placed()
    const lines = [line(order.total, `MBVCB.123 ${order.number} tien che`), line(40_000, 'luong')]
    expect(await take(seller, stallId, ...lines)).toMatchObject({
      paid: 1,
      doubtful: 0,
      known: 0,
      foreign: 1,
    })
    expect(await take(seller, stallId, ...lines)).toMatchObject({
      paid: 0,
      doubtful: 0,
      known: 1,
      foreign: 1,
    })
    expect(await stateOf(order.id)).toBe('paid')
    expect(await incomeOf(order.id)).toBe(order.total)
    // Of money that is nobody's business here nothing is kept.
    expect(await owner('select from market.transfer where amount = 40000')).toEqual([])
    const [told] = await owner('select memo_sealed from market.transfer where order_id = $1', [
      order.id,
    ])
    expect(told.memo_sealed).toBeNull()
  })

  test('paid once, claimed twice: a line that has paid one order pays no other, by whichever stall or way', async () => {
    const [first, second] = [await placed(), await placed()]
    const used = line(first.total, `${first.number}`)
    await take(seller, stallId, used)
    // The same line again, as if it were new: in a longer file, by the other stall of the account, by the buyer's word.
    expect(await take(seller, stallId, line(1, 'x'), used)).toMatchObject({ paid: 0, known: 1 })
    expect(await take(otherSeller, otherStallId, used)).toMatchObject({ paid: 0, doubtful: 0 })
    const forged = used.replace(first.number, second.number)
    // What the bank never said cannot be told from what it did; but one line pays one order, and each is audited.
    await take(seller, stallId, forged)
    expect(await stateOf(second.id)).toBe('paid')
    const third = await placed()
    const [transfer] = await owner('select id from market.transfer where order_id = $1', [first.id])
    await expect(
      run(seller, settleTransfer, { transferId: transfer.id, orderId: third.id }),
    ).rejects.toMatchObject({ code: 'market.transfer_settled' })
    expect(await stateOf(third.id)).toBe('placed')
  })

  test('two orders at once with one line: one is paid', async () => {
    const order = await placed()
    const one = line(order.total, order.number)
    const came = await Promise.all([1, 2, 3, 4].map(() => take(seller, stallId, one)))
    expect(came.reduce((sum, { paid }) => sum + paid, 0)).toBe(1)
    expect(await incomeOf(order.id)).toBe(order.total)
  })

  test('what is in doubt is asked about, with what it says; the seller decides, once', async () => {
    const [short, other, gone] = [await placed(), await placed(), await placed()]
    await run(nobody, cancelOwnOrder, { token: gone.token })
    await take(
      seller,
      stallId,
      line(short.total - 1000, short.number),
      line(other.total, `${other.number.slice(0, -1)}`),
      line(gone.total, gone.number),
    )
    const doubtful = (await read(seller, (ctx) => listDoubtful(ctx, stallId))).sort((one, next) =>
      one.amount === next.amount ? one.doubt.localeCompare(next.doubt) : one.amount - next.amount,
    )
    expect(doubtful.map(({ doubt, orderId, memo }) => ({ doubt, orderId, memo }))).toEqual([
      { doubt: 'amount_differs', orderId: short.id, memo: short.number },
      { doubt: 'misspelt', orderId: other.id, memo: other.number.slice(0, -1) },
      { doubt: 'not_waiting', orderId: gone.id, memo: gone.number },
    ])
    expect(await read(otherSeller, (ctx) => listDoubtful(ctx, stallId))).toEqual([])
    const [first, second, third] = doubtful.map(({ id }) => id)
    await expect(
      run(otherSeller, settleTransfer, { transferId: first, orderId: short.id }),
    ).rejects.toMatchObject({ status: 404 })
    await run(seller, settleTransfer, { transferId: first, orderId: short.id })
    expect(await incomeOf(short.id)).toBe(short.total - 1000)
    await run(seller, settleTransfer, { transferId: second, orderId: '' })
    expect(await stateOf(other.id)).toBe('placed')
    await expect(
      run(seller, settleTransfer, { transferId: third, orderId: gone.id }),
    ).rejects.toMatchObject({ code: 'market.order_not_waiting' })
    await expect(
      run(seller, settleTransfer, { transferId: second, orderId: other.id }),
    ).rejects.toMatchObject({ code: 'market.transfer_settled' })
    await run(seller, settleTransfer, { transferId: third })
    expect(await read(seller, (ctx) => listDoubtful(ctx, stallId))).toEqual([])
  })

  test('money that the seller has seen is not counted again when the statement comes', async () => {
    const order = await placed()
    await run(seller, markPaid, { orderId: order.id })
    await run(seller, markPaid, { orderId: order.id })
    expect(await take(seller, stallId, line(order.total, order.number))).toMatchObject({
      paid: 0,
      known: 1,
      doubtful: 0,
    })
    expect(await take(seller, stallId, line(order.total, `${order.number} lan 2`))).toMatchObject({
      doubtful: 1,
    })
    expect(await incomeOf(order.id)).toBe(order.total)
    await expect(
      run(otherSeller, markPaid, { orderId: (await placed()).id }),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('unpaid it is not handed over; cancelled after payment, the money given back stands in the books', async () => {
    const order = await placed()
    await expect(
      run(seller, advanceOrder, { orderId: order.id, state: 'placed', to: 'handed_over' }),
    ).rejects.toMatchObject({ code: 'market.not_now' })
    await take(seller, stallId, line(order.total, order.number))
    await expect(run(nobody, cancelOwnOrder, { token: order.token })).rejects.toMatchObject({
      status: 422,
    })
    await expect(
      run(seller, advanceOrder, { orderId: order.id, state: 'paid', to: 'cancelled' }),
    ).rejects.toMatchObject({ faults: [{ path: 'reason' }] })
    await run(seller, advanceOrder, {
      orderId: order.id,
      state: 'paid',
      to: 'cancelled',
      reason: 'Hết hàng',
    })
    const entries = (await read(seller, (ctx) => listEntries(ctx, stallId))).filter(
      ({ orderId }) => orderId === order.id,
    )
    expect(entries.map(({ kind, category, amount }) => [kind, category, amount]).sort()).toEqual([
      ['expense', 'refund', order.total],
      ['income', 'sale', order.total],
    ])
    expect(await read(nobody, (ctx) => findOwnOrder(ctx, order.token))).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Hết hàng',
    })
  })

  test('a payment and the end of its time at the same moment: it is paid or cancelled, never both', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const order = await placed({ expiresAt: '2026-06-15T02:00:00Z' })
      const expire = marketTasks.find(({ name }) => name === 'market.expire')
      const [, came] = await Promise.all([
        expire?.run(app, asking(app, nobody), {}),
        take(seller, stallId, line(order.total, order.number)),
      ])
      const state = await stateOf(order.id)
      expect([state, came.paid, came.doubtful]).toEqual(
        state === 'paid' ? ['paid', 1, 0] : ['cancelled', 0, 1],
      )
      expect(await incomeOf(order.id)).toBe(state === 'paid' ? order.total : 0)
    }
  })
})

describe('payment by SePay’s message', () => {
  const authorization = `Apikey ${key}`
  let ids = 92_704
  const message = (amount: number, content: string, more: object = {}) => ({
    id: ++ids,
    gateway: 'Agribank',
    transactionDate: '2026-06-15 10:02:37',
    accountNumber: account,
    code: null,
    content,
    transferType: 'in',
    transferAmount: amount,
    accumulated: 19_077_000,
    subAccount: null,
    referenceCode: `SP${ids}`,
    description: '',
    ...more,
  })
  const send = (told: object, header = authorization) =>
    run(nobody, receiveSepay, { authorization: header, message: told })

  test('pays the order of whichever stall of the account; sent again it changes nothing', async () => {
    const order = await placed()
    const told = message(order.total, `${order.number} ck`)
    expect(await send(told)).toMatchObject({ paid: 1 })
    expect(await send(told)).toMatchObject({ paid: 0, known: 1 })
    await Promise.all([1, 2, 3].map(() => send(told)))
    expect(await incomeOf(order.id)).toBe(order.total)
    // The statement of the evening tells of the same transfer under the bank's number.
    expect(
      await take(seller, stallId, line(order.total, order.number, told.referenceCode)),
    ).toMatchObject({ paid: 0, known: 1, doubtful: 0 })
  })

  test('without the key, with another, or with none configured, nothing is taken', async () => {
    const order = await placed()
    const told = message(order.total, order.number)
    for (const header of [
      '',
      'Apikey',
      `Apikey ${key}x`,
      `Bearer ${key}`,
      key,
      `Apikey ${key.slice(0, -1)}`,
    ])
      await expect(send(told, header)).rejects.toMatchObject({ status: 403 })
    expect(await stateOf(order.id)).toBe('placed')
  })

  test('money that goes out, other accounts and broken messages pay nothing', async () => {
    const order = await placed()
    expect(await send(message(order.total, order.number, { transferType: 'out' }))).toMatchObject({
      paid: 0,
    })
    expect(
      await send(message(order.total, order.number, { accountNumber: '999999999' })),
    ).toMatchObject({ paid: 0 })
    expect(await send(message(order.total - 1, order.number))).toMatchObject({ doubtful: 1 })
    await expect(
      send(message(order.total, order.number, { transferAmount: 'x' })),
    ).rejects.toMatchObject({ status: 400 })
    expect(await stateOf(order.id)).toBe('placed')
  })
})

describe('the account of a stall', () => {
  const save = async (actor: Actor, id: string, accountNumber: string) => {
    const { version, name } = await read(actor, (ctx) => getStall(ctx, id))
    return run(actor, saveStall, {
      ...{ stallId: id, version, name, pickupPlace: 'Chợ phiên', takesPickup: 'on' },
      ...{ takesTransfer: 'on', bankBin: '970405', accountNumber, isOpen: 'on' },
    })
  }

  test('somebody else’s is not entered, however it is written; one’s own and what was shared before stay', async () => {
    const { testDatabase } = app
    const curiousId = await aPerson(testDatabase, { unitId: tree.branch })
    const curious = person(curiousId)
    const ventureOf = () =>
      aVenture(testDatabase, { unitId: tree.commune, leaderId: curiousId, isPublic: true })
    const [first, second] = [
      await aStall(testDatabase, { unitId: tree.commune, ventureId: await ventureOf() }),
      await aStall(testDatabase, { unitId: tree.commune, ventureId: await ventureOf() }),
    ]
    for (const written of [account, '8200 205-123.456'])
      await expect(save(curious, first, written)).rejects.toMatchObject({
        faults: [{ path: 'accountNumber', code: 'market_account_of_others' }],
      })
    await save(curious, first, '1903000111222')
    await save(curious, second, '1903000111222')
    await expect(save(seller, stallId, '1903000111222')).rejects.toMatchObject({ status: 400 })
    // Two of one family share theirs since before.
    await save(seller, stallId, account)
    await save(otherSeller, otherStallId, '')
  })

  test('two who enter the same at once: one has it', async () => {
    const before = await owner('select id, account_sealed, account_key from market.stall')
    const came = await Promise.allSettled([
      save(seller, stallId, '1903000999888'),
      save(otherSeller, otherStallId, '1903000999888'),
    ])
    expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const { id, account_sealed, account_key } of before)
      await owner('update market.stall set account_sealed = $2, account_key = $3 where id = $1', [
        ...[id, account_sealed, account_key],
      ])
  })
})

describe('several households sell together', () => {
  test('a hub opens a cycle, producers offer, orders are gathered, packed and paid out to the đồng', async () => {
    const { testDatabase } = app
    const officer = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
    const hubId = uuidv7()
    await run(officer, openStall, { id: hubId, unitId: tree.commune, name: 'Chợ gom đơn Sủng Là' })
    await owner('update market.stall set is_open = true where id = $1', [hubId])
    const cycle = {
      id: uuidv7(),
      stallId: hubId,
      title: 'Phiên 20/6',
      opensOn: '2026-06-10',
      closesOn: '2026-06-18',
      handoverOn: '2026-06-20',
      place: 'Chợ trung tâm',
      feePercent: 7,
    }
    await expect(
      run(officer, saveCycle, { ...cycle, closesOn: '2026-06-01' }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(run(seller, saveCycle, cycle)).rejects.toMatchObject({ status: 404 })
    await run(officer, saveCycle, cycle)
    expect((await read(seller, listOpenCycles)).map(({ id }) => id)).toEqual([cycle.id])
    const honey = await aProduct(testDatabase, {
      stallId: otherStallId,
      name: 'Mật ong',
      price: 33_333,
      stock: 5,
    })
    await run(seller, offerProduct, { cycleId: cycle.id, productId })
    await run(otherSeller, offerProduct, { cycleId: cycle.id, productId: honey })
    await expect(
      run(seller, offerProduct, { cycleId: cycle.id, productId: honey }),
    ).rejects.toMatchObject({ status: 404 })
    const buy = (items: object[], seenTotal: number, more: object = {}) =>
      run(nobody, placeOrder, {
        id: uuidv7(),
        stallId: hubId,
        cycleId: cycle.id,
        items,
        seenTotal,
        deliveryWay: 'pickup',
        paymentWay: 'cash',
        name: 'Lò Văn Pao',
        phone: '0912000111',
        consent: 'on',
        ...more,
      })
    const both = [
      { productId, quantity: 2 },
      { productId: honey, quantity: 3 },
    ]
    const total = 2 * 85_000 + 3 * 33_333
    // Offered, and not yet taken in.
    await expect(buy(both, total)).rejects.toMatchObject({ code: 'market.not_for_sale' })
    expect(await read(officer, (ctx) => listOffers(ctx, cycle.id))).toHaveLength(2)
    expect(await read(otherSeller, (ctx) => listOffers(ctx, cycle.id))).toEqual([])
    for (const id of [productId, honey])
      await run(officer, decideOffer, { cycleId: cycle.id, productId: id, decision: 'accept' })
    expect(
      (await read(nobody, (ctx) => listCycleProducts(ctx, cycle.id)))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Chè Shan tuyết', 'Mật ong'])
    const first = await buy(both, total)
    const second = await buy([{ productId: honey, quantity: 1 }], 33_333, { phone: '0912000112' })
    await expect(
      buy([{ productId: honey, quantity: 2 }], 66_666, { phone: '0912000113' }),
    ).rejects.toMatchObject({ status: 400 })
    // Producers neither see the hub's orders nor who bought.
    await expect(
      run(seller, advanceOrder, { orderId: first.id, state: 'placed', to: 'confirmed' }),
    ).rejects.toMatchObject({ status: 404 })
    for (const { id } of [first, second])
      await run(officer, advanceOrder, { orderId: id, state: 'placed', to: 'confirmed' })
    const packing = await read(officer, (ctx) => listPacking(ctx, cycle.id))
    expect(
      packing.map(({ producerName, name, quantity, isPaid }) => [
        producerName,
        name,
        quantity,
        isPaid,
      ]),
    ).toEqual([
      ['Chè Shan tuyết Vàng Thị Mỷ', 'Chè Shan tuyết', 2, false],
      ['Mật ong Sùng Mí Lử', 'Mật ong', expect.any(Number), false],
      ['Mật ong Sùng Mí Lử', 'Mật ong', expect.any(Number), false],
    ])
    await run(officer, advanceOrder, { orderId: first.id, state: 'confirmed', to: 'handed_over' })
    // Only what is paid is paid out; what was seen must still be so; once.
    await expect(
      run(officer, payOut, { cycleId: cycle.id, stallId: otherStallId, goods: 133_332 }),
    ).rejects.toMatchObject({ status: 409 })
    for (let turn = 0; turn < 2; turn += 1) {
      await run(officer, payOut, { cycleId: cycle.id, stallId, goods: 170_000 })
      await run(officer, payOut, { cycleId: cycle.id, stallId: otherStallId, goods: 99_999 })
    }
    await expect(
      run(otherSeller, payOut, { cycleId: cycle.id, stallId: otherStallId, goods: 99_999 }),
    ).rejects.toMatchObject({ status: 404 })
    const books = await owner(
      `select stall_id, kind, amount::int from market.book_entry where cycle_id = $1 order by amount, kind`,
      [cycle.id],
    )
    const honeyShare = 99_999 - Math.floor((99_999 * 7) / 100)
    expect(books).toEqual([
      { stall_id: hubId, kind: 'expense', amount: honeyShare },
      { stall_id: otherStallId, kind: 'income', amount: honeyShare },
      { stall_id: hubId, kind: 'expense', amount: 158_100 },
      { stall_id: stallId, kind: 'income', amount: 158_100 },
    ])
    await expect(
      run(officer, saveCycle, { ...cycle, version: 1, feePercent: 20 }),
    ).rejects.toMatchObject({ code: 'market.fee_fixed' })
    app.setNow('2026-06-19T03:00:00Z')
    await expect(
      buy([{ productId, quantity: 1 }], 85_000, { phone: '0912000114' }),
    ).rejects.toMatchObject({ code: 'market.closed' })
    app.setNow('2026-06-15T03:00:00Z')
  })
})
