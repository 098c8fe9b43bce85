export { MomentShape } from '../shapes.ts'
export { unitEndpoints } from './api.ts'
export { beginInstallation, isNewInstallation } from './begin.ts'
export { closeUnit } from './commands/close-unit.ts'
export { createUnit } from './commands/create-unit.ts'
export { moveUnit } from './commands/move-unit.ts'
export { renameUnit } from './commands/rename-unit.ts'
export { getStory, listUnitHistory } from './get-story.ts'
export { formersOf, type Heir, heirsOf, inTodaysUnits } from './heirs.ts'
export { canChangeUnit, canFoundUnder } from './policy.ts'
export {
  findUnit,
  getUnit,
  listChildren,
  listComing,
  listGrantedUnits,
  pathsOf,
  type Unit,
  type UnitChild,
  type UnitStep,
  type UnitSummary,
} from './queries.ts'
export { isInView, type RecordsIn, versionOn } from './records-in-view.ts'
export { searchUnits, type UnitHit, type UnitSearch } from './search-units.ts'
export { unitFromForm } from './unit-from-form.ts'
export { getUnitInView, type UnitInView } from './unit-in-view.ts'
