import { callbackLimits, mostPeople, type Outcome, outcomes } from '#modules/assists/index.ts'
import { counts, type NewRecord, type OutboxRecord } from '#platform/browser/outbox/record.ts'
import type { FieldActivity, TeamMember } from './pack.ts'

export { callbackLimits, mostPeople, type Outcome, outcomes }
export type ConsentMethod = 'spoken' | 'signed' | 'guardian'

export const kinds = {
  assist: 'assists.assist',
  checkIn: 'campaigns.check_in',
  idea: 'ideas.propose',
  lesson: 'learning.lesson',
  exam: 'learning.exam',
} as const

/** The topic of all ideas, which belong to no activity. */
export const ideaTopic = 'ideas'

/** The topic of what was learned. */
export const learnTopic = 'learning'

export interface IdeaBody {
  title: string
  problem: string
  solution: string
  beneficiaries: string
  place: string
  category: string
  showsName: boolean
  photos: { id: string }[]
}

/** Something that happened in a meeting. */
export const meetingKind = 'meetings.event'

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

export const ideaRecord = (body: IdeaBody): NewRecord => ({
  kind: kinds.idea,
  body,
  topic: ideaTopic,
  amount: 0,
})

export interface ExamBody {
  versionId: string
  number: number
  answers: Record<string, number[]>
}

/** `title`: what the list shows; it does not travel. */
export const lessonRecord = (courseId: string, lesson: string, title: string): NewRecord => ({
  ...{ kind: kinds.lesson, body: { courseId, lesson }, topic: learnTopic, amount: 0 },
  shown: { title },
})
export const examRecord = (body: ExamBody, title: string): NewRecord => ({
  ...{ kind: kinds.exam, body, topic: learnTopic, amount: 0 },
  shown: { title },
})

export const isLearning = (record: OutboxRecord): boolean => record.topic === learnTopic
export const isExam = (record: OutboxRecord): boolean => record.kind === kinds.exam
export const titleOf = (record: OutboxRecord): string =>
  (record.shown as { title?: string } | undefined)?.title ?? ''

export const isIdea = (record: OutboxRecord): boolean => record.kind === kinds.idea
export const ideaOf = (record: OutboxRecord): IdeaBody => record.body as IdeaBody
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
  // Whoever was checked in twice came once.
  const arrived = new Set<string>()
  for (const record of records) {
    if (!counts(record)) continue
    if (isAssist(record)) {
      done.assists++
      done.people += record.amount
    } else if (isCheckIn(record)) {
      arrived.add(`${record.topic} ${checkInOf(record).personId ?? record.id}`)
    }
  }
  done.checkIns = arrived.size
  return done
}

/** What the server has said of these records, undos apart. */
export interface Answered {
  /** It has them, and counts them. */
  received: number
  /** It did not take them, and nothing stands in their place; `letBe` of them were given up. */
  refused: number
  letBe: number
}

export function answered(records: readonly OutboxRecord[]): Answered {
  const said: Answered = { received: 0, refused: 0, letBe: 0 }
  for (const record of records) {
    if (record.undoes || record.undoneBy || record.mendedBy) continue
    if (record.state === 'stored') said.received++
    else if (record.state === 'refused') {
      said.refused++
      if (record.dismissedAt) said.letBe++
    }
  }
  return said
}

/** Given up after a refusal, by choice: it can be taken up again. */
export const isLetBe = (record: OutboxRecord): boolean =>
  record.state === 'refused' &&
  record.dismissedAt !== undefined &&
  !record.undoes &&
  !record.undoneBy &&
  !record.mendedBy
