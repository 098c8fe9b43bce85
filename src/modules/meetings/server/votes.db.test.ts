import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAssignmentsOf } from '#modules/assignments/server/index.ts'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { findRequestsOf } from '#modules/signing/server/index.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { choose, closeVote } from '#modules/voting/server/index.ts'
import { runCommand } from '#platform/server/command.ts'
import type { Actor, Asking } from '#platform/server/context.ts'
import { openFileStore } from '#platform/server/files/store.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingEventBody } from '../events.ts'
import {
  freezeMinutes,
  getMeeting,
  getMinutes,
  noteVotes,
  openVoteIn,
  recordEvent,
  signMinutes,
} from './index.ts'
import { storeEvents } from './records/store-events.ts'
import { aMeeting } from './testing.ts'

const app = useApp({ now: '2026-06-15T14:00:00Z' })
let tree: SmallTree
let secretary: Actor & { personId: string }
let members: string[]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-minutes-'))
  tree = await aTree(app.testDatabase)
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  members = []
  for (const name of ['Ly Thị Chở', 'Sùng Mí Pó'])
    members.push(await aPerson(app.testDatabase, { unitId: tree.branch, name }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const as = (actor: Actor): Asking => asking(app, actor)
const run = (actor: Actor, command: Parameters<typeof runCommand>[2], input: unknown) =>
  runCommand(
    {
      database: app.database.kysely,
      outbox: app.tasks,
      sealer: app.sealer,
      config: app.config,
      files: openFileStore(folder),
    },
    as(actor),
    command,
    input,
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  )

/** A meeting under way with everybody present. */
async function underWay() {
  const { id: meetingId, itemId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const all = [secretary.personId, ...members]
  const bodies: MeetingEventBody[] = [
    {
      type: 'opened',
      meetingId,
      chairId: secretary.personId,
      secretaryId: members[0] ?? '',
      roster: all,
    },
    ...all.map(
      (personId): MeetingEventBody => ({ type: 'attended', meetingId, personId, method: 'roster' }),
    ),
  ]
  for (const body of bodies) await run(secretary, recordEvent, { id: uuidv7(), body })
  return { meetingId, itemId }
}

test('a vote by name is opened for those present, and its numbers come into the minutes from the vote alone', async () => {
  const { meetingId, itemId } = await underWay()
  const voteId = uuidv7()
  const vote = { id: voteId, meetingId, itemId, question: 'Nghị quyết tháng 7', method: 'open' }
  expect(await refusal(run(person(members[0] ?? ''), openVoteIn, vote))).toBe('forbidden')
  await run(secretary, openVoteIn, vote)
  await run(secretary, openVoteIn, vote)
  const give = (personId: string, choice: string) =>
    run(person(personId), choose, { voteId, personId, choice })
  await give(members[0] ?? '', 'approve')
  await give(members[1] ?? '', 'against')
  await run(secretary, choose, { voteId, personId: secretary.personId, choice: 'approve' })
  await run(secretary, closeVote, { voteId })
  // Nobody writes a result themselves, from the page or from a phone.
  const forged = {
    type: 'voted',
    meetingId,
    itemId,
    voteId,
    question: 'Nghị quyết tháng 7',
    for: 3,
    against: 0,
  }
  expect(await refusal(run(secretary, recordEvent, { id: uuidv7(), body: forged }))).toBe('invalid')
  await run(secretary, noteVotes, { meetingId })
  await run(secretary, noteVotes, { meetingId })
  const { events, text } = await app.read(as(secretary), (ctx) => getMinutes(ctx, meetingId))
  expect(text).toContain(
    'Nghị quyết tháng 7 – tán thành 2, không tán thành 1, không có ý kiến 0; có mặt 3/3, cần 2 tán thành: được thông qua',
  )
  // And nobody takes it back.
  const noted = events.find(({ body }) => body.type === 'voted')
  await run(secretary, recordEvent, {
    id: uuidv7(),
    body: { type: 'retracted', meetingId, eventId: noted?.id },
  })
  const after = await app.read(as(secretary), (ctx) => getMinutes(ctx, meetingId))
  expect(after.text).toBe(text)
})

test('frozen minutes become a paper that secretary and chair are asked to sign, once, and its tasks reach their owners', async () => {
  const { meetingId, itemId } = await underWay()
  const say = (body: MeetingEventBody) => run(secretary, recordEvent, { id: uuidv7(), body })
  await say({
    type: 'assigned',
    meetingId,
    itemId,
    title: 'Mượn cuốc xẻng',
    ownerId: members[1] ?? '',
    dueOn: '2026-06-30',
  })
  await say({ type: 'closed', meetingId })
  const tasks = () => app.read(as(secretary), (ctx) => listAssignmentsOf(ctx, meetingId))
  expect((await tasks()).map(({ title, ownerId }) => [title, ownerId])).toEqual([
    ['Mượn cuốc xẻng', members[1]],
  ])
  const sign = () => refusal(run(secretary, signMinutes, { id: uuidv7(), meetingId }))
  expect(await sign()).toBe('meetings.minutes_open')
  await run(secretary, freezeMinutes, { meetingId, basedOn: 0 })
  expect(await tasks()).toHaveLength(1)
  expect(await sign()).toBe('done')
  expect(await sign()).toBe('done')
  const meeting = await app.read(as(secretary), (ctx) => getMeeting(ctx, meetingId))
  const request = (await app.read(as(secretary), (ctx) => findRequestsOf(ctx, [meetingId]))).get(
    meetingId,
  )
  expect(request).toMatchObject({ id: meeting.signingRequestId, sha256: meeting.frozenSha256 })
  const { rows } = await app.testDatabase.ownerPool.query(
    'select person_id from signing.signer where request_id = $1 order by position',
    [meeting.signingRequestId],
  )
  expect(rows.map((row) => row.person_id)).toEqual([members[0], secretary.personId])
  const pdf = await openFileStore(folder).read(meeting.frozenSha256 ?? '')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})

test('who is entitled but runs nothing cannot store a result either, by whatever way', async () => {
  const { meetingId, itemId } = await underWay()
  const member = person(members[0] ?? '')
  const body: MeetingEventBody = {
    type: 'voted',
    meetingId,
    itemId,
    voteId: uuidv7(),
    question: 'x',
    isSecret: false,
    entitled: 3,
    present: 3,
    for: 3,
    against: 0,
    abstain: 0,
    invalid: 0,
    need: 2,
    isCarried: true,
  }
  const answers = await app.read(as(member), (ctx) =>
    storeEvents(ctx, [
      {
        id: uuidv7(),
        deviceId: null,
        seq: null,
        happenedAt: ctx.now(),
        happenedOn: ctx.today,
        body,
      },
    ]),
  )
  expect([...answers.values()]).toEqual([{ status: 'refused', reason: 'forbidden' }])
})
