import fc from 'fast-check'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingEvent, MeetingEventBody } from '../events.ts'
import type { MeetingPlan } from '../plan.ts'
import type { Rule } from '../quorum.ts'

type Unplaced<Body> = Body extends { meetingId: string } ? Omit<Body, 'meetingId'> : never
/** What happened, without saying in which meeting. */
export type Happening = Unplaced<MeetingEventBody>

const rule = (purpose: Rule['purpose'], fields: Partial<Rule>): Rule => ({
  id: purpose,
  kind: 'branch',
  purpose,
  numerator: 2,
  denominator: 3,
  isStrict: false,
  base: 'entitled',
  lessExcused: false,
  source: 'x',
  validFrom: '2020-01-01',
  validTo: null,
  ...fields,
})

/** A branch of so many members who meet on 15 June 2026, with two points on the agenda. */
export const aPlan = (members: number): MeetingPlan => ({
  id: 'm',
  unitId: 'u',
  unitName: 'Chi đoàn thôn Pả Vi Hạ',
  parentName: 'Đoàn xã Pả Vi',
  kind: 'branch',
  title: 'Sinh hoạt chi đoàn tháng 6',
  heldOn: '2026-06-15',
  startsAt: '2026-06-15T12:00:00.000Z',
  place: 'Nhà văn hóa thôn',
  mode: 'in_person',
  chairId: null,
  secretaryId: null,
  agenda: [0, 1].map((index) => ({
    id: `i${index}`,
    title: `Nội dung ${index}`,
    kind: 'discussion',
  })),
  roster: Array.from({ length: members }, (_, index) => ({
    personId: `p${index}`,
    name: `Người ${index}`,
  })),
  rules: [
    rule('quorum', {}),
    rule('resolution', { numerator: 1, denominator: 2, isStrict: true, base: 'present' }),
  ],
})

/** Events of one phone, a minute apart, from 19:00 on. */
export const happened = (
  plan: MeetingPlan,
  bodies: readonly Happening[],
  fromMinute = 0,
): MeetingEvent[] =>
  bodies.map((body, index) => ({
    id: uuidv7(Date.parse(plan.startsAt) + index),
    happenedAt: new Date(Date.parse(plan.startsAt) + (fromMinute + index) * 60_000).toISOString(),
    deviceId: 'phone',
    seq: fromMinute + index + 1,
    body: { ...body, meetingId: plan.id } as MeetingEventBody,
  }))

const members = 6
const personId = fc.integer({ min: 0, max: members - 1 }).map((index) => `p${index}`)
const itemId = fc.constantFrom('i0', 'i1', 'added', 'unknown')
const words = fc.constantFrom('Nhất trí.', 'Nên hoãn.', 'Giao đồng chí phụ trách.')
const hands = fc.integer({ min: 0, max: 4 })

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    type: fc.constant('opened' as const),
    chairId: personId,
    secretaryId: personId,
    roster: fc.subarray(
      Array.from({ length: members }, (_, index) => `p${index}`),
      {
        minLength: 2,
      },
    ),
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('attended' as const),
      personId,
      method: fc.constantFrom(
        'roster' as const,
        'card' as const,
        'code' as const,
        'online' as const,
      ),
    }),
  },
  fc.record({ type: fc.constant('left' as const), personId }),
  fc.record({ type: fc.constant('excused' as const), personId, reason: words }),
  fc.record({ type: fc.constant('guest' as const), name: words }),
  fc.record({ type: fc.constant('item_started' as const), itemId }),
  fc.record({ type: fc.constant('item_ended' as const), itemId }),
  fc.constant({
    type: 'item_added' as const,
    item: { id: 'added', title: 'Phát sinh', kind: 'discussion' as const },
  }),
  fc.record({ type: fc.constant('opinion' as const), itemId, personId, text: words }),
  fc.record({
    type: fc.constant('hands' as const),
    itemId,
    question: words,
    for: hands,
    against: hands,
    abstain: hands,
  }),
  fc.record({ type: fc.constant('decision' as const), itemId, text: words }),
  fc.record({
    type: fc.constant('assigned' as const),
    itemId,
    title: words,
    ownerId: personId,
    dueOn: fc.constant('2026-07-01'),
  }),
  fc.constant({ type: 'closed' as const }),
)

/** Any meeting, however odd: two phones and the server, clocks that jump, things retracted. */
export const anyMeeting = fc
  .array(
    fc.record({
      happening,
      device: fc.constantFrom('one', 'two', null),
      minute: fc.integer({ min: -30, max: 120 }),
      retracts: fc.option(fc.nat(40), { freq: 8 }),
    }),
    { maxLength: 40 },
  )
  .map((made) => {
    const plan = aPlan(members)
    const numbers = new Map<string, number>()
    const events: MeetingEvent[] = []
    for (const [index, { happening: body, device, minute, retracts }] of made.entries()) {
      const seq = device === null ? null : (numbers.get(device) ?? 0) + 1
      if (device !== null && seq !== null) numbers.set(device, seq)
      const target = retracts === null ? undefined : events[retracts % Math.max(1, events.length)]
      events.push({
        id: `e${String(index).padStart(3, '0')}`,
        happenedAt: new Date(Date.parse(plan.startsAt) + minute * 60_000).toISOString(),
        deviceId: device,
        seq,
        body: (target
          ? { type: 'retracted', meetingId: 'm', eventId: target.id }
          : { ...body, meetingId: 'm' }) as MeetingEventBody,
      })
    }
    return { plan, events }
  })
