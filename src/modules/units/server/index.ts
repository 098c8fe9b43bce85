export { unitEndpoints } from './api.ts'
export { beginInstallation, isNewInstallation } from './begin.ts'
export { closeUnit } from './commands/close-unit.ts'
export { createUnit } from './commands/create-unit.ts'
export { moveUnit } from './commands/move-unit.ts'
export { renameUnit } from './commands/rename-unit.ts'
export { withdrawChange } from './commands/withdraw-change.ts'
export { canChangeUnit, canFoundUnder } from './policy.ts'
export {
  findUnit,
  getUnit,
  listChildren,
  listComing,
  listGrantedUnits,
  listUnitHistory,
  pathsOf,
  searchUnits,
  type Unit,
  type UnitChild,
  type UnitHit,
  type UnitStep,
  type UnitSummary,
} from './queries.ts'
export { findUnitSpan } from './span.ts'
export { unitFromForm } from './unit-from-form.ts'
