import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  distributeDocument,
  findOwnDelivery,
  getDocument,
  listInbox,
  openDocument,
} from './documents/server/index.ts'
import { anIssued, aTerm } from './documents/server/testing.ts'
import {
  cancelMeeting,
  freezeMinutes,
  getMinutes,
  listMeetings,
  noteVotes,
  openVoteIn,
  planMeeting,
  recordEvent,
} from './meetings/server/index.ts'
import { anOfficer, aPerson } from './members/server/testing.ts'
import { addEvents, applyDraft, openDraft, undoDraft } from './restructuring/server/index.ts'
import { aTree, aUnit, type SmallTree } from './units/server/testing.ts'
import { cancelVote, choose, closeVote, getVote, listVotes } from './voting/server/index.ts'
import { aCastBallot, aDrawnBallot, anOpenVote, startCastingAs } from './voting/server/testing.ts'

const app = useApp()
const day = '2026-06-01'
let tree: SmallTree
let chief: Actor
let oldBranch: string
let otherBranch: string
let before: Actor & { personId: string }
let members: string[]

beforeEach(async () => {
  app.setNow('2026-05-20T12:00:00Z')
  const database = app.testDatabase
  tree = await aTree(database)
  chief = await anOfficer(database, tree.province, 'province_secretary')
  const branch = (name: string) =>
    aUnit(database, { type: 'village_branch', parentId: tree.commune, name })
  oldBranch = await branch('Chi đoàn thôn Há Chế')
  otherBranch = await branch('Chi đoàn thôn Sà Lủng')
  before = await anOfficer(database, oldBranch, 'branch_secretary')
  members = []
  for (const name of ['Ly Thị Chở', 'Sùng Mí Pó'])
    members.push(await aPerson(database, { unitId: oldBranch, name }))
})

const as = (actor: Actor) => asking(app, actor)

/** Both branches become one on 1 June; answers the new one, its secretary, and how it is taken back. */
async function reform() {
  app.setNow('2026-06-15T12:00:00Z')
  const [into, draftId] = [uuidv7(), uuidv7()]
  await app.run(as(chief), openDraft, {
    id: draftId,
    title: 'Sáp nhập hai chi đoàn',
    decisionNo: '12-QĐ/TĐTN',
    effectiveOn: day,
    scopeIds: [tree.commune],
  })
  const bodies = [
    {
      kind: 'found',
      unitId: into,
      type: 'village_branch',
      name: 'Chi đoàn thôn Há Lủng',
      parentId: tree.commune,
    },
    { kind: 'merge', from: [oldBranch, otherBranch], into },
  ]
  await app.run(as(chief), addEvents, {
    draftId,
    events: bodies.map((body) => ({ id: uuidv7(), body })),
  })
  await app.run(as(chief), applyDraft, { draftId })
  return {
    into,
    after: await anOfficer(app.testDatabase, into, 'branch_secretary'),
    draftId,
  }
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  )

const plan = async (on: string, title: string) => {
  const id = uuidv7()
  await app.run(as(before), planMeeting, {
    id,
    unitId: oldBranch,
    template: 'monthly',
    title,
    heldOn: on,
    startsAt: '19:00',
    mode: 'in_person',
  })
  return id
}

test('a vote still open when its unit ends is closed by who runs the successor’s meetings, ballots and roll as they were', async () => {
  const everyone = [before.personId, ...members]
  const secret = await anOpenVote(app, before, { unitId: oldBranch, personIds: everyone })
  const drawn = await aDrawnBallot(app, { ...before }, secret)
  const other = await aDrawnBallot(app, { ...person(members[0] ?? '') }, secret)
  await startCastingAs(app, before, secret)
  await aCastBallot(app, drawn, 'approve')
  const named = await anOpenVote(app, before, {
    unitId: oldBranch,
    personIds: everyone,
    method: 'open',
  })
  await app.run(as(before), choose, {
    voteId: named,
    personId: before.personId,
    choice: 'against',
  })
  const dropped = await anOpenVote(app, before, { unitId: oldBranch, personIds: everyone })
  const { into, after } = await reform()

  // Who chaired the old unit reads it still and turns nothing; a ballot that was handed out still counts.
  expect(await refusal(app.run(as(before), closeVote, { voteId: secret }))).not.toBe('done')
  await aCastBallot(app, other, 'approve')
  const { outcome } = await app.run(as(after), closeVote, { voteId: secret })
  expect(outcome.tally.approve).toBe(2)
  const counted = await app.run(as(after), closeVote, { voteId: named })
  expect(counted.outcome.tally).toMatchObject({ approve: 0, against: 1 })
  expect(await refusal(app.run(as(after), cancelVote, { voteId: dropped }))).toBe('done')
  // It was the old branch's vote and is called so.
  expect(await app.read(as(after), (ctx) => getVote(ctx, named))).toMatchObject({
    unitId: into,
    unitName: 'Chi đoàn thôn Há Chế',
  })
  const then = { on: undefined, view: 'then' } as const
  const ofOld = await app.read(as(chief), (ctx) =>
    listVotes(ctx, { unitId: oldBranch, moment: then }),
  )
  expect(ofOld.map(({ id }) => id).sort()).toEqual([secret, named, dropped].sort())
})

test('taken back, a reform hands an open vote back with its roll', async () => {
  const vote = await anOpenVote(app, before, {
    unitId: oldBranch,
    personIds: [before.personId, ...members],
    method: 'open',
  })
  const { after, draftId } = await reform()
  // Nobody has come to the new branch yet.
  for (const table of ['access.role', 'members.membership'])
    await app.testDatabase.ownerPool.query(`delete from ${table} where person_id = $1`, [
      after.personId,
    ])
  await app.testDatabase.ownerPool.query('update members.person set unit_id = $1 where id = $2', [
    oldBranch,
    after.personId,
  ])
  await app.run(as(chief), undoDraft, { draftId })
  const { rows } = await app.testDatabase.ownerPool.query(
    `select v.unit_id, v.held_by, array_agg(distinct e.unit_id) as roll from voting.vote v
       join voting.elector e on e.vote_id = v.id where v.id = $1 group by 1, 2`,
    [vote],
  )
  expect(rows).toEqual([{ unit_id: oldBranch, held_by: null, roll: [oldBranch] }])
})

test('a coming meeting is the successor’s to hold or call off; minutes that were open are finished there, under the old name', async () => {
  const coming = await plan('2026-06-28', 'Sinh hoạt tháng 6')
  const dropped = await plan('2026-06-29', 'Sinh hoạt chuyên đề')
  const begun = await plan('2026-05-20', 'Sinh hoạt tháng 5')
  const all = [before.personId, ...members]
  const say = (actor: Actor, body: object) =>
    app.run(as(actor), recordEvent, { id: uuidv7(), body } as never)
  await say(before, {
    type: 'opened',
    meetingId: begun,
    chairId: before.personId,
    secretaryId: members[0],
    roster: all,
  })
  for (const personId of all)
    await say(before, { type: 'attended', meetingId: begun, personId, method: 'roster' })
  const { rows: items } = await app.testDatabase.ownerPool.query(
    'select id from meetings.agenda_item where meeting_id = $1 order by position limit 1',
    [begun],
  )
  const voteId = uuidv7()
  await app.run(as(before), openVoteIn, {
    id: voteId,
    meetingId: begun,
    itemId: items[0].id,
    question: 'Nghị quyết tháng 5',
    method: 'open',
  })
  await app.run(as(before), choose, { voteId, personId: before.personId, choice: 'approve' })
  const { into, after } = await reform()

  const listed = await app.read(as(after), (ctx) => listMeetings(ctx, { when: 'coming' }))
  expect(listed.meetings.map(({ id, mayRun }) => [id, mayRun])).toEqual([
    [coming, true],
    [dropped, true],
  ])
  expect(listed.meetings[0]?.unitName).toBe('Chi đoàn thôn Há Lủng')
  await app.run(as(after), cancelMeeting, { meetingId: dropped, reason: 'Chi đoàn đã sáp nhập' })
  // Everybody of the new branch is entitled to the coming meeting.
  await say(after, {
    type: 'opened',
    meetingId: coming,
    chairId: after.personId,
    secretaryId: members[0],
    roster: [after.personId, ...all],
  })
  await say(after, { type: 'closed', meetingId: coming })

  expect(await refusal(say(before, { type: 'closed', meetingId: begun }))).not.toBe('done')
  await app.run(as(after), closeVote, { voteId })
  await app.run(as(after), noteVotes, { meetingId: begun })
  await say(after, { type: 'closed', meetingId: begun })
  await app.run(as(after), freezeMinutes, { meetingId: begun, basedOn: 0 })
  const minutes = await app.read(as(after), (ctx) => getMinutes(ctx, begun))
  expect(minutes.meeting).toMatchObject({
    unitId: into,
    heldBy: oldBranch,
    unitName: 'Chi đoàn thôn Há Chế',
  })
  expect(minutes.text).toContain('Có mặt: 3/3')
  expect(minutes.text).toContain('Nghị quyết tháng 5 – tán thành 1')
  // Somebody who was in the other branch then was not at this meeting, and does not read it.
  const stranger = await aPerson(app.testDatabase, { unitId: otherBranch, name: 'Giàng A Dính' })
  await expect(
    app.read(as({ ...before, personId: stranger } as Actor), (ctx) => getMinutes(ctx, begun)),
  ).rejects.toMatchObject({ status: 404 })
})

test('what was finished stays where it was, and is read by who came after, not changed', async () => {
  const past = await plan('2026-05-20', 'Sinh hoạt tháng 5')
  await app.run(as(before), recordEvent, {
    id: uuidv7(),
    body: { type: 'closed', meetingId: past },
  } as never)
  await app.run(as(before), freezeMinutes, { meetingId: past, basedOn: 0 })
  const { after } = await reform()
  const minutes = await app.read(as(after), (ctx) => getMinutes(ctx, past))
  expect(minutes.meeting).toMatchObject({ unitId: oldBranch, heldBy: oldBranch, mayRun: false })
  const neighbour = await anOfficer(app.testDatabase, tree.otherBranch, 'branch_secretary')
  expect(await refusal(app.read(as(neighbour), (ctx) => getMinutes(ctx, past)))).toBe(
    'meetings.not_found',
  )
})

test('an unread paper reaches the successor once, whatever many units it was sent to; what was read stays where it was read', async () => {
  const sender = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  await aTerm(app.testDatabase, { unitId: tree.province })
  const send = async (subject: string) => {
    const { id } = await anIssued(app, as(sender), tree.commune, { subject, on: '2026-05-20' })
    await app.run(as(sender), distributeDocument, {
      documentId: id,
      unitIds: [oldBranch, otherBranch],
    })
    return id
  }
  const unread = await send('Chưa ai đọc')
  const read = await send('Một bên đã đọc')
  await app.run(as(before), openDocument, { documentId: read })
  const { into, after } = await reform()
  const deliveries = async (documentId: string) =>
    (
      await app.testDatabase.ownerPool.query(
        'select unit_id, read_at is not null as is_read from documents.delivery where document_id = $1',
        [documentId],
      )
    ).rows
  const inbox = await app.read(as(after), (ctx) => listInbox(ctx, { unitId: into }))
  expect(inbox.rows.map(({ id }) => id).sort()).toEqual([unread, read].sort())
  expect((await deliveries(unread)).filter(({ unit_id }) => unit_id === into)).toHaveLength(1)
  expect(await deliveries(read)).toEqual(
    expect.arrayContaining([
      { unit_id: oldBranch, is_read: true },
      { unit_id: into, is_read: false },
    ]),
  )
  await app.run(as(after), openDocument, { documentId: unread })
  expect((await app.read(as(after), (ctx) => findOwnDelivery(ctx, unread)))?.readAt).toBeInstanceOf(
    Date,
  )
  expect(await app.read(as(after), (ctx) => getDocument(ctx, read))).toMatchObject({ id: read })
  const neighbour = await anOfficer(app.testDatabase, tree.otherBranch, 'branch_secretary')
  expect(await refusal(app.read(as(neighbour), (ctx) => getDocument(ctx, read)))).toBe(
    'documents.not_found',
  )
})
