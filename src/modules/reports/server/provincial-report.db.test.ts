import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readFresh, setTarget } from '#modules/indicators/server/index.ts'
import { arrangeOrganisation, type Organisation } from '#modules/indicators/server/testing.ts'
import { Invalid, NotFound } from '#platform/server/errors.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { readAsked } from './asked.ts'
import { provincialReport } from './provincial-report.ts'
import { provincialReportJson } from './provincial-report-json.ts'
import { readHead } from './screen.ts'

const database = useDatabase()
let org: Organisation

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  const mai = await org.join('hillBranch', { appOn: '2024-01-01' })
  await org.join('hillBranch')
  await org.join('riverBranch')
  const peakDay = await org.hold('hill', '2023-08-12', { peak: true })
  await org.checkIn(peakDay, mai)
  await org.checkIn(await org.hold('hill', '2023-08-13', { peak: true }), mai)
  await org.help(peakDay, [5, 2])
  await org.help(await org.hold('river', '2022-01-05', { peak: true }), [50])
  await org.state('province', '2024-01-01', [220, 890, 430])
  await org.app.run(await org.as('province_secretary', 'province'), setTarget, {
    id: crypto.randomUUID(),
    unitId: org.units.province,
    indicator: 'citizen_app_share',
    value: 100,
    from: '2023-01-01',
  })
})
afterAll(() => org.app.close())

test('the report holds every figure of the article: those kept out of records, the others plainly marked', async () => {
  const report = await provincialReportJson(
    org.app,
    await org.as('province_secretary', 'province'),
    { on: '2024-04-03' },
  )
  expect(report).toMatchObject({
    unit: { id: org.units.province, name: 'Tỉnh đoàn', level: 'province' },
    on: '2024-04-03',
    from: '2023-04-04',
  })
  expect(report.figures).toEqual([
    { indicator: 'youths', value: 220, unit: 'people', kept: true },
    { indicator: 'youths_share_of_population', value: 24.72, unit: 'percent', kept: true },
    { indicator: 'youths_share_of_labour_force', value: 51.16, unit: 'percent', kept: true },
    { indicator: 'members', value: 3, unit: 'people', kept: true },
    { indicator: 'peak_day_activities', value: 2, unit: 'activities', kept: true },
    { indicator: 'peak_day_participants', value: 1, unit: 'people', kept: true },
    { indicator: 'peak_day_participations', value: 2, unit: 'turns', kept: true },
    { indicator: 'peak_day_people_helped', value: 7, unit: 'turns', kept: true },
    {
      indicator: 'peak_day_citizens_helped',
      value: null,
      unit: 'people',
      kept: false,
      note: 'no_citizen_identity',
    },
    { indicator: 'activities', value: 2, unit: 'activities', kept: true },
    { indicator: 'participants', value: 1, unit: 'people', kept: true },
    { indicator: 'participations', value: 2, unit: 'turns', kept: true },
    { indicator: 'people_helped', value: 7, unit: 'turns', kept: true },
    {
      indicator: 'citizens_helped',
      value: null,
      unit: 'people',
      kept: false,
      note: 'no_citizen_identity',
    },
    { indicator: 'citizen_app_share', value: 33.33, unit: 'percent', kept: true, target: 100 },
    { indicator: 'members_with_citizen_app', value: 1, unit: 'people', kept: true },
    { indicator: 'members_without_citizen_app', value: 2, unit: 'people', kept: true },
    { indicator: 'ideas_proposed', value: 0, unit: 'ideas', kept: true },
    { indicator: 'ideas_published', value: 0, unit: 'ideas', kept: true },
    { indicator: 'enterprises', value: 0, unit: 'enterprises', kept: true },
    { indicator: 'cooperatives', value: 0, unit: 'cooperatives', kept: true },
    { indicator: 'household_businesses', value: 0, unit: 'households', kept: true },
    { indicator: 'supported_models', value: 0, unit: 'models', kept: true },
    { indicator: 'supports_given', value: 0, unit: 'turns', kept: true },
    { indicator: 'jobs_found', value: 0, unit: 'placements', kept: true },
    { indicator: 'jobs_kept', value: 0, unit: 'placements', kept: true },
    { indicator: 'courses_completed', value: 0, unit: 'certificates', kept: true },
  ])
})

test('a period of one’s own choice counts what happened in it', async () => {
  const report = await provincialReportJson(
    org.app,
    await org.as('province_secretary', 'province'),
    {
      on: '2022-12-31',
      from: '2022-01-01',
    },
  )
  const value = (name: string) => report.figures.find((figure) => figure.indicator === name)?.value
  expect(value('people_helped')).toBe(50)
  expect(value('peak_day_activities')).toBe(1)
  expect(value('youths')).toBeNull()
  expect(value('members_with_citizen_app')).toBe(0)
})

test('an officer gets the report of their own unit unless they ask for another below it', async () => {
  const officer = await org.as('district_secretary', 'north')
  await expect(
    provincialReportJson(org.app, officer, { from: '2024-04-04', on: '2024-04-03' }),
  ).rejects.toMatchObject({ status: 400, faults: [{ path: 'from', code: 'from_after_on' }] })
  const own = await provincialReportJson(org.app, officer, {})
  expect(own.unit.id).toBe(org.units.north)
  expect(own.figures.find((figure) => figure.indicator === 'members')?.value).toBe(2)
  const below = await provincialReportJson(org.app, officer, { unit: org.units.lake })
  expect(below.figures.find((figure) => figure.indicator === 'members')?.value).toBe(0)
  await expect(provincialReportJson(org.app, officer, { unit: org.units.river })).rejects.toThrow(
    NotFound,
  )
  await expect(
    provincialReportJson(org.app, await org.as('field_volunteer', 'hill'), {}),
  ).rejects.toThrow(NotFound)
})

test('the API refuses a day or a unit that it does not understand, and says which', async () => {
  const officer = await org.as('province_secretary', 'province')
  await expect(provincialReportJson(org.app, officer, { on: '2024-02-30' })).rejects.toThrow(
    Invalid,
  )
  await expect(provincialReportJson(org.app, officer, { unit: 'Tỉnh đoàn' })).rejects.toMatchObject(
    {
      faults: [{ path: 'unit' }],
    },
  )
})

test('the page takes a default for what it does not understand, and says so', async () => {
  const officer = await org.as('province_secretary', 'province')
  const asked = (query: string) =>
    org.app.read(officer, (ctx) => readAsked(ctx, new URLSearchParams(query)))
  expect(await asked('on=03/04/2024&unitText=huyen doan bac')).toEqual({
    unitId: org.units.north,
    view: 'then',
    on: '2024-04-03',
    from: '2023-04-04',
    isChosen: false,
    faults: [],
  })
  expect(await asked('on=31/02/2024&from=nowhere&unitText=doan')).toMatchObject({
    unitId: org.units.province,
    on: '2024-04-03',
    faults: [
      { field: 'on', code: 'day_invalid' },
      { field: 'from', code: 'day_invalid' },
      { field: 'unit', code: 'unit_unclear' },
    ],
  })
  expect(await asked('on=2024-01-01&from=2024-02-01')).toMatchObject({
    from: '2023-01-02',
    isChosen: false,
    faults: [{ field: 'from', code: 'from_after_on' }],
  })
})

test('a report is six queries', async () => {
  await readFresh(org.app, await org.as('province_secretary', 'province'), async (ctx) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await provincialReport(ctx, {
      unitId: org.units.province,
      on: '2024-04-03',
      from: '2023-04-04',
    })
    expect(queries.mock.calls.length).toBe(6)
  })
})

test('the way down to a unit names those above it, and opens only what the reader answers for', async () => {
  const pathFor = async (
    role: 'commune_secretary' | 'province_secretary',
    at: keyof Organisation['units'],
  ) =>
    org.app.read(await org.as(role, at), async (ctx) => {
      const params = new URLSearchParams({ unit: org.units.hillBranch, on: '2024-04-03' })
      const { head } = await readHead(ctx, new URL(`http://x/?${params}`))
      return head.unit.path.map(({ id, isOpen }) => [id, isOpen])
    })
  const { province, hill } = org.units
  expect((await pathFor('commune_secretary', 'hill')).at(-1)).toEqual([hill, true])
  expect((await pathFor('commune_secretary', 'hill'))[0]).toEqual([province, false])
  expect((await pathFor('province_secretary', 'province'))[0]).toEqual([province, true])
})
