import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import type { Actor } from '#platform/server/context.ts'
import { countUnread, listNotices } from '#platform/server/notices/queries.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  cancelAssignment,
  changeAssignment,
  completeAssignment,
  countMyWork,
  giveAssignment,
  listAssignments,
  listOpenAssignments,
  remindOwners,
  reopenAssignment,
} from './index.ts'

const app = useApp()
let tree: Awaited<ReturnType<typeof aTree>>
let secretary: Actor
let owner: Actor

beforeEach(async () => {
  app.setNow('2026-06-15T02:00:00Z')
  tree = await aTree(app.testDatabase)
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  owner = person(await aPerson(app.testDatabase, { unitId: tree.branch }))
})

const as = (actor: Actor) => asking(app, actor)
const work = (fields: object = {}) => ({
  id: uuidv7(),
  unitId: tree.branch,
  title: 'Lập danh sách hộ chưa có tài khoản định danh',
  ownerId: owner.personId,
  dueOn: '2026-06-20',
  ...fields,
})
const seen = async (actor: Actor, show: 'mine' | 'given' | 'ended') =>
  (await app.read(as(actor), (ctx) => listAssignments(ctx, { show }))).rows

test('who is given work is told of it once, sees it, and reports it; who gave it is told', async () => {
  const given = work()
  await app.run(as(secretary), giveAssignment, given)
  await app.run(as(secretary), giveAssignment, given)
  expect(await app.read(as(owner), countUnread)).toBe(1)
  expect(await seen(owner, 'mine')).toMatchObject([
    { id: given.id, isOwn: true, mayGive: false, isOverdue: false, state: 'open' },
  ])
  expect(await seen(secretary, 'given')).toHaveLength(1)
  await app.run(as(owner), completeAssignment, { assignmentId: given.id, outcome: '43 hộ' })
  expect(await seen(owner, 'mine')).toEqual([])
  expect(await seen(secretary, 'ended')).toMatchObject([
    { state: 'done', outcome: '43 hộ', endedOn: '2026-06-15' },
  ])
  const { notices } = await app.read(as(secretary), (ctx) => listNotices(ctx))
  expect(notices.map(({ text }) => text)).toEqual([`Việc “${given.title}” đã được báo hoàn thành.`])
})

test('what is past its day says so, is counted, and its owner is reminded the day before and after', async () => {
  const given = work()
  await app.run(as(secretary), giveAssignment, given)
  for (const [now, told] of [
    ['2026-06-18', 1],
    ['2026-06-19', 2],
    ['2026-06-20', 2],
    ['2026-06-21', 3],
    ['2026-06-22', 3],
  ] as const) {
    app.setNow(`${now}T00:00:00Z`)
    await remindOwners.run(app, as(owner), {})
    await remindOwners.run(app, as(owner), {})
    expect(await app.read(as(owner), countUnread), now).toBe(told)
  }
  expect(await app.read(as(owner), countMyWork)).toEqual({ open: 1, overdue: 1 })
  expect(await seen(owner, 'mine')).toMatchObject([{ isOverdue: true }])
  const { notices } = await app.read(as(owner), (ctx) => listNotices(ctx))
  expect(notices[0]?.text).toBe(`Việc “${given.title}” đã quá hạn ngày 20/06/2026.`)
})

test('it goes to another with another day, and both know; an ended one is opened again first', async () => {
  const given = work()
  await app.run(as(secretary), giveAssignment, given)
  const other = person(await aPerson(app.testDatabase, { unitId: tree.branch }))
  const change = {
    assignmentId: given.id,
    title: given.title,
    ownerId: other.personId,
    dueOn: '2026-06-25',
  }
  await app.run(as(secretary), changeAssignment, change)
  expect(await app.read(as(other), countUnread)).toBe(1)
  expect(await seen(owner, 'mine')).toEqual([])
  await app.run(as(secretary), cancelAssignment, { assignmentId: given.id, outcome: 'Xã đã làm' })
  await expect(app.run(as(secretary), changeAssignment, change)).rejects.toMatchObject({
    code: 'assignments.has_ended',
  })
  await expect(
    app.run(as(other), reopenAssignment, { assignmentId: given.id }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await app.run(as(secretary), reopenAssignment, { assignmentId: given.id })
  await app.run(as(secretary), changeAssignment, change)
})

test('nobody gives work to whom they do not look after, or in the name of another unit', async () => {
  const stranger = await aPerson(app.testDatabase, { unitId: tree.foreignBranch })
  await expect(
    app.run(as(secretary), giveAssignment, work({ ownerId: stranger })),
  ).rejects.toMatchObject({ code: 'assignments.owner_not_found' })
  await expect(
    app.run(as(secretary), giveAssignment, work({ unitId: tree.foreignBranch })),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(app.run(as(owner), giveAssignment, work())).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('an owner says that it is done, but changes neither what was asked nor whose it is', async () => {
  const given = work()
  await app.run(as(secretary), giveAssignment, given)
  await expect(
    app.run(as(owner), changeAssignment, { ...given, assignmentId: given.id, dueOn: '2027-01-01' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    app.run(as(owner), cancelAssignment, { assignmentId: given.id, outcome: 'x' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  // The database holds to it where the policy is forgotten.
  const forged = app.read(as(owner), (ctx) =>
    sql`update assignments.assignment set due_on = '2027-01-01' where id = ${given.id}`.execute(
      ctx.db,
    ),
  )
  await expect(forged).rejects.toThrow()
  const neighbour = await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary')
  for (const command of [completeAssignment, reopenAssignment])
    await expect(
      app.run(as(neighbour), command as typeof reopenAssignment, { assignmentId: given.id }),
    ).rejects.toMatchObject({ code: 'assignments.not_found' })
  expect(await seen(neighbour, 'given')).toEqual([])
})

test('the agenda of a unit finds its open work, what is due first on top', async () => {
  await app.run(as(secretary), giveAssignment, work({ title: 'Sau', dueOn: '2026-07-01' }))
  await app.run(as(secretary), giveAssignment, work({ title: 'Trước', dueOn: '2026-06-16' }))
  const rows = await app.read(as(secretary), (ctx) => listOpenAssignments(ctx, tree.branch))
  expect(rows.map(({ title }) => title)).toEqual(['Trước', 'Sau'])
})
