import type { FollowedTask, MeetingEvent } from './events.ts'
import type { MeetingPlan, MeetingStanding, RosterMember } from './plan.ts'
import type { Rule } from './quorum.ts'

/** What a phone needs to hold or follow meetings without a network, as `GET /api/meetings-pack` sends it. */
export interface MeetingsPack {
  issuedAt: string
  validUntil: string
  rules: Rule[]
  /** Where a meeting can be begun that nobody had planned. */
  units: PackedUnit[]
  meetings: PackedMeeting[]
}

export interface PackedUnit {
  unitId: string
  unitName: string
  kind: MeetingPlan['kind']
  roster: RosterMember[]
  /** What was resolved before and is not done, or ended since the last meeting. */
  tasks: FollowedTask[]
}

export interface PackedMeeting extends Omit<MeetingPlan, 'parentName' | 'rules'> {
  state: MeetingStanding
  isFrozen: boolean
  mayRun: boolean
  /** For who runs it. */
  events: MeetingEvent[]
  papers: PackedPaper[]
}

export interface PackedPaper {
  id: string
  itemId: string | null
  title: string
  extension: string
  mediaType: string
  size: number
  isConfidential: boolean
}
