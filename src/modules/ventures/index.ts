export {
  criteria,
  fields,
  kinds,
  mentorModes,
  mostWorkers,
  type PrincipalRole,
  principalRoles,
  type SupportKind,
  sizeOf,
  sizes,
  stages,
  supportKinds,
  type VentureField,
  type VentureKind,
  type VentureSize,
  type VentureStage,
} from './kinds.ts'
export { limits } from './limits.ts'
/** The permanent id of a venture, the same from its draft on. */
export type VentureId = string
export { hoursLeft, type MatchReason } from './match-mentors.ts'
export { highestTotal, type Spread, spreadOf } from './spread.ts'
