export {
  type ApplicationState,
  type EmployerKind,
  employerKinds,
  type Fee,
  type Field,
  feeLines,
  feeTimes,
  fields,
  type Housing,
  housings,
  reportReasons,
  type VacancyState,
} from './kinds.ts'
