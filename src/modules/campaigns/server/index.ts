export { UndoBody } from '../shapes.ts'
export { acceptVolunteer } from './commands/accept-volunteer.ts'
export { addToTeam } from './commands/add-to-team.ts'
export { changeActivity } from './commands/change-activity.ts'
export { cancelActivity, closeActivity, openActivity } from './commands/change-activity-state.ts'
export { changeCampaign } from './commands/change-campaign.ts'
export { cancelCampaign, closeCampaign, openCampaign } from './commands/change-campaign-state.ts'
export { checkIn } from './commands/check-in.ts'
export { declineVolunteer } from './commands/decline-volunteer.ts'
export { planActivity } from './commands/plan-activity.ts'
export { planCampaign } from './commands/plan-campaign.ts'
export { signUp } from './commands/sign-up.ts'
export { undoCheckIn } from './commands/undo-check-in.ts'
export { withdraw } from './commands/withdraw.ts'
export { type Duty, type DutyKind, listDuties } from './duties.ts'
export {
  type FieldActivity,
  type FieldTeamMember,
  listFieldActivities,
} from './field-activities.ts'
export { canOrganiseAt, canRecordAt, canSeeTeamAt } from './policy.ts'
export { getPublicActivity, type PublicActivity } from './public.ts'
export {
  type ActivityRow,
  type Arrival,
  type CampaignRow,
  getActivity,
  getCampaign,
  listActivities,
  listArrivals,
  listCampaigns,
  listMyActivities,
  listTeam,
  type TeamRow,
} from './queries.ts'
export { findRecordingPlaces, type RecordingPlace, whyNotAt } from './records/activities.ts'
export { checkInRecords, checkInUndoRecords } from './sync.ts'
