import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NotFound } from '#platform/server/errors.ts'
import { useDatabase } from '#platform/testing/database.ts'
import type { Indicator } from '../catalogue.ts'
import { breakDown } from './break-down.ts'
import { readFigures, readHelpByService } from './figures.ts'
import { readFresh } from './fresh.ts'
import { listRecords } from './records/list-records.ts'
import type { RecordPage } from './records/types.ts'
import { arrangeOrganisation, type Organisation, type UnitKey } from './testing/organisation.ts'

const database = useDatabase()
let org: Organisation

const period = { from: '2023-04-04', on: '2024-04-03' }
const fieldFigures = [
  'activities',
  'participations',
  'participants',
  'people_helped',
  'peak_day_people_helped',
] as const

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  const mai = await org.join('hillBranch', { name: 'Vàng Thị Mai', appOn: '2023-06-01' })
  const pao = await org.join('hillBranch', { name: 'Giàng A Páo' })
  const sua = await org.join('riverBranch', { name: 'Sùng Thị Sua', appOn: '2022-06-01' })
  await org.join('lake', { name: 'Hoàng Văn Nam', to: '2024-01-01' })
  const peakDay = await org.hold('hill', '2023-08-12', { peak: true })
  const second = await org.hold('lake', '2023-09-01')
  const southern = await org.hold('river', '2023-09-02')
  await org.hold('river', '2023-09-03', { state: 'cancelled' })
  for (const person of [mai, pao]) await org.checkIn(peakDay, person)
  await org.checkIn(second, mai)
  await org.checkIn(southern, sua)
  await org.checkIn(southern, mai)
  await org.help(peakDay, [3, 1, 1])
  await org.help(second, [2], { outcome: 'needs_police' })
  await org.state('hill', '2023-01-01', [90, 400, 190])
  await org.state('hill', '2024-01-01', [100, 400, 200])
  await org.state('river', '2024-01-01', [150, 600, 280])
  await org.state('river', '2025-01-01', [999, 999, 999])
})
afterAll(() => org.app.close())

const read = async (role: string, at: UnitKey, unit: UnitKey, indicators: readonly Indicator[]) =>
  readFresh(org.app, await org.as(role, at), (ctx) =>
    readFigures(ctx, { unitId: org.units[unit], ...period, indicators }),
  )

describe('figures', () => {
  test('a unit counts its own records and those of all below it, turns and people apart', async () => {
    expect(
      await read('province_secretary', 'province', 'province', [
        ...fieldFigures,
        'members',
        'citizen_app_share',
      ]),
    ).toEqual({
      activities: 3,
      participations: 5,
      participants: 3,
      people_helped: 7,
      peak_day_people_helped: 5,
      members: 3,
      citizen_app_share: 66.67,
    })
    expect(await read('district_secretary', 'north', 'north', fieldFigures)).toEqual({
      activities: 2,
      participations: 3,
      participants: 2,
      people_helped: 7,
      peak_day_people_helped: 5,
    })
  })

  test('youths are those of the latest statements by the day, and a share of nothing is unknown', async () => {
    const asked = ['youths', 'youths_share_of_population', 'youths_share_of_labour_force'] as const
    expect(await read('province_secretary', 'province', 'province', asked)).toEqual({
      youths: 250,
      youths_share_of_population: 25,
      youths_share_of_labour_force: 52.08,
    })
    expect(await read('province_secretary', 'province', 'lake', asked)).toEqual({
      youths: null,
      youths_share_of_population: null,
      youths_share_of_labour_force: null,
    })
  })

  test('a record committed just before the question is in the answer', async () => {
    const before = await read('province_secretary', 'province', 'river', ['people_helped'])
    await org.help(await org.hold('river', '2023-10-01'), [4])
    const after = await read('province_secretary', 'province', 'river', ['people_helped'])
    expect(after.people_helped).toBe((before.people_helped ?? 0) + 4)
    await database.ownerPool.query(
      `update assists.assist set undone_at = now() where happened_on = '2023-10-01'`,
    )
    await database.ownerPool.query(
      `update campaigns.activity set state = 'cancelled' where held_on = '2023-10-01'`,
    )
    expect(await read('province_secretary', 'province', 'river', ['people_helped'])).toEqual(before)
  })

  test('help is told apart by service and how it ended', async () => {
    const rows = await readFresh(org.app, await org.as('province_secretary', 'province'), (ctx) =>
      readHelpByService(ctx, { unitId: org.units.province, ...period }),
    )
    expect(rows).toMatchObject([
      { code: 'test_service', done: 5, needsPolice: 2, toContinue: 0, refused: 0, total: 7 },
    ])
  })

  test('all figures of a unit are read in three queries, and of all units below in two', async () => {
    const asking = await org.as('province_secretary', 'province')
    await readFresh(org.app, asking, async (ctx) => {
      const queries = vi.spyOn(pg.Client.prototype, 'query')
      await readFigures(ctx, {
        unitId: org.units.province,
        ...period,
        indicators: [...fieldFigures, 'members', 'youths'],
      })
      expect(queries.mock.calls.length).toBe(3)
      queries.mockClear()
      await breakDown(ctx, {
        unitId: org.units.province,
        ...period,
        indicators: [...fieldFigures, 'members', 'youths'],
      })
      expect(queries.mock.calls.length).toBe(2)
    })
  })
})

describe('the units below', () => {
  const below = async (unit: UnitKey, indicators: readonly Indicator[]) =>
    readFresh(org.app, await org.as('province_secretary', 'province'), (ctx) =>
      breakDown(ctx, { unitId: org.units[unit], ...period, indicators }),
    )

  test('each has its figures, and one that sent nothing is told from one that counted nought', async () => {
    await org.hold('lake', '2023-11-01')
    expect(await below('north', ['people_helped', 'participants'])).toMatchObject([
      { name: 'Đoàn xã Đồi', reported: true, figures: { people_helped: 5, participants: 2 } },
      { name: 'Đoàn xã Hồ', reported: true, figures: { people_helped: 2, participants: 1 } },
    ])
    expect(await below('river', ['people_helped'])).toMatchObject([
      { name: 'Chi đoàn Sông 1', reported: false, figures: { people_helped: 0 } },
    ])
    expect(await below('north', ['youths'])).toMatchObject([
      { reported: true, figures: { youths: 100 } },
      { reported: false, figures: { youths: null } },
    ])
    await database.ownerPool.query(
      `update campaigns.activity set state = 'cancelled' where held_on = '2023-11-01'`,
    )
  })

  test('a unit that moved within the period counts for each parent on its days there', async () => {
    await org.move('lake', 'south', '2023-08-20')
    expect(await below('north', ['activities', 'members'])).toMatchObject([
      { name: 'Đoàn xã Đồi', stands: true, figures: { activities: 1, members: 2 } },
      { name: 'Đoàn xã Hồ', stands: false, figures: { activities: 0, members: 0 } },
    ])
    expect(await below('south', ['activities'])).toMatchObject([
      { name: 'Đoàn xã Hồ', stands: true, figures: { activities: 1 } },
      { name: 'Đoàn xã Sông', stands: true, figures: { activities: 1 } },
    ])
    expect(await read('province_secretary', 'province', 'south', ['activities'])).toEqual({
      activities: 2,
    })
    await database.ownerPool.query(
      `delete from units.unit_version where unit_id = $1 and valid_from > '2021-01-01'`,
      [org.units.lake],
    )
    await database.ownerPool.query(
      `update units.unit_version set valid_to = null where unit_id = $1`,
      [org.units.lake],
    )
    expect(await read('province_secretary', 'province', 'south', ['activities'])).toEqual({
      activities: 1,
    })
  })
})

describe('the records behind a figure', () => {
  const asked = [
    'members',
    'members_with_citizen_app',
    'members_without_citizen_app',
    'activities',
    'peak_day_activities',
    'participations',
    'peak_day_participations',
    'participants',
    'peak_day_participants',
    'people_helped',
    'peak_day_people_helped',
  ] as const

  const all = async (role: string, at: UnitKey, unit: UnitKey, indicator: Indicator) =>
    readFresh(org.app, await org.as(role, at), async (ctx) => {
      const rows: RecordPage['rows'][number][] = []
      let cursor: string | undefined
      do {
        const page: RecordPage = await listRecords(ctx, {
          indicator,
          unitId: org.units[unit],
          ...period,
          cursor,
          size: 2,
        })
        rows.push(...page.rows)
        cursor = page.next
      } while (cursor)
      return rows
    })

  test.each(asked)(
    'all pages of %s together are the figure, each record once',
    async (indicator) => {
      for (const unit of ['province', 'north', 'river'] as const) {
        const rows = await all('province_secretary', 'province', unit, indicator)
        const figure = (await read('province_secretary', 'province', unit, [indicator]))[indicator]
        const count = rows.reduce((sum, row) => sum + ('people' in row ? row.people : 1), 0)
        expect(count).toBe(figure)
        expect(new Set(rows.map((row) => ('id' in row ? row.id : row.personId))).size).toBe(
          rows.length,
        )
      }
    },
  )

  test('members stand in Vietnamese order of given names', async () => {
    const rows = await all('province_secretary', 'province', 'province', 'members')
    expect(rows.map((row) => 'name' in row && row.name)).toEqual([
      'Vàng Thị Mai',
      'Giàng A Páo',
      'Sùng Thị Sua',
    ])
  })

  test('a member who now stands elsewhere is counted, but not named to who may not see them', async () => {
    const personId = await org.join('lake', {
      name: 'Lý Thị Dính',
      from: '2021-01-01',
      to: '2024-04-02',
    })
    await database.ownerPool.query(
      `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
       values (gen_random_uuid(), $1, $2, 'member', '2024-04-02', 'transfer')`,
      [personId, org.units.river],
    )
    const rows = await readFresh(org.app, await org.as('commune_secretary', 'lake'), (ctx) =>
      listRecords(ctx, {
        indicator: 'members',
        unitId: org.units.lake,
        from: '2023-01-01',
        on: '2024-03-01',
      }),
    )
    expect(rows.rows).toMatchObject([{ personId, name: null, code: null }])
    await database.ownerPool.query('delete from members.membership where person_id = $1', [
      personId,
    ])
  })

  test('statements of youths are listed as they were summed', async () => {
    const rows = await all('province_secretary', 'province', 'province', 'youths')
    expect(rows.map((row) => 'youths' in row && row.youths).sort()).toEqual([100, 150])
  })
})

describe('the wall', () => {
  test('nobody reads the figures, the units below or the records of a unit that their role does not reach', async () => {
    const asking = await org.as('commune_secretary', 'hill')
    for (const unit of ['lake', 'north', 'province'] as const) {
      const wanted = { unitId: org.units[unit], ...period }
      await expect(
        org.app.read(asking, (ctx) => readFigures(ctx, { ...wanted, indicators: ['members'] })),
      ).rejects.toThrow(NotFound)
      await expect(org.app.read(asking, (ctx) => readHelpByService(ctx, wanted))).rejects.toThrow(
        NotFound,
      )
      await expect(
        org.app.read(asking, (ctx) => breakDown(ctx, { ...wanted, indicators: ['members'] })),
      ).rejects.toThrow(NotFound)
      await expect(
        org.app.read(asking, (ctx) => listRecords(ctx, { ...wanted, indicator: 'members' })),
      ).rejects.toThrow(NotFound)
    }
    const volunteer = await org.as('field_volunteer', 'hill')
    await expect(
      org.app.read(volunteer, (ctx) =>
        readFigures(ctx, { unitId: org.units.hill, ...period, indicators: ['members'] }),
      ),
    ).rejects.toThrow(NotFound)
  })

  /** Runs plain SQL under the application's role, bound to an actor as every request is. */
  async function attempt(text: string, asking: Awaited<ReturnType<Organisation['as']>>) {
    const client = new pg.Client({ connectionString: database.appUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true), set_config('app.today', '2024-04-03', true)`,
        [asking.actor.personId, asking.actor.accountId],
      )
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  test('SQL under the application role meets only the sums of units that the actor reaches', async () => {
    const asking = await org.as('commune_secretary', 'hill')
    await read('province_secretary', 'province', 'province', ['members'])
    for (const table of ['rollup', 'rollup_month', 'revisit']) {
      const units = await attempt(`select distinct unit_id from indicators.${table}`, asking)
      expect(units.length).toBeGreaterThan(0)
      expect([org.units.hill, org.units.hillBranch]).toEqual(
        expect.arrayContaining(units.map((row) => row.unit_id)),
      )
    }
    expect(await attempt('select * from indicators.rollup', await org.as(null, 'hill'))).toEqual([])
    expect(
      await attempt('select * from indicators.revisit', await org.as('field_volunteer', 'hill')),
    ).toEqual([])
  })

  test.each([
    'pending',
    'stale_place',
    'own',
    'presence',
    'taken',
    'place_change',
    'touched',
    'revisit_change',
    'fact',
  ])('nobody reads indicators.%s, not even the highest officer', async (table) => {
    const asking = await org.as('province_secretary', 'province')
    await expect(attempt(`select * from indicators.${table}`, asking)).rejects.toMatchObject({
      code: '42501',
    })
  })

  test.each([
    `update indicators.rollup set value = 0`,
    `insert into indicators.rollup values (gen_random_uuid(), 'members', '2024-01-01', 1)`,
    `delete from indicators.revisit`,
    `delete from indicators.place`,
    `insert into indicators.pending (unit_id, kind, indicators, day, value) values (gen_random_uuid(), 'flow', '{people_helped}', '2024-01-01', 1)`,
    `select indicators.rebuild()`,
    `select indicators.verify()`,
    `select indicators.places_of(null)`,
    `delete from indicators.target`,
  ])('no figure is typed in: %s', async (text) => {
    const asking = await org.as('province_secretary', 'province')
    await expect(attempt(text, asking)).rejects.toMatchObject({ code: '42501' })
  })
})
