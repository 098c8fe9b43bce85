import { beforeAll, expect, test } from 'vitest'
import { readPlan } from '#modules/restructuring/server/index.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { type Reform, reformDemo } from './reform.ts'
import { openReformTable } from './reform-table.ts'
import { loadSmallProvinces } from './testing.ts'

// The small reform of our own in two small provinces; the published one is in provinces.db.test.ts.
const app = useApp({ now: '2025-07-02T02:00:00Z' })
let by: Asking
let reform: Reform

const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

beforeAll(async () => {
  const { ownerUrl } = app.testDatabase
  await loadSmallProvinces({ ownerUrl, secret: testSecret, today: '2025-06-30' })
  const [secretary] = await owner(`select id from members.person where phone = '+84300000013'`)
  by = asking(app, person(secretary.id))
}, 60_000)

test('before its questions are answered it asks about names, about a split ward, and about who is named nowhere', async () => {
  const { draftId, names } = await reformDemo(app, by, {
    ...(await openReformTable(undefined)),
    apply: false,
  })
  expect(names).toEqual({ certain: 22, proposed: 2, asked: 1 })
  const { table, plan } = await app.read(by, (ctx) => readPlan(ctx, draftId))
  expect(table?.ordered.proposed.map(({ mention }) => mention.written)).toEqual([
    'Xã Thượng Phụng',
    'Thị trấn Nà Hang',
  ])
  expect(table?.ordered.asked.map(({ mention }) => mention.written)).toEqual(['Xã Hợp Thành'])
  expect(plan.questions.length).toBeGreaterThan(0)
})

test('carried out, 24 communes are 14 under one province, no district is left, and nobody is lost', async () => {
  const before = await owner(
    `select count(*)::int as members from members.membership where valid_to is null`,
  )
  reform = await reformDemo(app, by, await openReformTable(undefined))
  expect(reform.left).toEqual(['Đoàn xã Minh Thanh'])
  const standing = await owner(
    `select level, count(*)::int as count from units.unit_version
      where valid_from <= '2025-07-01' and (valid_to is null or valid_to > '2025-07-01') and level <> 'branch' group by 1 order by 1`,
  )
  expect(standing).toEqual([
    { level: 'commune', count: 14 },
    { level: 'province', count: 1 },
  ])
  expect(
    await owner(`select count(*)::int as members from members.membership where valid_to is null`),
  ).toEqual(before)
  const { member } = reform.balance ?? {}
  expect(member?.before).toBe(member?.after)
  expect(
    await owner(
      `select count(*)::int as homeless from members.membership m where valid_to is null
          and not exists (select from access.reach r join units.unit_version p on p.unit_id = r.ancestor_id and p.code = '08'
                           where r.unit_id = m.unit_id and r.valid_to is null)`,
    ),
  ).toEqual([{ homeless: 0 }])
})

test('the figures agree with a count from scratch afterwards', async () => {
  await owner('select indicators.fold()')
  expect(await owner('select * from indicators.verify() limit 5')).toEqual([])
}, 60_000)

test('who led a commune that ended reads what was theirs and nothing else', async () => {
  const [former] = await owner(
    `select f.person_id, f.unit_id from access.former_office f where f.role_type = 'commune_secretary' limit 1`,
  )
  const officer = asking(app, person(former.person_id))
  const people = await app.read(officer, (ctx) =>
    ctx.db.selectFrom('members.person').select('unitId').execute(),
  )
  const seen = people.map(({ unitId }) => unitId)
  const theirs = await owner(
    `select unit_id from access.reach where ancestor_id = $1 and coalesce(valid_to, 'infinity') >= '2025-07-01'`,
    [former.unit_id],
  )
  const allowed = new Set(theirs.map(({ unit_id }) => unit_id))
  expect(seen.length).toBeGreaterThan(10)
  // Themselves they always see, wherever they belong now.
  expect(seen.filter((unitId) => !allowed.has(unitId)).length).toBeLessThanOrEqual(1)
})
