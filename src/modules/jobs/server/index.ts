export { apply, applyFor, requestCall, withdrawApplication } from './commands/apply.ts'
export { checkVacancy, endVacancy } from './commands/check-vacancy.ts'
export { decideApplication } from './commands/decide-application.ts'
export { offerAtFair, takeFromFair } from './commands/offer-at-fair.ts'
export { answerPlacement, recordPlacement, removePlacement } from './commands/record-placement.ts'
export { registerEmployer } from './commands/register-employer.ts'
export { reportVacancy, settleReport } from './commands/report-vacancy.ts'
export { saveProfile } from './commands/save-profile.ts'
export { dropSearch, saveSearch } from './commands/save-search.ts'
export { saveVacancy, sendVacancy } from './commands/save-vacancy.ts'
export { employerAccountCommand, verifyEmployer } from './commands/verify-employer.ts'
export {
  type ApplicationRow,
  type EmployerRow,
  getEmployer,
  getMyEmployer,
  getSentPage,
  getVacancy,
  hasApplied,
  listApplicants,
  listDeskVacancies,
  listEmployers,
  listMyApplications,
  listPlacements,
  listReports,
  listSearches,
  listSigns,
  listUnitApplications,
  listVacanciesOf,
  mayDecideFor,
  type PlacementRow,
  type ReportRow,
  type SavedSearch,
  type Vacancy,
  type VacancyRow,
} from './desk.ts'
export { type ComingActivity, listComingActivities } from './fairs.ts'
export { writeFeed } from './feed.ts'
export { moneyText, payText } from './pay.ts'
export { canCheckAt, canCheckSomewhere, canHelpAt, canHelpSomewhere } from './policy.ts'
export { fairPoster, vacancyPoster } from './posters.ts'
export { postingOf, postingScript } from './posting.ts'
export { applicantOf, findMyProfile, type Profile, type ProfilePage, pageOf } from './profile.ts'
export { makeProfilePdf } from './profile-pdf.ts'
export {
  type Fair,
  findFair,
  findStatus,
  getPublicVacancies,
  type JobQuery,
  jobQueryFrom,
  listPublicUnits,
  listPublicVacancies,
  listSimilar,
  type PublicVacancy,
} from './public.ts'
export type { Sign, SignCode } from './signs.ts'
export { jobTasks } from './tasks.ts'
export { vacancyFromForm } from './vacancy-form.ts'
