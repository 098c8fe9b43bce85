import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { recount } from '../ballot/recount.ts'
import {
  cancelVote,
  castBallot,
  choose,
  closeVote,
  closeWhenFull,
  drawBallot,
  enterCounts,
  getProgress,
  getPublished,
  getVote,
  listMyParts,
  listRoll,
  listVotes,
  markPaper,
  openVote,
  prepareVote,
  startCasting,
} from './index.ts'
import {
  aCastBallot,
  aDrawnBallot,
  anOpenVote,
  closeAs,
  moreThanHalf,
  startCastingAs,
} from './testing.ts'

const app = useApp()
let tree: SmallTree
let chair: Actor & { personId: string }
let foreign: Actor & { personId: string }

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  chair = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  foreign = await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary')
})

type Voter = Actor & { personId: string }
async function voters(count: number): Promise<Voter[]> {
  const made: Voter[] = []
  for (let i = 1; i <= count; i++) {
    const name = `Người Số ${i}`
    const personId = await aPerson(app.testDatabase, { unitId: tree.branch, name })
    made.push({ ...person(personId), personId })
  }
  return made
}
const idsOf = (all: Voter[]) => all.map(({ personId }) => personId)
const none = {
  approve: 0,
  against: 0,
  abstain: 0,
  votes: [],
  valid: 0,
  blank: 0,
  invalid: 0,
  missing: 0,
}
const as = (who: Actor) => asking(app, who)
const published = (who: Actor, voteId: string) =>
  app.read(as(who), (ctx) => getPublished(ctx, voteId))

test('a vote is prepared by who runs meetings there; repeated it is the same, and what is wrong is said', async () => {
  const id = uuidv7()
  const input = {
    id,
    unitId: tree.branch,
    method: 'secret',
    kind: 'election',
    title: '  Bầu Ban Chấp hành ',
    seats: '2',
    candidates: [{ name: 'Lý Thị A' }, { name: 'Sùng Mí B', note: 'Bí thư' }, { name: 'Vừ C' }],
    rule: moreThanHalf,
  }
  await expect(app.run(as(foreign), prepareVote, input)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await app.run(as(chair), prepareVote, input)
  await app.run(as(chair), prepareVote, input)
  const vote = await app.read(as(chair), (ctx) => getVote(ctx, id))
  expect(vote).toMatchObject({
    title: 'Bầu Ban Chấp hành',
    seats: 2,
    state: 'draft',
    rule: moreThanHalf,
  })
  expect(vote.candidates.map(({ number, name }) => `${number} ${name}`)).toEqual([
    '1 Lý Thị A',
    '2 Sùng Mí B',
    '3 Vừ C',
  ])
  const faults = (change: object) =>
    app
      .run(as(chair), prepareVote, { ...input, id: uuidv7(), ...change })
      .catch((error) => error.faults?.map(({ path }: { path: string }) => path))
  expect(await faults({ seats: 4 })).toEqual(['candidates'])
  expect(await faults({ seats: 0 })).toEqual(['seats'])
  expect(await faults({ kind: 'motion', seats: 0 })).toEqual(['candidates'])
  const share = { num: 3, den: 2, atLeast: false }
  expect(await faults({ rule: { ...moreThanHalf, threshold: share } })).toEqual([
    'rule.threshold.num',
  ])
})

test('who is on the roll sees the vote and how far it is; who is not, and is no officer above, sees nothing', async () => {
  const [one, two] = (await voters(2)) as [Voter, Voter]
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.branch,
    personIds: [one.personId],
    entitled: 1,
  })
  const seen = (who: Actor) =>
    app
      .read(as(who), (ctx) => getVote(ctx, voteId))
      .then(
        () => true,
        () => false,
      )
  const commune = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  expect(await Promise.all([one, chair, commune, two, foreign, nobody].map(seen))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
  await expect(app.read(as(two), (ctx) => getProgress(ctx, voteId))).rejects.toMatchObject({
    code: 'voting.not_found',
  })
  const mine = await app.read(as(one), (ctx) => listVotes(ctx, { isMine: true }))
  expect(mine.map(({ id }) => id)).toEqual([voteId])
  expect(await app.read(as(two), (ctx) => listVotes(ctx))).toEqual([])
})

test('before the end nobody reads a ballot through the application, not even the chair', async () => {
  const [one] = (await voters(1)) as [Voter]
  const voteId = await anOpenVote(app, chair, { unitId: tree.branch, personIds: [one.personId] })
  const drawn = await aDrawnBallot(app, one, voteId)
  await startCastingAs(app, chair, voteId)
  await aCastBallot(app, drawn, 'approve')
  const rows = () =>
    app.read(as(chair), (ctx) =>
      ctx.db.selectFrom('voting.ballot').select('choice').where('voteId', '=', voteId).execute(),
    )
  expect(await rows()).toEqual([])
  await expect(published(chair, voteId)).rejects.toMatchObject({ code: 'voting.not_closed_yet' })
  await closeAs(app, chair, voteId)
  expect(await rows()).toEqual([{ choice: 'approve' }])
})

test('the roll holds who the chair may see, is fixed once the vote is open, and opening twice is opening once', async () => {
  const [one, two] = (await voters(2)) as [Voter, Voter]
  const id = uuidv7()
  const vote = {
    id,
    unitId: tree.branch,
    method: 'secret',
    kind: 'motion',
    title: 'Thử',
    rule: moreThanHalf,
  }
  await app.run(as(chair), prepareVote, vote)
  const open = (change: object, who: Actor = chair) =>
    app.run(as(who), openVote, { voteId: id, personIds: [one.personId], ...change })
  await expect(open({}, one)).rejects.toMatchObject({ code: 'voting.not_found' })
  await expect(open({ personIds: [one.personId, uuidv7()] })).rejects.toMatchObject({
    code: 'voting.unknown_person',
  })
  await expect(open({ entitled: 1, personIds: idsOf([one, two]) })).rejects.toMatchObject({
    code: 'voting.more_present_than_entitled',
  })
  await expect(
    open({ proxies: [{ absentId: two.personId, holderId: one.personId }] }),
  ).rejects.toMatchObject({ code: 'voting.no_proxies' })
  await open({ entitled: 3 })
  await open({ personIds: idsOf([one, two]) })
  expect(
    (await app.read(as(chair), (ctx) => listRoll(ctx, id))).map(({ personId }) => personId),
  ).toEqual([one.personId])
  await expect(
    app.testDatabase.ownerPool.query(
      `insert into voting.elector (vote_id, unit_id, person_id, name) values ($1, $2, $3, 'x')`,
      [id, tree.branch, two.personId],
    ),
  ).rejects.toThrow('voting.roll_is_fixed')
})

test('a proxy draws and casts for who is absent, where the rules allow it and no more than they allow', async () => {
  const [here, alsoHere, absent, other] = (await voters(4)) as [Voter, Voter, Voter, Voter]
  const open = (proxies: [Voter, Voter][], proxiesEach = 1) =>
    anOpenVote(app, chair, {
      unitId: tree.branch,
      personIds: idsOf([here, alsoHere]),
      proxiesEach,
      proxies: proxies.map(([from, to]) => ({ absentId: from.personId, holderId: to.personId })),
    })
  await expect(
    open([
      [absent, here],
      [other, here],
    ]),
  ).rejects.toMatchObject({ code: 'voting.too_many_proxies' })
  await expect(open([[alsoHere, here]])).rejects.toMatchObject({ code: 'voting.not_absent' })
  await expect(
    open([
      [absent, here],
      [absent, alsoHere],
    ]),
  ).rejects.toMatchObject({ code: 'voting.not_absent' })
  await expect(open([[absent, other]])).rejects.toMatchObject({ code: 'voting.proxy_not_here' })
  const voteId = await open([[absent, here]])
  expect(
    (await app.read(as(here), (ctx) => listMyParts(ctx, voteId))).map(({ personId, isSelf }) => [
      personId,
      isSelf,
    ]),
  ).toEqual([
    [here.personId, true],
    [absent.personId, false],
  ])
  await expect(aDrawnBallot(app, alsoHere, voteId, absent.personId)).rejects.toMatchObject({
    code: 'forbidden',
  })
  // Who sent somebody does not come twice.
  await expect(aDrawnBallot(app, absent, voteId)).rejects.toMatchObject({
    code: expect.stringMatching(/forbidden|not_found/),
  })
  const drawn = [
    await aDrawnBallot(app, here, voteId),
    await aDrawnBallot(app, here, voteId, absent.personId),
  ]
  await startCastingAs(app, chair, voteId)
  for (const one of drawn) await aCastBallot(app, one, 'approve')
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome).toMatchObject({ base: 3, tally: { approve: 2 }, carried: true })
})

test('ballots of paper are added, all that were handed out; who takes one draws none, and the other way about', async () => {
  const all = await voters(3)
  const [one, two, three] = all as [Voter, Voter, Voter]
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.branch,
    personIds: idsOf(all),
    takesPaper: true,
  })
  const mark = (who: Voter, onPaper = true, by: Actor = chair) =>
    app.run(as(by), markPaper, { voteId, personId: who.personId, onPaper })
  const drawn = await aDrawnBallot(app, one, voteId)
  await expect(mark(one)).rejects.toMatchObject({ code: 'voting.has_drawn' })
  await expect(mark(two, true, one)).rejects.toMatchObject({ code: 'forbidden' })
  await mark(two)
  await mark(three)
  await mark(three, false)
  await mark(three)
  await expect(aDrawnBallot(app, two, voteId)).rejects.toMatchObject({ code: 'voting.takes_paper' })
  await startCastingAs(app, chair, voteId)
  await aCastBallot(app, drawn, 'approve')
  await expect(closeAs(app, chair, voteId)).rejects.toMatchObject({
    code: 'voting.paper_counts_missing',
  })
  const enter = (counts: object) =>
    app.run(as(chair), enterCounts, { voteId, counts: { ...none, ...counts } })
  await expect(enter({ approve: 1 })).rejects.toMatchObject({ code: 'voting.counts_not_all' })
  await expect(enter({ approve: 3 })).rejects.toMatchObject({ code: 'voting.counts_too_many' })
  await enter({ approve: 1, missing: 1 })
  await enter({ approve: 1, invalid: 1 })
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome.tally).toMatchObject({ approve: 2, against: 0, invalid: 1 })
  const file = await published(one, voteId)
  expect(file.handedOut).toEqual({ electronic: 1, paper: 2 })
  expect(await recount(file)).toMatchObject({ agrees: true })
  expect((await recount({ ...file, handedOut: { electronic: 1, paper: 1 } })).agrees).toBe(false)
})

test('by hands: no more than are present, entered again until the end, and not after it', async () => {
  const all = await voters(3)
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.branch,
    personIds: idsOf(all),
    method: 'hands',
  })
  const enter = (counts: object, who: Actor = chair) =>
    app.run(as(who), enterCounts, { voteId, counts: { ...none, ...counts } })
  await expect(closeAs(app, chair, voteId)).rejects.toMatchObject({ code: 'voting.counts_missing' })
  await expect(enter({ approve: 3, against: 1 })).rejects.toMatchObject({
    code: 'voting.counts_too_many',
  })
  await expect(enter({ approve: 3 }, all[0])).rejects.toMatchObject({ code: 'forbidden' })
  await enter({ approve: 1 })
  await enter({ approve: 2, abstain: 1 })
  expect((await closeAs(app, chair, voteId)).outcome).toMatchObject({ carried: true, needed: 2 })
  await expect(enter({ approve: 3 })).rejects.toMatchObject({ code: 'voting.is_over' })
  expect(await recount(await published(all[0] as Voter, voteId))).toMatchObject({ agrees: true })
})

test('an open vote: one a person, changed until the end, seen by those on the roll, kept as it was after', async () => {
  const [one, two, three] = (await voters(3)) as [Voter, Voter, Voter]
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.branch,
    personIds: idsOf([one, two, three]),
    method: 'open',
  })
  const give = (who: Voter, choice: string, personId = who.personId) =>
    app.run(as(who), choose, { voteId, personId, choice })
  await give(one, 'against')
  await give(one, 'approve')
  await give(two, 'approve')
  await expect(give(two, 'against', one.personId)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(give(two, 'perhaps')).rejects.toMatchObject({ code: 'voting.choice_unreadable' })
  await expect(give(foreign, 'approve')).rejects.toMatchObject({ code: 'voting.not_found' })
  await expect(
    app.run(as(one), drawBallot, { voteId, personId: one.personId, blinded: 'A'.repeat(342) }),
  ).rejects.toMatchObject({ code: 'voting.not_secret' })
  const roll = await app.read(as(three), (ctx) => listRoll(ctx, voteId))
  expect(roll.map(({ choice }) => choice)).toEqual(['approve', 'approve', null])
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome).toMatchObject({ carried: true, tally: { approve: 2, against: 0 } })
  await expect(give(three, 'against')).rejects.toMatchObject({ code: 'voting.is_over' })
  expect(await recount(await published(three, voteId))).toMatchObject({ counted: 2, agrees: true })
})

test('what is settled stays: a closed vote is neither changed nor called off, a cancelled one gives no result', async () => {
  const [one] = (await voters(1)) as [Voter]
  const open = () => anOpenVote(app, chair, { unitId: tree.branch, personIds: [one.personId] })
  const closed = await open()
  const drawn = await aDrawnBallot(app, one, closed)
  await expect(closeAs(app, chair, closed)).rejects.toMatchObject({ code: 'voting.handing_out' })
  await startCastingAs(app, chair, closed)
  await aCastBallot(app, drawn, 'against')
  await closeAs(app, chair, closed)
  await expect(app.run(as(chair), cancelVote, { voteId: closed })).rejects.toMatchObject({
    code: 'voting.is_over',
  })
  await expect(
    app.testDatabase.ownerPool.query(
      `update voting.vote set state = 'casting', outcome = null where id = $1`,
      [closed],
    ),
  ).rejects.toThrow('voting.is_over')
  const cancelled = await open()
  await app.run(as(chair), cancelVote, { voteId: cancelled })
  await app.run(as(chair), cancelVote, { voteId: cancelled })
  await expect(aDrawnBallot(app, one, cancelled)).rejects.toMatchObject({
    code: 'voting.is_cancelled',
  })
  await expect(app.run(as(chair), closeVote, { voteId: cancelled })).rejects.toMatchObject({
    code: 'voting.is_cancelled',
  })
  const keys = await app.testDatabase.ownerPool.query(
    'select from voting.key where vote_id = any ($1)',
    [[closed, cancelled]],
  )
  expect(keys.rowCount).toBe(0)
})

test('a vote that is to close itself does so once the last ballot is in, and not before', async () => {
  const all = await voters(2)
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.branch,
    personIds: idsOf(all),
    closesItself: true,
  })
  const drawn = await Promise.all(all.map((one) => aDrawnBallot(app, one, voteId)))
  await startCastingAs(app, chair, voteId)
  const state = async () => (await app.read(as(chair), (ctx) => getVote(ctx, voteId))).state
  await aCastBallot(app, drawn[0] as never, 'approve')
  await closeWhenFull(app, voteId)
  expect(await state()).toBe('casting')
  expect(await aCastBallot(app, drawn[1] as never, 'approve')).toMatchObject({ mayBeFull: true })
  await Promise.all([closeWhenFull(app, voteId), closeWhenFull(app, voteId)])
  expect(await state()).toBe('closed')
})

test('ballots and the end race: what was acknowledged is counted, what was not is not', async () => {
  const all = await voters(8)
  const voteId = await anOpenVote(app, chair, { unitId: tree.branch, personIds: idsOf(all) })
  const drawn = []
  for (const one of all) drawn.push(await aDrawnBallot(app, one, voteId))
  await startCastingAs(app, chair, voteId)
  const casts = drawn.flatMap((ballot) => [0, 1].map(() => aCastBallot(app, ballot, 'approve')))
  const closing = app.run(as(chair), closeVote, { voteId })
  const came = await Promise.allSettled(casts)
  const { outcome } = await closing
  const acknowledged = new Set(
    came.flatMap((one) => (one.status === 'fulfilled' ? [one.value.code] : [])),
  )
  expect(outcome.tally.valid).toBe(acknowledged.size)
  for (const one of came)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'voting.is_over' })
})

test('only casting leaves no row in the audit, and everything else does', async () => {
  const commands = [
    prepareVote,
    openVote,
    drawBallot,
    startCasting,
    castBallot,
    choose,
    closeVote,
    enterCounts,
  ]
  expect(commands.filter(({ isUnrecorded }) => isUnrecorded)).toEqual([castBallot])
})
