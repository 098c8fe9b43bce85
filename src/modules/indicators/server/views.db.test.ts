import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { useDatabase } from '#platform/testing/database.ts'
import type { Indicator } from '../catalogue.ts'
import type { View } from '../view.ts'
import { breakDown } from './break-down.ts'
import { readFigures } from './figures.ts'
import { readFresh } from './fresh.ts'
import { listRecords } from './records/list-records.ts'
import type { RecordPage } from './records/types.ts'
import { readTargets } from './targets.ts'
import { arrangeOrganisation, type Organisation, type UnitKey } from './testing/organisation.ts'
import { readUnattributed } from './unattributed.ts'

/*
 * The reform of this file, on 1 March 2024: Hill and Lake are merged into a new commune Mountain; River
 * is split between Mountain and a new commune Valley, its branch goes to Valley; the districts end.
 */
const database = useDatabase()
let org: Organisation
const made = {
  mountain: crypto.randomUUID(),
  valley: crypto.randomUUID(),
  cluster: crypto.randomUUID(),
}
const period = { from: '2023-04-04', on: '2024-04-03' }
const field = ['activities', 'participations', 'participants', 'people_helped'] as const

const owner = (text: string, values: unknown[] = []) => database.ownerPool.query(text, values)
const found = async (id: string, name: string) => {
  await owner('insert into units.unit (id) values ($1)', [id])
  await owner(
    `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
     values (gen_random_uuid(), $1, $2, 'commune', 'commune_union', $3, '2024-03-01')`,
    [id, org.units.province, name],
  )
}
const end = async (unit: UnitKey, event: string, ...heirs: string[]) => {
  await owner(
    `update units.unit_version set valid_to = '2024-03-01' where unit_id = $1 and valid_to is null`,
    [org.units[unit]],
  )
  await owner(
    `insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day)
     select gen_random_uuid(), $2, $1, heir, '2024-03-01' from unnest($3::uuid[]) heir`,
    [org.units[unit], event, heirs],
  )
}
const moveInto = (unit: UnitKey, parent: string) =>
  owner(
    `with ended as (update units.unit_version set valid_to = '2024-03-01' where unit_id = $1 and valid_to is null returning *)
     insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
     select gen_random_uuid(), unit_id, $2, level, type, name, '2024-03-01' from ended`,
    [org.units[unit], parent],
  )

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  const mai = await org.join('hillBranch', { name: 'Vàng Thị Mai', appOn: '2023-06-01' })
  const sua = await org.join('riverBranch', { name: 'Sùng Thị Sua' })
  await org.join('lake', { name: 'Hoàng Văn Nam', to: '2024-03-01' })
  const hill = await org.hold('hill', '2023-08-12')
  const branch = await org.hold('hillBranch', '2023-08-20')
  const lake = await org.hold('lake', '2023-09-01')
  const river = await org.hold('river', '2023-09-02')
  const riverBranch = await org.hold('riverBranch', '2023-09-03')
  for (const at of [hill, branch, lake, river, riverBranch]) await org.checkIn(at, mai)
  await org.checkIn(river, sua)
  await org.help(hill, [3])
  await org.help(lake, [2])
  await org.help(river, [7])
  await org.help(riverBranch, [11])
  await org.state('hill', '2023-01-01', [100, 400, 200])
  await org.state('river', '2023-01-01', [150, 600, 280])
  await owner(
    `insert into units.grouping (id, unit_id, name, valid_from, valid_to) values ($1, $2, 'Cụm số 1', '2023-01-01', null)`,
    [made.cluster, org.units.province],
  )
  // Hill all the time, its branch too (to be counted once), River until September, Valley since the reform.
  for (const [unit, from, to] of [
    [org.units.hill, '2023-01-01', null],
    [org.units.hillBranch, '2023-01-01', null],
    [org.units.river, '2023-01-01', '2023-09-03'],
  ])
    await owner(
      `insert into units.grouping_member (id, grouping_id, unit_id, valid_from, valid_to) values (gen_random_uuid(), $1, $2, $3, $4)`,
      [made.cluster, unit, from, to],
    )
  await found(made.mountain, 'Đoàn xã Núi')
  await found(made.valley, 'Đoàn xã Thung')
  await moveInto('hillBranch', made.mountain)
  await moveInto('riverBranch', made.valley)
  await end('hill', 'merge', made.mountain)
  await end('lake', 'merge', made.mountain)
  await end('river', 'split', made.mountain, made.valley)
  for (const district of ['north', 'south'] as const)
    await end(district, 'dissolve', org.units.province)
  await owner(
    `insert into units.grouping_member (id, grouping_id, unit_id, valid_from) values (gen_random_uuid(), $1, $2, '2024-03-01')`,
    [made.cluster, made.valley],
  )
})
afterAll(() => org.app.close())

const asProvince = async <Result>(look: (ctx: Context) => Promise<Result>) =>
  readFresh(org.app, await org.as('province_secretary', 'province'), look)
const read = (
  unitId: string,
  view: View,
  indicators: readonly Indicator[] = field,
  on = period.on,
) => asProvince((ctx) => readFigures(ctx, { unitId, view, ...period, on, indicators }))

test('a figure of the past is read in the units of today through what became of each unit', async () => {
  expect(await read(made.mountain, 'then')).toEqual({
    activities: 0,
    participations: 0,
    participants: 0,
    people_helped: 0,
  })
  expect(await read(made.mountain, 'today')).toEqual({
    activities: 3,
    participations: 3,
    participants: 1,
    people_helped: 5,
  })
  expect(await read(made.valley, 'today')).toEqual({
    activities: 1,
    participations: 1,
    participants: 1,
    people_helped: 11,
  })
  expect(await read(org.units.province, 'today')).toEqual(await read(org.units.province, 'then'))
  expect(await read(org.units.hill, 'then')).toMatchObject({ activities: 2, people_helped: 3 })
})

test('members of a past day stand in the units of today where theirs is now', async () => {
  expect(await read(made.mountain, 'today', ['members', 'youths'], '2023-12-31')).toEqual({
    members: 2,
    youths: 100,
  })
  expect(await read(made.mountain, 'today', ['members', 'youths'])).toEqual({
    members: 1,
    youths: null,
  })
})

test('what a split unit recorded itself counts above both halves, and below is named, not shared out', async () => {
  const leftOut = (unitId: string, on = period.on) =>
    asProvince((ctx) =>
      readUnattributed(ctx, {
        unitId,
        from: period.from,
        on,
        indicators: ['people_helped', 'participants', 'youths', 'youths_share_of_population'],
      }),
    )
  const river = {
    unitId: org.units.river,
    name: 'Đoàn xã Sông',
    heirs: [
      { id: made.mountain, name: 'Đoàn xã Núi' },
      { id: made.valley, name: 'Đoàn xã Thung' },
    ],
  }
  expect(await leftOut(made.mountain)).toEqual([
    { ...river, figures: { people_helped: 7, participants: 2 } },
  ])
  expect(await leftOut(made.valley, '2023-12-31')).toEqual([
    {
      ...river,
      figures: {
        people_helped: 7,
        participants: 2,
        youths: 150,
        youths_share_of_population: 25,
      },
    },
  ])
  expect(await leftOut(made.cluster)).toMatchObject([{ unitId: org.units.river }])
  expect(await leftOut(org.units.province)).toEqual([])
  expect(await leftOut(org.units.riverBranch)).toEqual([])
})

test('a set counts its members for the days they were in it, and nobody twice', async () => {
  expect(await read(made.cluster, 'then')).toEqual({
    activities: 3,
    participations: 4,
    participants: 2,
    people_helped: 10,
  })
  // Today Valley and the branch are in it; Hill is no more, and Mountain was not added.
  expect(await read(made.cluster, 'today')).toEqual({
    activities: 2,
    participations: 2,
    participants: 1,
    people_helped: 11,
  })
  expect(await read(made.cluster, 'then', ['members', 'youths'], '2023-06-30')).toEqual({
    members: 2,
    youths: 250,
  })
})

test('the units below are those of the day or those of today, and of a set its members', async () => {
  const below = (unitId: string, view: View) =>
    asProvince(async (ctx) =>
      (await breakDown(ctx, { unitId, view, ...period, indicators: ['people_helped'] })).map(
        ({ name, stands, figures }) => [name, stands, figures.people_helped],
      ),
    )
  expect(await below(org.units.province, 'then')).toEqual([
    ['Huyện đoàn Bắc', false, 5],
    ['Huyện đoàn Nam', false, 18],
    ['Đoàn xã Núi', true, 0],
    ['Đoàn xã Thung', true, 0],
  ])
  expect(await below(org.units.province, 'today')).toEqual([
    ['Đoàn xã Núi', true, 5],
    ['Đoàn xã Thung', true, 11],
  ])
  expect(await below(made.cluster, 'then')).toEqual([
    ['Đoàn xã Đồi', true, 3],
    ['Đoàn xã Sông', false, 7],
    ['Đoàn xã Thung', true, 0],
    ['Chi đoàn Đồi 1', true, 0],
  ])
  expect(await below(made.cluster, 'today')).toEqual([
    ['Đoàn xã Thung', true, 11],
    ['Chi đoàn Đồi 1', true, 0],
  ])
})

test.each(['members', 'activities', 'participations', 'participants', 'people_helped'] as const)(
  'all records of %s behind a figure are the figure, in both views and of a set',
  async (indicator) => {
    for (const view of ['then', 'today'] as const)
      for (const unitId of [org.units.province, made.mountain, made.valley, made.cluster]) {
        const figure = (await read(unitId, view, [indicator]))[indicator]
        const { rows } = await asProvince<RecordPage>((ctx) =>
          listRecords(ctx, { indicator, unitId, view, ...period }),
        )
        const rowsOf = rows as readonly { people?: number }[]
        expect(rowsOf.reduce((sum, row) => sum + (row.people ?? 1), 0)).toBe(figure)
      }
  },
)

test('the figures of a set are for those who read those of the unit whose set it is', async () => {
  for (const [role, unit] of [
    ['district_secretary', 'north'],
    ['commune_secretary', 'hill'],
    ['field_volunteer', 'province'],
    [null, 'province'],
  ] as const) {
    const asking = await org.as(role, unit)
    for (const unitId of [made.cluster, crypto.randomUUID()])
      for (const ask of [
        (ctx: Context) => readFigures(ctx, { unitId, ...period, indicators: ['members'] }),
        (ctx: Context) => breakDown(ctx, { unitId, ...period, indicators: ['members'] }),
        (ctx: Context) => readUnattributed(ctx, { unitId, ...period, indicators: ['members'] }),
        (ctx: Context) => listRecords(ctx, { unitId, ...period, indicator: 'members' }),
      ])
        await expect(readFresh<unknown>(org.app, asking, ask)).rejects.toThrow(NotFound)
  }
})

test('no set takes the id of a unit, by which its figures would be read', async () => {
  await expect(
    owner(
      `insert into units.grouping (id, unit_id, name, valid_from) values ($1, $2, 'X', '2024-01-01')`,
      [org.units.hill, org.units.province],
    ),
  ).rejects.toMatchObject({ code: '23505' })
  await expect(
    owner('insert into units.unit (id) values ($1)', [made.cluster]),
  ).rejects.toMatchObject({ code: '23505' })
})

test('the targets of a set are those of the unit whose set it is', async () => {
  await owner(
    `insert into indicators.target (id, unit_id, indicator, value, valid_from) values (gen_random_uuid(), $1, 'citizen_app_share', 90, '2023-01-01')`,
    [org.units.province],
  )
  const targets = await asProvince((ctx) => readTargets(ctx, made.cluster, period.on))
  expect(targets.citizen_app_share?.value).toBe(90)
  const past = await asProvince((ctx) => readTargets(ctx, made.valley, '2023-12-31', 'today'))
  expect(past.citizen_app_share?.value).toBe(90)
})
