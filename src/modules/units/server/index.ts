export { MomentShape } from '../shapes.ts'
export { unitEndpoints } from './api.ts'
export { beginInstallation, isNewInstallation } from './begin.ts'
export { type ChangeAhead, listChangesAhead } from './changes-ahead.ts'
export { changeGroupingMembers } from './commands/change-grouping-members.ts'
export { closeGrouping } from './commands/close-grouping.ts'
export { closeUnit } from './commands/close-unit.ts'
export { createGrouping } from './commands/create-grouping.ts'
export { createUnit } from './commands/create-unit.ts'
export { moveUnit } from './commands/move-unit.ts'
export { renameGrouping } from './commands/rename-grouping.ts'
export { renameUnit } from './commands/rename-unit.ts'
export { withdrawChange } from './commands/withdraw-change.ts'
export { countUnitsBelow } from './count-below.ts'
export { getStory, listUnitHistory } from './get-story.ts'
export {
  findGrouping,
  type Grouping,
  type GroupingMember,
  getGrouping,
  listGroupings,
} from './groupings.ts'
export { formersOf, type Heir, heirsOf, inTodaysUnits } from './heirs.ts'
export { canChangeUnit, canFoundUnder, canKeepGroupings } from './policy.ts'
export {
  findUnit,
  getUnit,
  listChildren,
  listComing,
  listFormerUnits,
  listGrantedUnits,
  listHeirs,
  pathsOf,
  type Unit,
  type UnitChild,
  type UnitStep,
  type UnitSummary,
} from './queries.ts'
export { isInView, type RecordsIn, versionOn } from './records-in-view.ts'
export { searchUnits, type UnitHit, type UnitSearch } from './search-units.ts'
export { findUnitSpan } from './span.ts'
export { unitFromForm } from './unit-from-form.ts'
export { getUnitInView, type UnitInView } from './unit-in-view.ts'
