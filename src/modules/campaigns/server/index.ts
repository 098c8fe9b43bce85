export { UndoBody } from '../shapes.ts'
export {
  type FieldActivity,
  type FieldTeamMember,
  listFieldActivities,
} from './field-activities.ts'
export { findRecordingPlaces, type RecordingPlace, whyNotAt } from './records/activities.ts'
export { checkInRecords, checkInUndoRecords } from './sync.ts'
