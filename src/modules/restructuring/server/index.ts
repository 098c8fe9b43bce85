export type { EventBody } from '../shapes.ts'
export { restructuringEndpoints } from './api.ts'
export { addEvents } from './commands/add-events.ts'
export { answerNames } from './commands/answer-names.ts'
export { answerPlaces } from './commands/answer-places.ts'
export { answerRests } from './commands/answer-rests.ts'
export { applyDraft } from './commands/apply-draft.ts'
export { appoint } from './commands/appoint.ts'
export { changeDraft } from './commands/change-draft.ts'
export { discardDraft } from './commands/discard-draft.ts'
export { importTable } from './commands/import-table.ts'
export { openDraft } from './commands/open-draft.ts'
export { removeAppointment } from './commands/remove-appointment.ts'
export { removeEvent } from './commands/remove-event.ts'
export { removeTable } from './commands/remove-table.ts'
export { reverseDraft } from './commands/reverse-draft.ts'
export { undoDraft } from './commands/undo-draft.ts'
export {
  rowsOf,
  type ShownName,
  type ShownRow,
  type ShownUnit,
  summaryOf,
  type TableSummary,
  tableOf,
} from './decision-table/describe-table.ts'
export {
  type AskedName,
  findName,
  listTableQuestions,
  type TableQuestions,
} from './decision-table/list-table-questions.ts'
export { nameFromForm, proposalsFromForm } from './decision-table/names-from-form.ts'
export {
  type ReadTable,
  readDecisionTable,
  type TableInput,
} from './decision-table/read-decision-table.ts'
export type { DraftTable } from './decision-table/read-table.ts'
export { tableFromForm } from './decision-table/table-from-form.ts'
export { dissolveDistricts, districtsLeft } from './district-level.ts'
export {
  type Appointment,
  type Balance,
  type Draft,
  type DraftEvent,
  getDraft,
  listAppointments,
  listDrafts,
  listEvents,
} from './draft.ts'
export { type EndingOffice, listEndingOffices } from './ending-offices.ts'
export {
  eventsFromForm,
  kindOf,
  mostRows,
  unitFromDraftForm,
  writtenKinds,
} from './event-from-form.ts'
export {
  effectLines,
  faultSentence,
  foundedSentence,
  listed,
  orderSentence,
  typeChoices,
} from './event-words.ts'
export { type Frame, frameOf } from './frame.ts'
export { type Descent, isTreeChanging, listBuiltOn, listOutcome } from './outcome.ts'
export { listPlaces, type Place, type SplitPlaces } from './places.ts'
export { canDraftAt, canDraftSomewhere, canRestructureAt, mayRestructureAtEach } from './policy.ts'
export {
  type DraftPlan,
  openQuestions,
  openTableQuestions,
  readPlan,
  tableFaults,
} from './read-plan.ts'
export { type Returning, readReturning } from './returning.ts'
export { type StandingHit, searchStanding } from './search-standing.ts'
export { namesFor } from './unit-names.ts'
