import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Actor, Asking } from '#platform/server/context.ts'
import { openSyncInbox } from '#platform/server/sync/receive-batch.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingEvent, MeetingEventBody } from '../events.ts'
import { writeMinutes } from '../minutes.ts'
import { stateOf } from '../state.ts'
import { templates } from '../templates.ts'
import { checkMyselfIn, excuseMyself, meetingEvents, recordEvent, roomCode } from './index.ts'
import { loadMeeting } from './plan.ts'
import { aMeeting } from './testing.ts'

const app = useApp({ now: '2026-06-15T14:00:00Z' })
const inbox = openSyncInbox(testSecret, [meetingEvents])
let tree: SmallTree
let secretary: Actor & { personId: string }
let people: string[]

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  people = []
  for (const name of ['Vàng Mí Già', 'Ly Thị Chở', 'Sùng Mí Pó', 'Thò Thị Dính', 'Giàng Mí Sính'])
    people.push(await aPerson(app.testDatabase, { unitId: tree.branch, name }))
})

const as = (actor: Actor): Asking => asking(app, actor)
const record = (actor: Actor, body: MeetingEventBody, id = uuidv7()) =>
  app.run(as(actor), recordEvent, { id, body })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  )
const opening = (meetingId: string): MeetingEventBody => ({
  type: 'opened',
  meetingId,
  chairId: secretary.personId,
  secretaryId: people[0] ?? '',
  roster: [secretary.personId, ...people],
})

/** Records of a phone on which a branch met without a network: nobody had planned it. */
function offlineMeeting() {
  const meetingId = uuidv7()
  const deviceId = crypto.randomUUID()
  const agenda = templates.monthly.items.map((item) => ({
    id: uuidv7(),
    title: item.title(),
    kind: item.kind,
    presenter: null,
  }))
  const itemId = agenda[3]?.id ?? ''
  const [one = '', two = '', three = ''] = people
  const bodies: MeetingEventBody[] = [
    {
      type: 'started',
      unitId: tree.branch,
      kind: 'branch',
      title: 'Sinh hoạt chi đoàn tháng 6',
      place: 'Nhà trưởng thôn',
      agenda,
    },
    opening(meetingId),
    ...[secretary.personId, one, two, three].map(
      (personId): MeetingEventBody => ({ type: 'attended', meetingId, personId, method: 'roster' }),
    ),
    { type: 'excused', meetingId, personId: people[3] ?? '', reason: 'đi học ở tỉnh' },
    { type: 'guest', meetingId, name: 'Ông Vàng Mí Tủa, trưởng thôn' },
    { type: 'item_started', meetingId, itemId },
    { type: 'opinion', meetingId, itemId, personId: two, text: 'Cần sửa đường vào thôn.' },
    {
      type: 'hands',
      meetingId,
      itemId,
      question: 'Dọn đường ngày 20/6',
      for: 3,
      against: 0,
      abstain: 1,
    },
    { type: 'decision', meetingId, itemId, text: 'Cả chi đoàn dọn đường ngày 20/6.' },
    {
      type: 'assigned',
      meetingId,
      itemId,
      title: 'Mượn cuốc',
      ownerId: three,
      dueOn: '2026-06-19',
    },
    { type: 'left', meetingId, personId: one },
    { type: 'closed', meetingId },
  ]
  const records = bodies.map((body, index) => ({
    id: index === 0 ? meetingId : uuidv7(),
    seq: index + 1,
    kind: 'meetings.event',
    happenedAt: new Date(Date.parse('2026-06-15T12:00:00Z') + index * 60_000).toISOString(),
    body,
  }))
  return { meetingId, deviceId, records }
}
type Offline = ReturnType<typeof offlineMeeting>

const send = (
  { deviceId }: Pick<Offline, 'deviceId'>,
  records: Offline['records'],
  actor: Actor = secretary,
) => inbox.receive(app, as(actor), { device: { id: deviceId }, records })

/** The minutes as the phone wrote them that held the meeting. */
async function onThePhone({ meetingId, deviceId, records }: Offline): Promise<string> {
  const { plan } = await app.read(as(secretary), (ctx) => loadMeeting(ctx, meetingId))
  const events: MeetingEvent[] = records.map(({ id, seq, happenedAt, body }) => ({
    id,
    seq,
    happenedAt,
    deviceId,
    body,
  }))
  return writeMinutes(plan, events)
}

test('a meeting held without a network arrives whole and in order, in whatever batches, repeats and order it comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(1000), { minLength: 15, maxLength: 15 }),
      fc.nat(20),
      async (sizes, order, repeated) => {
        const meeting = offlineMeeting()
        const shuffled = meeting.records
          .map((one, index) => ({ one, by: order[index] ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one)
        const queue = [...shuffled, ...shuffled.slice(0, repeated)]
        for (let round = 0; queue.length > 0; round++) {
          const batch = queue.splice(0, sizes[round % sizes.length])
          const answer = await send(meeting, batch)
          expect(answer.results.filter(({ status }) => status === 'refused')).toEqual([])
        }
        const {
          plan,
          events,
          meeting: row,
        } = await app.read(as(secretary), (ctx) => loadMeeting(ctx, meeting.meetingId))
        expect(events).toHaveLength(meeting.records.length)
        expect(row.state).toBe('closed')
        expect(writeMinutes(plan, events)).toBe(await onThePhone(meeting))
        expect(writeMinutes(plan, events)).toContain('cần 4/6, có mặt 4')
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)

test('who does not run the branch’s meetings can neither begin one on a phone nor write into one', async () => {
  const meeting = offlineMeeting()
  const [start, ...rest] = meeting.records
  const stranger = await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary')
  const began = await send(meeting, start ? [start] : [], stranger)
  expect(began.results).toMatchObject([{ status: 'refused', reason: 'forbidden' }])
  await send(meeting, start ? [start] : [])
  // Somebody else's meeting is not there for them: what speaks of it waits for ever.
  const wrote = await send({ deviceId: crypto.randomUUID() }, rest.slice(0, 3), stranger)
  expect(wrote.results.every(({ status }) => status === 'stored')).toBe(true)
  const member = person(people[1] ?? '')
  const own = await send({ deviceId: crypto.randomUUID() }, rest.slice(4, 8), member)
  expect(own.results.map(({ reason }) => reason)).toEqual(Array(4).fill('forbidden'))
  const { events } = await app.read(as(secretary), (ctx) => loadMeeting(ctx, meeting.meetingId))
  expect(events.map(({ body }) => body.type)).toEqual(['started'])
})

test('an id that comes again with another content is refused, and what was stored stands', async () => {
  const meeting = offlineMeeting()
  await send(meeting, meeting.records)
  const decided = meeting.records.find(({ body }) => body.type === 'decision')
  if (!decided) throw new Error('no decision')
  const forged = {
    ...decided,
    body: { ...decided.body, text: 'Không dọn nữa.' } as MeetingEventBody,
  }
  const answer = await send(meeting, [forged])
  expect(answer.results).toMatchObject([
    { status: 'refused', reason: 'sync.changed_after_storing' },
  ])
  const body = { ...decided.body, text: 'Không dọn nữa.' } as MeetingEventBody
  expect(await refusal(record(secretary, body, decided.id))).not.toBe('done')
  const { plan, events } = await app.read(as(secretary), (ctx) =>
    loadMeeting(ctx, meeting.meetingId),
  )
  expect(writeMinutes(plan, events)).not.toContain('Không dọn nữa')
})

test('at the server a meeting goes from its opening to its end, and refuses what cannot be', async () => {
  const { id: meetingId, itemId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const say = (body: MeetingEventBody) => refusal(record(secretary, body))
  const stranger = await aPerson(app.testDatabase, { unitId: tree.otherBranch })
  expect(await say({ type: 'decision', meetingId, itemId, text: 'x' })).toBe('meetings.not_open')
  expect(await say(opening(meetingId))).toBe('done')
  const attended = (personId: string) =>
    say({ type: 'attended', meetingId, personId, method: 'roster' })
  expect(await attended(stranger)).toBe('meetings.not_on_roster')
  expect(await attended(people[0] ?? '')).toBe('done')
  const forged = { type: 'attended', meetingId, personId: people[1] ?? '', method: 'card' } as const
  expect(await say({ ...forged, card: 'XK1.x.y.z' })).toBe('meetings.card_invalid')
  const hands = { type: 'hands', meetingId, itemId, question: 'x', against: 0, abstain: 0 } as const
  expect(await say({ ...hands, for: 2 })).toBe('meetings.too_many_hands')
  expect(await say({ ...hands, for: 1 })).toBe('done')
  expect(await say({ type: 'item_started', meetingId, itemId: uuidv7() })).toBe(
    'meetings.item_not_found',
  )
  const id = uuidv7()
  const closed: MeetingEventBody = { type: 'closed', meetingId }
  expect(await refusal(record(secretary, closed, id))).toBe('done')
  expect(await refusal(record(secretary, closed, id))).toBe('done')
  const { meeting } = await app.read(as(secretary), (ctx) => loadMeeting(ctx, meetingId))
  expect(meeting.state).toBe('closed')
  await record(secretary, { type: 'retracted', meetingId, eventId: id })
  const again = await app.read(as(secretary), (ctx) => loadMeeting(ctx, meetingId))
  expect(again.meeting.state).toBe('open')
})

test('a member attends by the code of the room for a minute and a half, online where the meeting is, and only for themselves', async () => {
  const { id: meetingId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const member = person(people[2] ?? '')
  const comeIn = (who: Actor, code?: string) =>
    refusal(app.run(as(who), checkMyselfIn, { id: uuidv7(), meetingId, code }))
  const code = await app.read(as(secretary), async (ctx) => roomCode(ctx, meetingId))
  const elsewhere = await app.read(as(secretary), async (ctx) => roomCode(ctx, uuidv7()))
  expect(await comeIn(member)).toBe('meetings.not_online')
  expect(await comeIn(member, elsewhere)).toBe('meetings.code_wrong')
  app.setNow('2026-06-15T14:03:00Z')
  expect(await comeIn(member, code)).toBe('meetings.code_wrong')
  app.setNow('2026-06-15T14:01:10Z')
  expect(await comeIn(member, code)).toBe('done')
  expect(await comeIn(member, code)).toBe('done')
  const outsider = person(await aPerson(app.testDatabase, { unitId: tree.foreignBranch }))
  expect(await comeIn(outsider, code)).toBe('meetings.not_found')
  app.setNow('2026-06-15T14:00:00Z')
  const { plan, events } = await app.read(as(member), (ctx) => loadMeeting(ctx, meetingId))
  expect([...stateOf(plan, events).presence.keys()]).toEqual([people[2]])
  const mixed = await aMeeting(app.testDatabase, { unitId: tree.branch, mode: 'mixed' })
  const online = { id: uuidv7(), meetingId: mixed.id }
  expect(await refusal(app.run(as(member), checkMyselfIn, online))).toBe('meetings.not_begun')
  await record(secretary, opening(mixed.id))
  expect(await refusal(app.run(as(member), checkMyselfIn, online))).toBe('done')
  expect(
    await refusal(
      app.run(as(person(people[4] ?? '')), excuseMyself, {
        id: uuidv7(),
        meetingId: mixed.id,
        reason: 'Con ốm',
      }),
    ),
  ).toBe('done')
})

test('behind the command, the database lets nobody write for others or into the past', async () => {
  const { id: meetingId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const member = person(people[2] ?? '')
  const insert = async (who: Actor, fields: { type: string; subject: string; body: object }) => {
    const client = await app.testDatabase.ownerPool.connect()
    try {
      await client.query('begin')
      await client.query('set local role xungkich_app')
      await client.query(
        `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true)`,
        [who.personId, who.accountId],
      )
      const { type, subject, body } = fields
      await client.query(
        `insert into meetings.event (id, meeting_id, unit_id, type, subject_id, body, happened_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, now(), $7)`,
        [uuidv7(), meetingId, tree.branch, type, subject, body, who.personId],
      )
      return 'done'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const me = member.personId ?? ''
  const code = { method: 'code' }
  expect(await insert(member, { type: 'attended', subject: me, body: code })).toBe('done')
  expect(await insert(member, { type: 'attended', subject: me, body: { method: 'roster' } })).toBe(
    '42501',
  )
  expect(await insert(member, { type: 'attended', subject: people[0] ?? '', body: code })).toBe(
    '42501',
  )
  expect(await insert(member, { type: 'decision', subject: me, body: {} })).toBe('42501')
})
