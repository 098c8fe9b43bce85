export { registerVenture, strikeVenture } from './commands/register-venture.ts'
export { saveVenture } from './commands/save-venture.ts'
export { canDraft, canKeepAt, canKeepSomewhere, canReadSomewhere } from './policy.ts'
export {
  type FromIdea,
  findPublicVenture,
  listVenturesOfIdea,
  type PublicVenture,
} from './queries/public.ts'
export {
  type Change,
  getVenture,
  listChanges,
  listPrincipals,
  listStandings,
  type Principal,
  type Standing,
  type Venture,
} from './queries/venture.ts'
export {
  holdKept,
  holdManaged,
  holdVenture,
  manages,
  tellChange,
  type VentureHeld,
} from './venture-of.ts'
