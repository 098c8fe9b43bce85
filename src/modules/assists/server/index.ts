export { guideOf, guidesCheckedOn } from '../guides/index.ts'
export { listProcedures, listServices, type Procedure, type Service } from './catalogue.ts'
export { correctAssist } from './commands/correct-assist.ts'
export { openCallback } from './commands/open-callback.ts'
export { settleCallback } from './commands/settle-callback.ts'
export { undoAssist } from './commands/undo-assist.ts'
export { consentText, type FieldPack, makeFieldPack } from './field-pack.ts'
export { type AssistInFull, getAssist } from './get-assist.ts'
export { canChange, canListAssists, canListCallbacks } from './policy.ts'
export {
  type AssistRow,
  type CallbackRow,
  countAssists,
  countCallbacks,
  listAssists,
  listCallbacks,
} from './queries.ts'
export { assistRecords, assistUndoRecords } from './sync.ts'
export { forgetCallbacks } from './tasks/forget-callbacks.ts'
