/** Fields of work, as job centres sort vacancies. */
export const fields = [
  'garment',
  'electronics',
  'construction',
  'farming',
  'tourism',
  'trade',
  'transport',
  'care',
  'office',
  'it',
  'mechanics',
  'other',
] as const
export type Field = (typeof fields)[number]

export const employerKinds = [
  'enterprise',
  'cooperative',
  'household',
  'job_centre',
  'labour_export',
] as const
export type EmployerKind = (typeof employerKinds)[number]

export const housings = ['none', 'free', 'paid', 'allowance'] as const
export type Housing = (typeof housings)[number]

/** When something is to be paid: before one leaves or starts, or out of wages. */
export const feeTimes = ['before', 'later'] as const

/** The words under which consent is given; a change of the text gets a new version. */
export const consentVersion = '2026-11'

/** How an application stands; `withdrawn` is the applicant's word, the others are the employer's. */
export const applicationStates = [
  'sent',
  'seen',
  'invited',
  'hired',
  'declined',
  'withdrawn',
] as const
export type ApplicationState = (typeof applicationStates)[number]

export const vacancyStates = ['draft', 'waiting', 'public', 'ended', 'refused'] as const
export type VacancyState = (typeof vacancyStates)[number]

export const reportReasons = ['fees', 'false', 'gone', 'danger', 'other'] as const

/** Something that the worker pays; amounts in đồng. */
export interface Fee {
  name: string
  amount: number
  when: (typeof feeTimes)[number]
}

/** At most so many lines of fees on the form. */
export const feeLines = 8
