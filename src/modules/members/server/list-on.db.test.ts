import pg from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Moment } from '#modules/units/index.ts'
import {
  aMerger,
  aMove,
  aSplit,
  aTree,
  aUnit,
  type SmallTree,
} from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { endMemberships, listMembers, transferMembers } from './index.ts'
import type { MemberQuery } from './queries.ts'
import { anOfficer, aPerson } from './testing.ts'

const app = useApp()
const reform = '2025-07-01'
const then: Moment = { on: '2025-01-01', view: 'then' }
const today: Moment = { on: '2025-01-01', view: 'today' }

let tree: SmallTree
let chief: Asking

beforeEach(async () => {
  tree = await aTree(app.testDatabase)
  chief = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
})

const someone = (unitId: string, name: string, from?: string) =>
  aPerson(app.testDatabase, { unitId, name, ...(from && { from }) })
const list = (query: MemberQuery, by = chief) => app.read(by, (ctx) => listMembers(ctx, query))
const names = async (query: MemberQuery, by = chief) =>
  (await list(query, by)).rows.map(({ fullName }) => fullName)

/** The officer's own commune, and the other one, become one; each with somebody of its own. */
async function merged() {
  await someone(tree.commune, 'Lò Văn Ba')
  await someone(tree.branch, 'Lò Văn Bốn')
  await someone(tree.otherCommune, 'Lò Văn Năm')
  const into = await aMerger(app.testDatabase, {
    from: [tree.commune, tree.otherCommune],
    parentId: tree.province,
    name: 'Đoàn xã Mới',
    on: reform,
  })
  // As a reform does it: people of the communes themselves go to the new one.
  await app.testDatabase.ownerPool.query(
    `with ended as (update members.membership set valid_to = $1, reason_out = 'restructured'
                     where unit_id = any ($2::uuid[]) returning person_id, kind)
     insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
     select gen_random_uuid(), person_id, $3, kind, $1, 'restructured' from ended`,
    [reform, [tree.commune, tree.otherCommune], into],
  )
  return into
}

test('a list of another day holds those who belonged then, where they belonged then', async () => {
  const left = await someone(tree.branch, 'Sùng Thị Đi')
  const moved = await someone(tree.branch, 'Sùng Thị Chuyển')
  await someone(tree.branch, 'Sùng Thị Mới', '2026-01-01')
  await app.run(chief, endMemberships, { personIds: [left], on: '2026-02-01', reason: 'left' })
  await app.run(chief, transferMembers, {
    personIds: [moved],
    toUnitId: tree.foreignBranch,
    on: '2026-02-01',
  })
  const query = { unitId: tree.branch, text: 'sung' }
  expect(await names({ ...query, moment: then })).toEqual(['Sùng Thị Chuyển', 'Sùng Thị Đi'])
  expect(await names(query)).toEqual(['Sùng Thị Mới'])
  const page = await list({ ...query, moment: then })
  expect(page).toMatchObject({ count: 2, rows: [{ standing: 'member', unitId: tree.branch }, {}] })
})

test('standings are those of the day', async () => {
  const left = await someone(tree.branch, 'Sùng Thị Đi')
  await app.run(chief, endMemberships, { personIds: [left], on: '2025-03-01', reason: 'left' })
  const of = (on: string, standing: 'member' | 'former' | 'all') =>
    list({ unitId: tree.branch, filters: { standing }, moment: { on, view: 'then' } })
  expect((await of('2025-01-01', 'member')).count).toBe(1)
  expect((await of('2025-01-01', 'former')).count).toBe(0)
  expect((await of('2025-03-01', 'member')).count).toBe(0)
  expect((await of('2025-03-01', 'former')).rows).toMatchObject([{ id: left, standing: 'former' }])
  expect((await of('2025-03-01', 'all')).count).toBe(1)
  expect((await of('2021-01-01', 'all')).count).toBe(0)
})

test('the two views differ by the units: those of that time, or those that took their place', async () => {
  const into = await merged()
  const three = ['Lò Văn Ba', 'Lò Văn Bốn', 'Lò Văn Năm']
  expect(await names({ unitId: into, text: 'lo', moment: then })).toEqual([])
  expect(await names({ unitId: into, text: 'lo', moment: today })).toEqual(three)
  expect(await names({ unitId: tree.commune, text: 'lo', moment: then })).toEqual([
    'Lò Văn Ba',
    'Lò Văn Bốn',
  ])
  const unitNames = async (moment: Moment) =>
    (await list({ unitId: tree.province, text: 'lo', moment })).rows.map(({ unitName }) => unitName)
  expect(await unitNames(then)).toEqual([
    'Đoàn xã Sủng Là',
    'Chi đoàn thôn Đoàn Kết',
    'Đoàn xã Lũng Cú',
  ])
  expect(await unitNames(today)).toEqual(['Đoàn xã Mới', 'Chi đoàn thôn Đoàn Kết', 'Đoàn xã Mới'])
})

test('who belonged to a unit that was split counts above all its parts, and in none of them', async () => {
  await someone(tree.commune, 'Lò Văn Ba')
  const parts = [
    await aUnit(app.testDatabase, { parentId: tree.district, name: 'Đoàn xã A', from: reform }),
    await aUnit(app.testDatabase, { parentId: tree.district, name: 'Đoàn xã B', from: reform }),
  ]
  await aSplit(app.testDatabase, { unitId: tree.commune, into: parts, on: reform })
  const found = async (unitId: string) =>
    (await list({ unitId, text: 'lo', moment: today })).rows.map(({ unitName }) => unitName)
  expect(await found(parts[0] as string)).toEqual([])
  expect(await found(tree.district)).toEqual(['Đoàn xã A / Đoàn xã B'])
})

test('today as the tree stands is the same list by either way', async () => {
  await someone(tree.branch, 'Lò Văn Bốn')
  await aMove(app.testDatabase, { unitId: tree.commune, parentId: tree.otherDistrict, on: reform })
  for (const unitId of [tree.province, tree.district, tree.otherDistrict, tree.branch]) {
    const usual = await names({ unitId })
    expect(await names({ unitId, moment: { on: '2026-06-15', view: 'then' } })).toEqual(usual)
    expect(await names({ unitId, moment: { on: undefined, view: 'today' } })).toEqual(usual)
  }
})

test('pages of the past show everyone once, forwards and backwards', async () => {
  for (let index = 0; index < 25; index += 1)
    await someone(tree.branch, `Lò Văn ${'ABCDE'[index % 5]}`)
  for (const query of [{ unitId: tree.branch, text: 'lo' }, { text: 'lo' }]) {
    const page = (cursor?: MemberQuery['cursor']) =>
      list({ ...query, moment: then, limit: 10, cursor })
    const first = await page()
    const second = await page(first.next ?? undefined)
    const third = await page(second.next ?? undefined)
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
    expect([new Set(ids).size, third.next]).toEqual([ids.length, null])
    const back = await page(third.previous ?? undefined)
    expect(back.rows.map(({ id }) => id)).toEqual(ids.slice(10, 20))
  }
})

test('who may not read a person today does not find them in the past, whatever day and view', async () => {
  const gone = await someone(tree.branch, 'Sùng Thị Chuyển')
  await app.run(chief, transferMembers, {
    personIds: [gone],
    toUnitId: tree.foreignBranch,
    on: '2026-02-01',
  })
  await someone(tree.foreignBranch, 'Sùng Thị Xa')
  const secretary = asking(
    app,
    await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'),
  )
  const units = [
    undefined,
    tree.branch,
    tree.commune,
    tree.district,
    tree.otherCommune,
    tree.province,
  ]
  for (const unitId of units)
    for (const on of [undefined, '2021-01-01', '2025-01-01', '2026-06-14', '2027-01-01'])
      for (const view of ['then', 'today'] as const) {
        const filters = { standing: 'all' } as const
        const page = await list({ unitId, filters, text: 'sung', moment: { on, view } }, secretary)
        expect(page, `${unitId} ${on} ${view}`).toMatchObject({ rows: [], count: 0 })
      }
})

test('a stay in a unit that is none of theirs stays hidden, though the person is theirs today', async () => {
  const came = await someone(tree.foreignBranch, 'Sùng Thị Đến')
  await app.run(chief, transferMembers, {
    personIds: [came],
    toUnitId: tree.branch,
    on: '2026-02-01',
  })
  const secretary = asking(
    app,
    await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'),
  )
  for (const unitId of [undefined, tree.foreignBranch, tree.otherDistrict, tree.province])
    for (const moment of [then, today])
      expect(await names({ unitId, text: 'sung', moment }, secretary)).toEqual([])
  expect(
    await names({ text: 'sung', moment: { on: '2026-06-01', view: 'then' } }, secretary),
  ).toEqual(['Sùng Thị Đến'])
})

test('whoever leads what came of a merger reads who became theirs, as of before it', async () => {
  const into = await merged()
  const secretary = asking(app, await anOfficer(app.testDatabase, into, 'commune_secretary'))
  expect(await names({ unitId: into, text: 'lo', moment: today }, secretary)).toHaveLength(3)
  expect(await names({ text: 'lo', moment: today }, secretary)).toHaveLength(3)
})

test('whoever led what was merged reads on until a day, and nothing that came since', async () => {
  const officer = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  const into = await merged()
  await app.testDatabase.ownerPool.query(
    `with ended as (update access.role set valid_to = $3 where unit_id = $1 returning person_id, role_type, unit_id)
     insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
     select $2, person_id, role_type, unit_id, $3, '2026-07-01' from ended`,
    [tree.commune, uuidv7(), reform],
  )
  const former = asking(app, officer)
  expect(await names({ unitId: tree.commune, text: 'lo' }, former)).toEqual(['Lò Văn Bốn'])
  for (const moment of [then, today]) {
    expect(await names({ unitId: into, text: 'nam', moment }, former)).toEqual([])
    expect(await names({ text: 'nam', moment }, former)).toEqual([])
  }
})

test('a page is one statement, two in the units of today', async () => {
  await merged()
  const count = (moment: Moment) =>
    app.read(chief, async (ctx) => {
      const queries = vi.spyOn(pg.Client.prototype, 'query')
      await listMembers(ctx, { unitId: tree.province, moment })
      const { length } = queries.mock.calls
      queries.mockRestore()
      return length
    })
  expect([
    await count({ on: undefined, view: 'then' }),
    await count(then),
    await count(today),
  ]).toEqual([1, 1, 2])
})
