import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  completeAssignment,
  giveAssignment,
  listAssignmentsOf,
} from '#modules/assignments/server/index.ts'
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
  openElectionIn,
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

test('an election of two out of three is opened on a point, and the minutes say who got how many votes and who is elected', async () => {
  const { meetingId, itemId } = await underWay()
  const voteId = uuidv7()
  const election = {
    id: voteId,
    meetingId,
    itemId,
    title: 'Bầu ban chấp hành chi đoàn',
    method: 'open',
    seats: 2,
    candidates: [{ name: 'Ly Thị Chở' }, { name: 'Sùng Mí Pó' }, { name: 'Giàng A Dính' }],
    rule: 'election_present',
  }
  const open = (input: object, actor: Actor = secretary) =>
    refusal(run(actor, openElectionIn, { ...election, ...input }))
  expect(await open({}, person(members[0] ?? ''))).toBe('forbidden')
  // A rule of motions elects nobody; fewer candidates than seats are no election.
  expect(await open({ rule: 'resolution' })).toBe('meetings.no_election_rule')
  expect(await open({ seats: 4 })).toBe('invalid')
  expect(await open({ itemId: uuidv7() })).toBe('meetings.item_not_found')
  expect([await open({}), await open({})]).toEqual(['done', 'done'])
  const give = (personId: string, choice: string) =>
    run(person(personId), choose, { voteId, personId, choice })
  await give(members[0] ?? '', '1,2')
  await give(members[1] ?? '', '1,3')
  await run(secretary, choose, { voteId, personId: secretary.personId, choice: '1' })
  await run(secretary, closeVote, { voteId })
  // Nobody writes such a result themselves.
  const forged = { type: 'elected', meetingId, itemId, voteId, question: 'x', candidates: [] }
  expect(await refusal(run(secretary, recordEvent, { id: uuidv7(), body: forged }))).toBe('invalid')
  expect(await run(secretary, noteVotes, { meetingId })).toEqual({ noted: 1 })
  expect(await run(secretary, noteVotes, { meetingId })).toEqual({ noted: 0 })
  const { text } = await app.read(as(secretary), (ctx) => getMinutes(ctx, meetingId))
  expect(text).toContain(
    [
      'Bầu cử ghi tên: Bầu ban chấp hành chi đoàn – bầu 2 trong 3 người ứng cử; có mặt 3/3; phiếu hợp lệ 3, phiếu trắng 0, không hợp lệ 0; cần 2 phiếu để trúng cử.',
      '- Ly Thị Chở: 3 phiếu',
      '- Sùng Mí Pó: 1 phiếu',
      '- Giàng A Dính: 1 phiếu',
      'Trúng cử (1): Ly Thị Chở.',
      'Còn thiếu 1 người; có thể bầu tiếp trong số: Sùng Mí Pó, Giàng A Dính.',
    ].join('\n'),
  )
  // The next round stands on the same point and says after which it comes.
  const second = uuidv7()
  const round = {
    id: second,
    followsId: voteId,
    seats: 1,
    candidates: election.candidates.slice(1),
  }
  expect(await open(round)).toBe('done')
  const after = await app.read(as(secretary), (ctx) => getMinutes(ctx, meetingId))
  expect(after.text).toContain('Bầu ban chấp hành chi đoàn – chưa có kết quả.')
})

test('work of earlier meetings stands in the minutes of the next one, with what has come of it since', async () => {
  const unitId = tree.branch
  const give = async (title: string, dueOn: string) => {
    const id = uuidv7()
    await run(secretary, giveAssignment, { id, unitId, title, ownerId: members[0], dueOn })
    return id
  }
  const done = await give('Sơn lại nhà văn hóa', '2026-06-16')
  await give('Lập danh sách hộ', '2026-06-14')
  const first = await aMeeting(app.testDatabase, { unitId, on: '2026-06-10' })
  await run(secretary, recordEvent, {
    id: uuidv7(),
    body: { type: 'closed', meetingId: first.id },
  })
  await run(secretary, completeAssignment, { assignmentId: done, outcome: 'Sơn xong hai mặt' })
  const { meetingId } = await underWay()
  const tasksItem = uuidv7()
  await app.testDatabase.ownerPool.query(
    `insert into meetings.agenda_item (id, meeting_id, unit_id, position, title, kind)
     values ($1, $2, $3, 9, 'Kiểm điểm nhiệm vụ', 'tasks')`,
    [tasksItem, meetingId, unitId],
  )
  // What the page says of the work does not count: the server looks itself. Sent again it is the same.
  const id = uuidv7()
  const body = { type: 'item_started', meetingId, itemId: tasksItem, tasks: [] }
  await run(secretary, recordEvent, { id, body })
  await give('Sau khi đã kiểm điểm', '2026-07-30')
  await run(secretary, recordEvent, { id, body })
  const { text } = await app.read(as(secretary), (ctx) => getMinutes(ctx, meetingId))
  expect(text).toContain(
    [
      'Kiểm điểm nhiệm vụ',
      'Nhiệm vụ giao từ trước:',
      '- Lập danh sách hộ – Ly Thị Chở, hạn 14/06/2026: quá hạn, chưa xong',
    ].join('\n'),
  )
  expect(text).toContain(
    '- Sơn lại nhà văn hóa – Ly Thị Chở, hạn 16/06/2026: đã xong – Sơn xong hai mặt',
  )
  expect(text).not.toContain('Sau khi đã kiểm điểm')
})
