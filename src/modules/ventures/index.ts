export {
  fields,
  kinds,
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
