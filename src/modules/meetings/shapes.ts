import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { attendanceMethods } from './events.ts'
import { itemKinds, meetingKinds, meetingModes } from './plan.ts'
import { templateNames } from './templates.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((it) => it.normalize('NFC') || undefined)
    .optional()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
const count = z.coerce.number().int().min(0).max(10_000)
/** A time of day in Vietnam. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'clock_invalid' })

export const AgendaItemShape = z.object({
  id: z.uuid(),
  title: text(300),
  kind: z.enum(itemKinds),
  presenter: line(120).nullable(),
})

const FollowedTaskShape = z.object({
  id: z.uuid(),
  title: text(300),
  ownerName: z.string().max(200).nullable(),
  dueOn: Day,
  isOverdue: z.boolean(),
  state: z.enum(['open', 'done', 'cancelled']),
  outcome: z.string().max(2000).nullable(),
})

const at = { meetingId: z.uuid() }
const onItem = { ...at, itemId: z.uuid() }

/** Body of a record `meetings.event`, from a phone or from the meeting's page. */
export const MeetingEventShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    unitId: z.uuid(),
    kind: z.enum(meetingKinds),
    title: text(200),
    place: line(300),
    agenda: z.array(AgendaItemShape).max(50),
  }),
  z.object({
    type: z.literal('opened'),
    ...at,
    chairId: z.uuid(),
    secretaryId: z.uuid(),
    roster: z.array(z.uuid()).max(2000),
  }),
  z.object({
    type: z.literal('attended'),
    ...at,
    personId: z.uuid(),
    method: z.enum(attendanceMethods),
    card: z.string().max(400).optional(),
  }),
  z.object({ type: z.literal('left'), ...at, personId: z.uuid() }),
  z.object({ type: z.literal('excused'), ...at, personId: z.uuid(), reason: text(300) }),
  z.object({ type: z.literal('guest'), ...at, name: text(200) }),
  z.object({ type: z.literal('item_added'), ...at, item: AgendaItemShape }),
  z.object({
    type: z.literal('item_started'),
    ...onItem,
    tasks: z.array(FollowedTaskShape).max(300).optional(),
  }),
  z.object({ type: z.literal('item_ended'), ...onItem }),
  z.object({
    type: z.literal('opinion'),
    ...onItem,
    personId: z
      .uuid()
      .or(z.literal('').transform(() => undefined))
      .optional(),
    text: text(2000),
  }),
  z.object({
    type: z.literal('hands'),
    ...onItem,
    question: text(500),
    for: count,
    against: count,
    abstain: count,
    isAdmission: ticked.optional(),
  }),
  z.object({ type: z.literal('decision'), ...onItem, text: text(2000) }),
  z.object({
    type: z.literal('assigned'),
    ...onItem,
    title: text(300),
    ownerId: z.uuid(),
    dueOn: Day,
  }),
  z.object({ type: z.literal('closed'), ...at }),
  z.object({ type: z.literal('retracted'), ...at, eventId: z.uuid() }),
])

const MeetingFields = z.object({
  title: text(200),
  heldOn: Day,
  startsAt: Clock,
  endsAt: Clock.or(z.literal('').transform(() => undefined)).optional(),
  place: line(300),
  mode: z.enum(meetingModes),
  link: z
    .url({ protocol: /^https$/, error: 'meetings_link_invalid' })
    .max(500)
    .or(z.literal('').transform(() => undefined))
    .optional(),
  note: line(1000),
  chairId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  secretaryId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
})
const endsLater = (it: { startsAt: string; endsAt?: string | undefined }) =>
  !it.endsAt || it.endsAt > it.startsAt
const endsEarlier = { path: ['endsAt'], error: 'meetings_ends_before_start' }

export const PlanMeeting = MeetingFields.extend({
  id: z.uuid(),
  unitId: z.uuid(),
  template: z.enum(templateNames),
}).refine(endsLater, endsEarlier)
export const ChangeMeeting = MeetingFields.extend({ meetingId: z.uuid() }).refine(
  endsLater,
  endsEarlier,
)
export const OneMeeting = z.object({ meetingId: z.uuid() })
export const CancelMeeting = OneMeeting.extend({ reason: text(300) })

export const AddItem = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  title: text(300),
  kind: z.enum(itemKinds).default('discussion'),
  presenter: line(120),
})
export const ChangeItem = z.object({
  itemId: z.uuid(),
  meetingId: z.uuid(),
  title: text(300),
  presenter: line(120),
})
export const MoveItem = z.object({
  itemId: z.uuid(),
  meetingId: z.uuid(),
  to: z.enum(['up', 'down']),
})
export const OneItem = z.object({ itemId: z.uuid(), meetingId: z.uuid() })

export const RecordEvent = z.object({
  id: z.uuid(),
  happenedAt: z.iso.datetime({ offset: true }).optional(),
  body: MeetingEventShape,
})
export const OpenVoteIn = z.object({
  /** The vote's. */
  id: z.uuid(),
  meetingId: z.uuid(),
  itemId: z.uuid(),
  question: text(200),
  method: z.enum(['open', 'secret']),
  isAdmission: ticked,
})
export const OpenElectionIn = z
  .object({
    /** The vote's. */
    id: z.uuid(),
    meetingId: z.uuid(),
    itemId: z.uuid(),
    /** The election that this is a further round of. */
    followsId: z.uuid().optional(),
    title: text(200),
    method: z.enum(['open', 'secret']),
    seats: z.coerce.number().int().min(1).max(500),
    candidates: z.array(z.object({ name: text(200), note: line(200) })).max(500),
    /** Code of a rule of elections that holds today. */
    rule: z.string().max(100),
  })
  .refine((it) => it.candidates.length >= it.seats, {
    path: ['candidates'],
    error: 'voting_too_few_candidates',
  })
export const Excuse = z.object({ id: z.uuid(), meetingId: z.uuid(), reason: text(300) })
export const CheckMyselfIn = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  /** What the room's screen showed; without it one takes part at a distance. */
  code: z.string().max(80).optional(),
})

export const AttachPaper = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  itemId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  title: line(200),
  fileName: z.string().max(300),
  bytes: z.instanceof(Uint8Array),
  isConfidential: ticked,
})
export const OnePaper = z.object({ paperId: z.uuid() })

export const EditMinutes = z.object({
  meetingId: z.uuid(),
  /** On which text the edit stands; a newer one is a conflict. */
  basedOn: z.coerce.number().int().min(0),
  text: z.string().trim().min(1).max(100_000).normalize('NFC'),
})
export const FreezeMinutes = z.object({
  meetingId: z.uuid(),
  basedOn: z.coerce.number().int().min(0),
})
export const SignMinutes = z.object({ id: z.uuid(), meetingId: z.uuid() })
export const AddAmendment = z.object({ id: z.uuid(), meetingId: z.uuid(), text: text(5000) })

export const SetRule = z
  .object({
    id: z.uuid(),
    kind: z.enum(meetingKinds),
    purpose: z.enum(['quorum', 'resolution', 'admission']),
    numerator: z.coerce.number().int().min(1).max(100),
    denominator: z.coerce.number().int().min(1).max(100),
    isStrict: ticked,
    base: z.enum(['entitled', 'at_home', 'present']),
    lessExcused: ticked,
    source: text(500),
    validFrom: Day,
  })
  .refine((it) => it.numerator <= it.denominator, {
    path: ['numerator'],
    error: 'meetings_part_over_whole',
  })
