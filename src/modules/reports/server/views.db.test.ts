import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFresh } from '#modules/indicators/server/index.ts'
import { arrangeOrganisation, type Organisation } from '#modules/indicators/server/testing.ts'
import { NotFound } from '#platform/server/errors.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { readAsked } from './asked.ts'
import { leftOutOf } from './left-out.ts'
import { provincialReportJson } from './provincial-report-json.ts'
import { readHead } from './screen.ts'
import { readSubject } from './subject.ts'
import { unitsBelow } from './units-below.ts'
import { breakDownSheet } from './workbooks.ts'

/* Hill and Lake are merged into River on 1 March 2024; Hill is in a set of the province's. */
const database = useDatabase()
let org: Organisation
const setId = crypto.randomUUID()
const owner = (text: string, values: unknown[] = []) => database.ownerPool.query(text, values)

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  await org.help(await org.hold('hill', '2023-08-12'), [3])
  await owner(
    `insert into units.grouping (id, unit_id, name, valid_from) values ($1, $2, 'Cụm số 1', '2023-01-01')`,
    [setId, org.units.province],
  )
  await owner(
    `insert into units.grouping_member (id, grouping_id, unit_id, valid_from) values (gen_random_uuid(), $1, $2, '2023-01-01')`,
    [setId, org.units.hill],
  )
  await org.move('hillBranch', 'river', '2024-03-01')
  for (const unit of [org.units.hill, org.units.lake]) {
    await owner(`update units.unit_version set valid_to = '2024-03-01' where unit_id = $1`, [unit])
    await owner(
      `insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day) values (gen_random_uuid(), 'merge', $1, $2, '2024-03-01')`,
      [unit, org.units.river],
    )
  }
})
afterAll(() => org.app.close())

const helped = async (query: Record<string, string>) => {
  const officer = await org.as('province_secretary', 'province')
  const report = await provincialReportJson(org.app, officer, query)
  return report.figures.find((figure) => figure.indicator === 'people_helped')
}

test('the API answers in both views and for a set', async () => {
  expect(await helped({ unit: org.units.river })).toMatchObject({ value: 0 })
  expect(await helped({ unit: org.units.river, view: 'today' })).toMatchObject({ value: 3 })
  expect(await helped({ set: setId })).toMatchObject({ value: 3 })
  await expect(helped({ set: org.units.river })).rejects.toThrow(NotFound)
  await expect(
    provincialReportJson(org.app, await org.as('district_secretary', 'north'), { set: setId }),
  ).rejects.toThrow(NotFound)
})

test('of a unit that is no more today’s view knows no noughts, but who stands in its place', async () => {
  expect(await helped({ unit: org.units.hill, view: 'today' })).toMatchObject({
    value: null,
    note: 'no_longer_stands',
  })
  const { head } = await readFresh(org.app, await org.as('province_secretary', 'province'), (ctx) =>
    readHead(ctx, new URL(`http://x/?unit=${org.units.hill}&view=today&on=2024-04-03`)),
  )
  expect(head.heirs).toEqual([
    {
      name: 'Đoàn xã Sông',
      href: `/reports/provincial?unit=${org.units.river}&on=2024-04-03&view=today`,
    },
  ])
  expect(head.period).toContain('theo đơn vị hiện nay')
})

test('the spreadsheet and the records of one indicator say what it leaves out, and what became of a unit', async () => {
  const parts = { from: crypto.randomUUID(), one: crypto.randomUUID(), other: crypto.randomUUID() }
  const commune = async (id: string, name: string, from: string, to: string | null) => {
    await owner('insert into units.unit (id) values ($1)', [id])
    await owner(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from, valid_to)
       values (gen_random_uuid(), $1, $2, 'commune', 'commune_union', $3, $4, $5)`,
      [id, org.units.south, name, from, to],
    )
  }
  await commune(parts.from, 'Đoàn xã Suối', '2020-01-01', '2024-03-01')
  await commune(parts.one, 'Đoàn xã Suối Thượng', '2024-03-01', null)
  await commune(parts.other, 'Đoàn xã Suối Hạ', '2024-03-01', null)
  await owner(
    `insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day)
     select gen_random_uuid(), 'split', $1, heir, '2024-03-01' from unnest($2::uuid[]) heir`,
    [parts.from, [parts.one, parts.other]],
  )
  const activity = crypto.randomUUID()
  await owner(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on)
     select $1, id, $2, 'Ngày cao điểm', '2023-10-10' from campaigns.campaign limit 1`,
    [activity, parts.from],
  )
  await org.help(activity, [8])
  const sheetOf = async (unit: string, view: string) =>
    readFresh(org.app, await org.as('province_secretary', 'province'), async (ctx) => {
      const asked = await readAsked(ctx, new URLSearchParams({ unit, view, on: '2024-04-03' }))
      const subject = await readSubject(ctx, asked)
      const leftOut = await leftOutOf(ctx, asked, subject, 'people_helped')
      const below = await unitsBelow(ctx, asked, 'people_helped')
      return breakDownSheet({ unit: subject, ...asked }, below, leftOut)
    })
  const said =
    'Chưa gồm 8 lượt ghi tại Đoàn xã Suối trước khi chia về Đoàn xã Suối Hạ, Đoàn xã Suối Thượng, vì không rõ phần của từng đơn vị.'
  expect((await sheetOf(parts.one, 'today')).preface?.at(-1)).toBe(said)
  expect((await sheetOf(parts.one, 'then')).preface?.join(' ')).not.toContain('Chưa gồm')
  expect((await sheetOf(parts.from, 'today')).preface?.at(-1)).toBe(
    'Đoàn xã Suối không còn hoạt động. Hiện nay thay thế đơn vị này là: Đoàn xã Suối Hạ, Đoàn xã Suối Thượng.',
  )
  // Above both halves nothing is left out; what no unit below can claim has a row of its own.
  const above = await sheetOf(org.units.south, 'today')
  expect(above.preface?.join(' ')).not.toContain('Chưa gồm')
  const rows = [...(above.rows as Iterable<readonly unknown[]>)]
  expect(rows.at(-1)).toEqual([
    'Ghi tại Huyện đoàn Nam và tại các đơn vị cũ không tách được cho đơn vị trực thuộc',
    null,
    8,
    null,
  ])
  const asPart = await org.as(null, 'province')
  await owner(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from)
     values (gen_random_uuid(), $1, 'commune_secretary', $2, '2024-03-01')`,
    [asPart.actor.personId, parts.one],
  )
  expect(
    await readFresh(org.app, asPart, async (ctx) => {
      const asked = await readAsked(ctx, new URLSearchParams({ unit: parts.one, view: 'today' }))
      return leftOutOf(ctx, asked, {}, 'people_helped')
    }),
  ).toEqual([{ id: parts.from, text: said }])
})

test('whose only office ended with their unit gets it as it stood on its last day', async () => {
  const asking = await org.as('commune_secretary', 'hill')
  await owner(`update access.role set valid_to = '2024-03-01' where person_id = $1`, [
    asking.actor.personId,
  ])
  await owner(
    `insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
     values (gen_random_uuid(), $1, 'commune_secretary', $2, '2024-03-01', '2025-03-01')`,
    [asking.actor.personId, org.units.hill],
  )
  expect(await org.app.read(asking, (ctx) => readAsked(ctx, new URLSearchParams()))).toMatchObject({
    unitId: org.units.hill,
    on: '2024-02-29',
  })
})
