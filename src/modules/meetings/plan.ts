import type { IsoDay } from '#platform/days.ts'
import type { Rule } from './quorum.ts'

export const meetingKinds = ['branch', 'committee'] as const
/** Who meets: all members of a unit, or those who hold an office there. */
export type MeetingKind = (typeof meetingKinds)[number]

export const meetingModes = ['in_person', 'online', 'mixed'] as const
export type MeetingMode = (typeof meetingModes)[number]

export const itemKinds = [
  'opening',
  'report',
  'tasks',
  'discussion',
  'decision',
  'closing',
] as const
export type ItemKind = (typeof itemKinds)[number]

export type MeetingStanding = 'planned' | 'open' | 'closed' | 'cancelled'

export interface AgendaItem {
  readonly id: string
  readonly title: string
  readonly kind: ItemKind
  readonly presenter?: string | null
}

/** One who is entitled to take part. */
export interface RosterMember {
  readonly personId: string
  readonly name: string
  /** The highest office at the unit on that day. */
  readonly role?: string | null
  readonly residenceStatus?: string | null
}

/** What was known of a meeting before it began: with its events, all that its minutes are made of. */
export interface MeetingPlan {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  readonly parentName: string | null
  readonly kind: MeetingKind
  readonly title: string
  readonly heldOn: IsoDay
  /** An instant in ISO 8601. */
  readonly startsAt: string
  readonly place: string | null
  readonly mode: MeetingMode
  readonly chairId: string | null
  readonly secretaryId: string | null
  readonly agenda: readonly AgendaItem[]
  readonly roster: readonly RosterMember[]
  readonly rules: readonly Rule[]
}
