import pg from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import { listAssists } from '#modules/assists/server/index.ts'
import { listActivities, listCampaigns } from '#modules/campaigns/server/index.ts'
import { aCampaign, anActivity } from '#modules/campaigns/server/testing.ts'
import { anOfficer } from '#modules/members/server/testing.ts'
import type { Moment } from '#modules/units/index.ts'
import { aMerger, aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { listAudit } from '#platform/server/audit/queries.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { listVotes } from './voting/server/index.ts'

const app = useApp()
const then: Moment = { on: undefined, view: 'then' }
const today: Moment = { on: undefined, view: 'today' }

let tree: SmallTree
let chief: Asking
let into: string
let campaign: string

/** Two communes that became one in July 2025; each held an activity before, the new one after. */
beforeEach(async () => {
  const database = app.testDatabase
  tree = await aTree(database)
  const officer = await anOfficer(database, tree.province, 'province_secretary')
  chief = asking(app, officer)
  into = await aMerger(database, {
    from: [tree.commune, tree.otherCommune],
    parentId: tree.province,
    name: 'Đoàn xã Mới',
    on: '2025-07-01',
  })
  campaign = await aCampaign(database, {
    unitId: tree.commune,
    from: '2025-03-01',
    to: '2025-12-31',
  })
  for (const [unitId, on] of [
    [tree.commune, '2025-03-26'],
    [tree.otherCommune, '2025-03-27'],
    [into, '2025-08-01'],
  ] as const) {
    const activityId = await anActivity(database, { unitId, campaignId: campaign, on })
    await database.ownerPool.query(
      `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
       select $1, $2, $3, (select code from assists.service limit 1), 'done', 1, $4::date + time '10:00', $4, $5`,
      [uuidv7(), activityId, unitId, on, officer.personId],
    )
    await database.ownerPool.query(
      `insert into audit.entry (at, command, unit_id) values ($1::date + time '10:00', 'test.done', $2)`,
      [on, unitId],
    )
  }
})

const read = <Result>(work: (ctx: Context) => Promise<Result>, by = chief) => app.read(by, work)
const activities = async (unitId: string, moment: Moment) =>
  (await read((ctx) => listActivities(ctx, campaign, { unitId, moment }))).map(
    ({ heldOn, unitName }) => [heldOn, unitName],
  )
const days = async (unitId: string, moment: Moment, by = chief) =>
  (await read((ctx) => listAssists(ctx, { unitId, moment }), by)).rows
    .map(({ happenedOn }) => happenedOn)
    .sort()
const audited = async (unitId: string, { on, view }: Moment, by = chief) =>
  (await read((ctx) => listAudit(ctx, { unitId, on, view, command: 'test.' }), by)).rows.length

test('as then, records belong to who stood above their unit on their day', async () => {
  expect(await activities(tree.district, then)).toEqual([['2025-03-26', 'Đoàn xã Sủng Là']])
  expect(await activities(into, then)).toEqual([['2025-08-01', 'Đoàn xã Mới']])
  expect(await days(tree.commune, then)).toEqual(['2025-03-26'])
  expect(await days(into, then)).toEqual(['2025-08-01'])
  expect(await audited(into, then)).toBe(1)
  expect(await audited(tree.commune, then)).toBe(1)
})

test('in today’s units they belong to those that took their place', async () => {
  expect(await activities(into, today)).toEqual([
    ['2025-08-01', 'Đoàn xã Mới'],
    ['2025-03-27', 'Đoàn xã Mới'],
    ['2025-03-26', 'Đoàn xã Mới'],
  ])
  expect(await days(into, today)).toEqual(['2025-03-26', '2025-03-27', '2025-08-01'])
  expect(await audited(into, today)).toBe(3)
  const campaigns = (moment: Moment) => read((ctx) => listCampaigns(ctx, { unitId: into, moment }))
  expect(await campaigns(then)).toEqual([])
  expect(await campaigns(today)).toMatchObject([{ id: campaign, unitName: 'Đoàn xã Mới' }])
})

test('a day leaves out what came after it', async () => {
  const on = '2025-03-26'
  expect(await activities(tree.province, { on, view: 'then' })).toHaveLength(1)
  expect(await days(into, { on, view: 'today' })).toEqual([on])
  expect(await audited(into, { on, view: 'today' })).toBe(1)
  const before = { on: '2025-02-28', view: 'then' } as const
  expect(
    await read((ctx) => listCampaigns(ctx, { unitId: tree.province, moment: before })),
  ).toEqual([])
})

test('no day and no view shows records beyond the wall', async () => {
  const stranger = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherDistrict, 'district_secretary'),
  )
  for (const unitId of [tree.commune, tree.district, tree.province, into])
    for (const on of [undefined, '2025-03-26', '2026-01-01'])
      for (const view of ['then', 'today'] as const) {
        const moment = { on, view }
        expect(await days(unitId, moment, stranger)).not.toContain('2025-03-26')
        expect(await days(unitId, moment, stranger)).not.toContain('2025-08-01')
      }
  expect(await audited(tree.commune, today, stranger)).toBe(0)
})

test('each list is one statement, two in the units of today', async () => {
  const count = (work: (ctx: Context) => Promise<unknown>) =>
    read(async (ctx) => {
      const queries = vi.spyOn(pg.Client.prototype, 'query')
      await work(ctx)
      const { length } = queries.mock.calls
      queries.mockRestore()
      return length
    })
  for (const [moment, statements] of [
    [then, 1],
    [today, 2],
  ] as const) {
    const query = { unitId: tree.province, moment }
    expect(await count((ctx) => listCampaigns(ctx, query))).toBe(statements)
    expect(await count((ctx) => listActivities(ctx, campaign, query))).toBe(statements)
    expect(await count((ctx) => listAssists(ctx, query))).toBe(statements)
  }
})

test('votes are listed with the unit that held them, or with those that took its place', async () => {
  for (const [unitId, on] of [
    [tree.commune, '2025-03-26'],
    [into, '2025-08-01'],
  ] as const)
    await app.testDatabase.ownerPool.query(
      `insert into voting.vote (id, unit_id, method, kind, title, num, den, at_least, base, quorum_num, quorum_den, source, held_on)
       values ($1, $2, 'hands', 'motion', 'Thử', 1, 2, false, 'present', 2, 3, 'thử', $3)`,
      [uuidv7(), unitId, on],
    )
  const votes = async (unitId: string, moment: Moment) =>
    (await read((ctx) => listVotes(ctx, { unitId, moment }))).map(({ heldOn, unitName }) => [
      heldOn,
      unitName,
    ])
  expect(await votes(tree.commune, then)).toEqual([['2025-03-26', 'Đoàn xã Sủng Là']])
  expect(await votes(into, then)).toEqual([['2025-08-01', 'Đoàn xã Mới']])
  expect(await votes(into, today)).toEqual([
    ['2025-08-01', 'Đoàn xã Mới'],
    ['2025-03-26', 'Đoàn xã Mới'],
  ])
})
