import pg from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Actor, Context } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { countMyWork, giveAssignment } from './assignments/server/index.ts'
import { countUnreadPapers, distributeDocument, openDocument } from './documents/server/index.ts'
import { anIssued, aTerm } from './documents/server/testing.ts'
import { countToScreen, listWaiting } from './ideas/server/index.ts'
import { anIdea } from './ideas/server/testing.ts'
import { anOfficer, aPerson } from './members/server/testing.ts'
import { aTree, type SmallTree } from './units/server/testing.ts'
import { choose, countMyVotes } from './voting/server/index.ts'
import { aCastBallot, aDrawnBallot, anOpenVote, startCastingAs } from './voting/server/testing.ts'

const app = useApp()
let tree: SmallTree
let secretary: Actor & { personId: string }
let member: Actor & { personId: string }

beforeEach(async () => {
  tree = await aTree(app.testDatabase)
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const id = await aPerson(app.testDatabase, { unitId: tree.branch })
  member = { ...person(id), personId: id }
})

const as = (actor: Actor) => asking(app, actor)
/** What waits, and in how many statements that is found out. */
const waits = (actor: Actor) =>
  app.read(as(actor), async (ctx: Context) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const found = {
      work: await countMyWork(ctx),
      votes: await countMyVotes(ctx),
      unread: await countUnreadPapers(ctx),
      ideas: await countToScreen(ctx),
    }
    const statements = queries.mock.calls.length
    queries.mockRestore()
    return { ...found, statements }
  })

test('the front page counts work, open votes, unread papers and ideas in one statement each, however much waits', async () => {
  expect(await waits(member)).toEqual({
    work: { open: 0, overdue: 0 },
    votes: 0,
    unread: 0,
    ideas: { waiting: 0, overdue: 0 },
    statements: 4,
  })
  for (const dueOn of ['2026-06-14', '2026-06-20'])
    await app.run(as(secretary), giveAssignment, {
      id: uuidv7(),
      unitId: tree.branch,
      title: 'Việc',
      ownerId: member.personId,
      dueOn,
    })
  const unitId = tree.branch
  const personIds = [secretary.personId, member.personId]
  const named = await anOpenVote(app, secretary, { unitId, personIds, method: 'open' })
  const secret = await anOpenVote(app, secretary, { unitId, personIds })
  await anOpenVote(app, secretary, { unitId, personIds: [secretary.personId] })
  const commune = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  await aTerm(app.testDatabase, { unitId: tree.province })
  const paper = await anIssued(app, as(commune), tree.commune)
  await app.run(as(commune), distributeDocument, {
    documentId: paper.id,
    unitIds: [tree.branch],
    personIds: [member.personId],
  })
  await anIdea(app.testDatabase, {
    unitId: tree.branch,
    authorId: member.personId,
    stepUnitId: tree.branch,
    due: '2026-06-14',
  })
  expect(await waits(member)).toMatchObject({
    work: { open: 2, overdue: 1 },
    votes: 2,
    unread: 1,
    ideas: { waiting: 0 },
    statements: 4,
  })
  const officer = await waits(secretary)
  expect(officer).toMatchObject({ votes: 3, unread: 1, statements: 4 })
  const listed = await app.read(as(secretary), (ctx) => listWaiting(ctx, 'mine'))
  expect(officer.ideas).toEqual({ waiting: 1, overdue: 1 })
  expect(listed).toHaveLength(1)

  // What is done waits no more.
  await app.run(as(member), choose, {
    voteId: named,
    personId: member.personId,
    choice: 'approve',
  })
  await app.run(as(member), openDocument, { documentId: paper.id })
  const drawn = await aDrawnBallot(app, member, secret)
  expect(await waits(member)).toMatchObject({ votes: 0, unread: 0 })
  // A ballot in the hand waits for the box; that it is in, nobody can tell from whom.
  await startCastingAs(app, secretary, secret)
  expect(await waits(member)).toMatchObject({ votes: 1 })
  await aCastBallot(app, drawn, 'approve')
  expect(await waits(member)).toMatchObject({ votes: 1 })
})
