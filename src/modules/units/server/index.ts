export { unitEndpoints } from './api.ts'
export { beginInstallation, isNewInstallation } from './begin.ts'
export { changeGroupingMembers } from './commands/change-grouping-members.ts'
export { closeGrouping } from './commands/close-grouping.ts'
export { closeUnit } from './commands/close-unit.ts'
export { createGrouping } from './commands/create-grouping.ts'
export { createUnit } from './commands/create-unit.ts'
export { moveUnit } from './commands/move-unit.ts'
export { renameGrouping } from './commands/rename-grouping.ts'
export { renameUnit } from './commands/rename-unit.ts'
export {
  findGrouping,
  type Grouping,
  type GroupingMember,
  getGrouping,
  listGroupings,
} from './groupings.ts'
export { canChangeUnit, canFoundUnder, canKeepGroupings } from './policy.ts'
export {
  findUnit,
  getUnit,
  listChildren,
  listComing,
  listFormerUnits,
  listGrantedUnits,
  listHeirs,
  listUnitHistory,
  pathsOf,
  searchUnits,
  type Unit,
  type UnitChild,
  type UnitHit,
  type UnitStep,
  type UnitSummary,
} from './queries.ts'
export { unitFromForm } from './unit-from-form.ts'
