export {
  decideApplication,
  saveApplication,
  scoreApplication,
  withdrawApplication,
} from './commands/applications.ts'
export { changeStanding, correctFounding, endVenture } from './commands/change-standing.ts'
export { beginMentoring, endMentoring, noteMeeting, saveMentor } from './commands/mentors.ts'
export { leavePrincipal, namePrincipal, showPrincipal } from './commands/name-principal.ts'
export { leaveOutScorer, nameScorer, openProgramme, turnProgramme } from './commands/programmes.ts'
export { hideVenture, publishVenture } from './commands/publish-venture.ts'
export { recordOutcome, reverseOutcome } from './commands/record-outcome.ts'
export { recordSupport, reverseSupport } from './commands/record-support.ts'
export { registerVenture, strikeVenture } from './commands/register-venture.ts'
export { saveVenture } from './commands/save-venture.ts'
export { ventureQueryFrom, writeVentureCursor } from './list-query.ts'
export { canDraft, canKeepAt, canKeepSomewhere, canReadSomewhere } from './policy.ts'
export {
  listVentures,
  type VentureCursor,
  type VenturePage,
  type VentureQuery,
  type VentureRow,
} from './queries/list.ts'
export {
  findMentor,
  listMentorings,
  listMentorMeetings,
  listMentors,
  listMentorsFor,
  type MentorFor,
  type Mentoring,
  type MentorMeeting,
  type MentorRow,
} from './queries/mentors.ts'
export {
  type ApplicationRow,
  getProgramme,
  listApplications,
  listManaged,
  listOwnApplications,
  listProgrammes,
  listScorers,
  type OwnApplication,
  type Programme,
  type ScorerProgress,
} from './queries/programmes.ts'
export {
  type FromIdea,
  findPublicVenture,
  listPublicVentures,
  listVenturesOfIdea,
  type PublicVenture,
  type PublicVentureRow,
} from './queries/public.ts'
export {
  type DueFollowUp,
  listDue,
  listOutcomes,
  listSupport,
  type Outcome,
  type SupportEntry,
  type SupportSums,
  sumSupport,
} from './queries/support.ts'
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
export { ventureSheet } from './sheet.ts'
export { ventureTasks } from './tasks/venture-tasks.ts'
export {
  holdKept,
  holdManaged,
  holdVenture,
  manages,
  tellChange,
  type VentureHeld,
} from './venture-of.ts'
