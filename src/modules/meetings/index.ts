export { type EventFault, eventFromFields, faultIn } from './event-from-fields.ts'
export {
  type AttendanceMethod,
  attendanceMethods,
  type BodyOf,
  type CandidateResult,
  type EventType,
  type FollowedTask,
  inOrder,
  type MeetingEvent,
  type MeetingEventBody,
} from './events.ts'
export { writeMinutes } from './minutes.ts'
export type { MeetingsPack, PackedMeeting, PackedPaper, PackedUnit } from './pack.ts'
export type {
  AgendaItem,
  ItemKind,
  MeetingKind,
  MeetingMode,
  MeetingPlan,
  MeetingStanding,
  RosterMember,
} from './plan.ts'
export { needed, type Quorum, quorumOf, type Rule, ruleOn } from './quorum.ts'
export {
  attendedIn,
  type HandsCount,
  type ItemState,
  type MeetingState,
  presentIn,
  quorumIn,
  stateOf,
} from './state.ts'
export { type TemplateName, templateNames, templates } from './templates.ts'
