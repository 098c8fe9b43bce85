import pg from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { heldPermissions, listMyFormerOffices, listMyRoles } from '#platform/server/access/held.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  findUnit,
  formersOf,
  getStory,
  getUnitInView,
  heirsOf,
  listGrantedUnits,
  listUnitHistory,
  searchUnits,
  unitFromForm,
} from './index.ts'
import { aMerger, aSplit, aTree, aUnit, type SmallTree } from './testing.ts'

const app = useApp()
const reform = '2025-07-01'

let tree: SmallTree
let chief: Asking
/** What comes of both communes of the tree. */
let into: string

beforeEach(async () => {
  tree = await aTree(app.testDatabase)
  chief = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  into = await aMerger(app.testDatabase, {
    from: [tree.commune, tree.otherCommune],
    parentId: tree.province,
    name: 'Đoàn xã Mới',
    on: reform,
    decisionNo: '1684',
  })
})

const read = <Result>(work: (ctx: Context) => Promise<Result>, by = chief) => app.read(by, work)
const queriesOf = (work: (ctx: Context) => Promise<unknown>) =>
  read(async (ctx) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await work(ctx)
    const { length } = queries.mock.calls
    queries.mockRestore()
    return length
  })
const under = async (unitId: string, on: string, view: 'then' | 'today') => {
  const { rows } = await app.testDatabase.ownerPool.query<{ id: string }>(
    'select units.under($1, $2, $3) as id',
    [unitId, on, view],
  )
  return new Set(rows.map(({ id }) => id))
}

test('as then a list covers what stood under a unit; in today’s units, whatever has its heirs there', async () => {
  expect(await under(tree.district, '2025-06-30', 'then')).toEqual(
    new Set([tree.district, tree.commune, tree.branch, tree.otherBranch]),
  )
  expect(await under(into, '2025-06-30', 'then')).toEqual(new Set())
  const all = [
    into,
    tree.commune,
    tree.otherCommune,
    tree.branch,
    tree.otherBranch,
    tree.foreignBranch,
  ]
  expect(await under(into, '2025-06-30', 'today')).toEqual(new Set(all))
  expect(await under(tree.district, '2025-06-30', 'today')).toEqual(new Set([tree.district]))
})

test('what was split among two is under what stands above both, and under neither', async () => {
  const parts = [
    await aUnit(app.testDatabase, { parentId: tree.district, from: '2026-01-01' }),
    await aUnit(app.testDatabase, { parentId: tree.district, from: '2026-01-01' }),
  ]
  await aSplit(app.testDatabase, { unitId: into, into: parts, on: '2026-01-01' })
  for (const part of parts) {
    const covered = await under(part, '2026-06-15', 'today')
    expect([covered.has(into), covered.has(tree.commune)]).toEqual([false, false])
  }
  const above = await under(tree.district, '2026-06-15', 'today')
  expect([above.has(into), above.has(tree.commune)]).toEqual([true, true])
})

test('today as the tree stands, a list covers what is read there now, also of a closed unit', async () => {
  for (const unitId of [tree.province, tree.district, into, tree.commune, tree.branch]) {
    const { rows } = await app.testDatabase.ownerPool.query<{ id: string }>(
      `select access.below($1) as id`,
      [unitId],
    )
    const below = new Set(rows.map(({ id }) => id))
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
    expect(await under(unitId, today, 'then')).toEqual(below)
    if (unitId === tree.commune) expect(await under(unitId, today, 'today')).toEqual(below)
  }
})

test('an old name is found with what became of it', async () => {
  const hits = await read((ctx) => searchUnits(ctx, 'sung la', { within: tree.province }))
  expect(hits).toMatchObject([
    { id: tree.commune, closedOn: reform, heirs: [{ id: into, name: 'Đoàn xã Mới' }] },
  ])
  expect(hits[0]?.path.map(({ id }) => id)).toEqual([tree.province, tree.district])
  const parts = [
    await aUnit(app.testDatabase, {
      parentId: tree.district,
      name: 'Đoàn xã A',
      from: '2026-01-01',
    }),
    await aUnit(app.testDatabase, {
      parentId: tree.district,
      name: 'Đoàn xã B',
      from: '2026-01-01',
    }),
  ]
  await aSplit(app.testDatabase, { unitId: into, into: parts, on: '2026-01-01' })
  const after = await read((ctx) => searchUnits(ctx, 'sung la', { within: tree.province }))
  expect(after[0]?.heirs.map(({ name }) => name)).toEqual(['Đoàn xã A', 'Đoàn xã B'])
})

test('for what begins now the heirs are offered, under the name that led to them, and nothing closed', async () => {
  const standing = (text: string) =>
    read((ctx) => searchUnits(ctx, text, { within: tree.province, standing: true }))
  expect(await standing('sung la')).toMatchObject([
    { id: into, name: 'Đoàn xã Mới', formerName: 'Đoàn xã Sủng Là', closedOn: null, heirs: [] },
  ])
  expect((await standing('doan xa')).map(({ id }) => id)).toEqual([into])
  const levels = await read((ctx) =>
    searchUnits(ctx, 'sung la', { within: tree.province, standing: true, levels: ['branch'] }),
  )
  expect(levels).toEqual([])
})

test('a browser without script names an old unit and gets the one that took its place', async () => {
  const form = new FormData()
  const name = `Đoàn xã ${uuidv7()}`
  const old = await aUnit(app.testDatabase, { parentId: tree.district, name })
  await aMerger(app.testDatabase, { from: [old], into, on: '2025-09-01' })
  form.set('unitIdText', name)
  expect(await read((ctx) => unitFromForm(ctx, form))).toBe(into)
})

test('as of a day a search knows the units and names of that day', async () => {
  const found = (on: string) =>
    read(async (ctx) =>
      (await searchUnits(ctx, 'doan xa', { within: tree.province, on })).map(({ name }) => name),
    )
  expect(await found('2025-06-30')).toEqual(['Đoàn xã Lũng Cú', 'Đoàn xã Sủng Là'])
  expect(await found('2025-07-01')).toEqual(['Đoàn xã Mới'])
})

test('a search is three queries, a story two, however many there are', async () => {
  expect(await queriesOf((ctx) => searchUnits(ctx, 'doan', { within: tree.province }))).toBe(3)
  expect(await queriesOf((ctx) => searchUnits(ctx, 'sung la', { standing: true }))).toBe(2)
  expect(await queriesOf((ctx) => getStory(ctx, into))).toBe(2)
  expect(await queriesOf((ctx) => listUnitHistory(ctx, into))).toBe(2)
})

test('a unit’s history names those that it came from and became', async () => {
  const of = (unitId: string) => read((ctx) => listUnitHistory(ctx, unitId))
  expect(await of(into)).toMatchObject([
    { kind: 'merge', isNew: true, decisionNo: '1684', to: [{ id: into }] },
  ])
  const [ending, found] = await of(tree.commune)
  expect(ending?.from.map(({ name }) => name)).toEqual(['Đoàn xã Lũng Cú', 'Đoàn xã Sủng Là'])
  expect(found?.kind).toBe('found')
})

test('a story goes back to those before those before, and on to what stands today', async () => {
  const last = await aMerger(app.testDatabase, {
    from: [into],
    parentId: tree.province,
    name: 'Đoàn phường',
    on: '2026-01-01',
  })
  const units = async (unitId: string) =>
    new Set((await read((ctx) => getStory(ctx, unitId))).versions.map((one) => one.unitId))
  expect(await units(last)).toEqual(new Set([last, into, tree.commune, tree.otherCommune]))
  expect(await units(tree.commune)).toEqual(new Set([tree.commune, into, last]))
})

test('each of today’s units says what stood in its place on a day', async () => {
  const formers = await read((ctx) => formersOf(ctx, [into, tree.province], '2025-06-30'))
  expect(formers).toEqual(new Map([[into, ['Đoàn xã Lũng Cú', 'Đoàn xã Sủng Là']]]))
  expect((await read((ctx) => formersOf(ctx, [into], '2025-07-01'))).size).toBe(0)
  expect((await read((ctx) => heirsOf(ctx, [into, tree.commune]))).get(tree.commune)).toMatchObject(
    [{ id: into }],
  )
})

test('whoever held an office in a unit that ended sees it until a day, and is not locked out of their pages', async () => {
  const who = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  await app.testDatabase.ownerPool.query(
    `update access.role set role_type = 'commune_secretary', unit_id = $2, valid_to = $3 where person_id = $1`,
    [who.personId, tree.commune, reform],
  )
  await app.testDatabase.ownerPool.query(
    `insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
     values ($1, $2, 'commune_secretary', $3, $4, '2026-07-01')`,
    [uuidv7(), who.personId, tree.commune, reform],
  )
  const former = asking(app, who)
  expect(await read(listMyRoles, former)).toEqual([])
  expect(await read(listMyFormerOffices, former)).toMatchObject([
    { unitId: tree.commune, unitName: 'Đoàn xã Sủng Là', readableUntil: '2026-06-30' },
  ])
  expect([...(await read(heldPermissions, former))].sort()).toEqual([
    'campaigns.read',
    'members.read',
    'reports.read',
  ])
  expect(await read((ctx) => listGrantedUnits(ctx, 'members.read'), former)).toMatchObject([
    { id: tree.commune, name: 'Đoàn xã Sủng Là' },
  ])
  const place = await read(
    (ctx) => getUnitInView(ctx, tree.commune, { on: undefined, view: 'then' }),
    former,
  )
  expect(place).toMatchObject({
    isGone: true,
    heirs: [{ id: into }],
    former: { unitId: tree.commune },
  })
  expect(await read((ctx) => findUnit(ctx, tree.commune), former)).toBeUndefined()
})

test('a role at a unit that is no more is still named', async () => {
  const who = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  expect(await read(listMyRoles, asking(app, who))).toMatchObject([{ unitName: 'Đoàn xã Sủng Là' }])
})
