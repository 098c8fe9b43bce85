import type { IsoDay } from '#platform/days.ts'
import type { AgendaItem, MeetingKind } from './plan.ts'

/** Work given before, as it stood when the meeting came to it. */
export interface FollowedTask {
  readonly id: string
  readonly title: string
  readonly ownerName: string | null
  readonly dueOn: IsoDay
  readonly isOverdue: boolean
  readonly state: 'open' | 'done' | 'cancelled'
  readonly outcome: string | null
}

/** A candidate of an election with what came of it. */
export interface CandidateResult {
  readonly name: string
  readonly votes: number
  readonly isElected: boolean
}

export const attendanceMethods = ['roster', 'card', 'code', 'online'] as const
/** How somebody was found present: in the list, by their card, by the room's code, at a distance. */
export type AttendanceMethod = (typeof attendanceMethods)[number]

/** What can happen in a meeting. Nothing is ever changed: what was a mistake is retracted by another event. */
export type MeetingEventBody =
  /** A meeting that nobody had planned begins on a phone; its id becomes the meeting's. */
  | {
      type: 'started'
      unitId: string
      kind: MeetingKind
      title: string
      place?: string | undefined
      agenda: AgendaItem[]
    }
  | { type: 'opened'; meetingId: string; chairId: string; secretaryId: string; roster: string[] }
  | {
      type: 'attended'
      meetingId: string
      /** Whom it is about; with a card the card says it. */
      personId: string
      method: AttendanceMethod
      card?: string | undefined
    }
  | { type: 'left'; meetingId: string; personId: string }
  | { type: 'excused'; meetingId: string; personId: string; reason: string }
  /** Somebody who takes part without being entitled: of a higher committee, of the village. */
  | { type: 'guest'; meetingId: string; name: string }
  | { type: 'item_added'; meetingId: string; item: AgendaItem }
  | {
      type: 'item_started'
      meetingId: string
      itemId: string
      /** At the point where earlier work is followed: that work, as it stands. */
      tasks?: FollowedTask[] | undefined
    }
  | { type: 'item_ended'; meetingId: string; itemId: string }
  | {
      type: 'opinion'
      meetingId: string
      itemId: string
      personId?: string | undefined
      text: string
    }
  | {
      type: 'hands'
      meetingId: string
      itemId: string
      question: string
      for: number
      against: number
      abstain: number
      /** An admission has a rule of its own. */
      isAdmission?: boolean | undefined
    }
  | { type: 'decision'; meetingId: string; itemId: string; text: string }
  | {
      type: 'assigned'
      meetingId: string
      itemId: string
      title: string
      ownerId: string
      dueOn: IsoDay
    }
  /** A vote by name or in secret was opened on a point; it is held by the module `voting`. Only the server says so. */
  | { type: 'vote_opened'; meetingId: string; itemId: string; voteId: string; question: string }
  /** What came of it, in the numbers of that module. Only the server says so. */
  | {
      type: 'voted'
      meetingId: string
      itemId: string
      voteId: string
      question: string
      isSecret: boolean
      entitled: number
      present: number
      for: number
      against: number
      abstain: number
      invalid: number
      need: number
      isCarried: boolean
    }
  /** What came of an election of one or several, in the numbers of that module. Only the server says so. */
  | {
      type: 'elected'
      meetingId: string
      itemId: string
      voteId: string
      question: string
      isSecret: boolean
      entitled: number
      present: number
      hasQuorum: boolean
      seats: number
      valid: number
      blank: number
      invalid: number
      need: number
      /** In the ballot's order. */
      candidates: CandidateResult[]
      /** Another round is proposed: for how many seats, among whom. */
      further: { seats: number; names: string[]; reason: 'tie' | 'too_few' } | null
    }
  | { type: 'closed'; meetingId: string }
  | { type: 'retracted'; meetingId: string; eventId: string }

export type EventType = MeetingEventBody['type']
export type BodyOf<Type extends EventType> = Extract<MeetingEventBody, { type: Type }>

export interface MeetingEvent<Body extends MeetingEventBody = MeetingEventBody> {
  /** A UUIDv7 made where it was written down. */
  readonly id: string
  /** An instant in ISO 8601. */
  readonly happenedAt: string
  /** The phone, and its own number on it; null where it was written down at the server. */
  readonly deviceId: string | null
  readonly seq: number | null
  readonly body: Body
}

/**
 * The events in the order in which they happened, each once, whatever the order they came in. One phone's
 * events keep the order of its numbers even where its clock was set back meanwhile: no event is taken
 * for earlier than what the same phone wrote down before it.
 */
export function inOrder(events: readonly MeetingEvent[]): MeetingEvent[] {
  const once = [...new Map(events.map((event) => [event.id, event])).values()]
  const byDevice = new Map<string, MeetingEvent[]>()
  for (const event of once) {
    const key = event.deviceId ?? ''
    byDevice.set(key, [...(byDevice.get(key) ?? []), event])
  }
  const placed: { at: number; event: MeetingEvent }[] = []
  for (const [device, own] of byDevice) {
    own.sort((one, other) =>
      device === '' ? byTimeAndId(one, other) : (one.seq ?? 0) - (other.seq ?? 0),
    )
    let last = Number.NEGATIVE_INFINITY
    for (const event of own) {
      last = Math.max(last, Date.parse(event.happenedAt))
      placed.push({ at: last, event })
    }
  }
  return placed
    .sort(
      (one, other) =>
        one.at - other.at ||
        compare(one.event.deviceId ?? '', other.event.deviceId ?? '') ||
        (one.event.seq ?? 0) - (other.event.seq ?? 0) ||
        compare(one.event.id, other.event.id),
    )
    .map(({ event }) => event)
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byTimeAndId = (one: MeetingEvent, other: MeetingEvent) =>
  Date.parse(one.happenedAt) - Date.parse(other.happenedAt) || compare(one.id, other.id)
