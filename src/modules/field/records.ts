import { counts, type NewRecord, type OutboxRecord } from '#platform/browser/outbox/record.ts'
import type { FieldActivity, TeamMember } from './pack.ts'

export const outcomes = ['done', 'to_continue', 'needs_police', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
export type ConsentMethod = 'spoken' | 'signed' | 'guardian'

/** Help for so many people at most in one record (a table of neighbours around one phone). */
export const mostPeople = 50

export const kinds = { assist: 'assists.assist', checkIn: 'campaigns.check_in' } as const

/** The kind of the record that takes one of this kind back. */
export const undoKind = (kind: string): string => `${kind}.undo`

export interface Callback {
  name: string
  phone: string
  purpose: string
  consentTextVersion: string
  consentMethod: ConsentMethod
  consentedAt: string
}

export interface AssistBody {
  activityId: string
  service: string
  procedure?: string
  outcome: Outcome
  people: number
  callback?: Callback
}

export interface CheckInBody {
  activityId: string
  personId?: string
  card?: string
  method: 'card' | 'roster'
}

/** What the list shows of a check-in, since the roster may be gone by then. */
export interface ShownCheckIn {
  name: string | null
  /** Stands in the list of neither team nor sign-ups as this phone has it. */
  offList?: true
}

export function assistRecord(body: AssistBody, at?: number): NewRecord {
  return {
    kind: kinds.assist,
    body,
    topic: body.activityId,
    amount: body.people,
    // A citizen's name and number leave the phone as soon as the server has them.
    ...(body.callback && { forget: ['callback'] }),
    ...(at !== undefined && { at }),
  }
}

export function checkInRecord(body: CheckInBody, shown: ShownCheckIn, at?: number): NewRecord {
  return {
    kind: kinds.checkIn,
    body,
    topic: body.activityId,
    amount: 1,
    shown,
    ...(at !== undefined && { at }),
  }
}

export const isAssist = (record: OutboxRecord): boolean => record.kind === kinds.assist
export const isCheckIn = (record: OutboxRecord): boolean => record.kind === kinds.checkIn
export const assistOf = (record: OutboxRecord): AssistBody => record.body as AssistBody
export const checkInOf = (record: OutboxRecord): CheckInBody => record.body as CheckInBody
export const shownOf = (record: OutboxRecord): ShownCheckIn =>
  (record.shown as ShownCheckIn | undefined) ?? { name: null }

/** What a person may do about somebody who stands before them. */
export type Arrival =
  | { kind: 'free'; member: TeamMember }
  | { kind: 'already'; member: TeamMember | undefined; record: OutboxRecord }
  | { kind: 'off_list' }

/** How somebody stands with an activity, by this phone's own records and the pack's team. */
export function arrivalOf(
  personId: string,
  activity: FieldActivity,
  records: readonly OutboxRecord[],
): Arrival {
  const member = activity.team.find((one) => one.personId === personId)
  const record = records.find(
    (one) =>
      isCheckIn(one) &&
      counts(one) &&
      one.topic === activity.id &&
      checkInOf(one).personId === personId,
  )
  if (record) return { kind: 'already', member, record }
  return member ? { kind: 'free', member } : { kind: 'off_list' }
}

/** What was done: turns of help, and people who came. */
export interface Tallied {
  people: number
  assists: number
  checkIns: number
}

export function tally(records: readonly OutboxRecord[]): Tallied {
  const done: Tallied = { people: 0, assists: 0, checkIns: 0 }
  for (const record of records) {
    if (!counts(record)) continue
    if (isAssist(record)) {
      done.assists++
      done.people += record.amount
    } else if (isCheckIn(record)) done.checkIns++
  }
  return done
}
