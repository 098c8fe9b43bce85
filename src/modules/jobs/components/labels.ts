import * as m from '#paraglide/messages.js'
import type { ApplicationState, EmployerKind, Field, Housing, VacancyState } from '../index.ts'

export const fieldName: Record<Field, () => string> = {
  garment: m.jobs_field_garment,
  electronics: m.jobs_field_electronics,
  construction: m.jobs_field_construction,
  farming: m.jobs_field_farming,
  tourism: m.jobs_field_tourism,
  trade: m.jobs_field_trade,
  transport: m.jobs_field_transport,
  care: m.jobs_field_care,
  office: m.jobs_field_office,
  it: m.jobs_field_it,
  mechanics: m.jobs_field_mechanics,
  other: m.jobs_field_other,
}
export const fieldOptions = () =>
  Object.entries(fieldName).map(([value, label]) => ({ value, label: label() }))

export const kindName: Record<EmployerKind, () => string> = {
  enterprise: m.jobs_kind_enterprise,
  cooperative: m.jobs_kind_cooperative,
  household: m.jobs_kind_household,
  job_centre: m.jobs_kind_job_centre,
  labour_export: m.jobs_kind_labour_export,
}
export const kindOptions = () =>
  Object.entries(kindName).map(([value, label]) => ({ value, label: label() }))

export const housingName: Record<Housing, () => string> = {
  none: m.jobs_housing_none,
  free: m.jobs_housing_free,
  paid: m.jobs_housing_paid,
  allowance: m.jobs_housing_allowance,
}
export const housingOptions = () =>
  Object.entries(housingName).map(([value, label]) => ({ value, label: label() }))

export const stateName: Record<ApplicationState, () => string> = {
  sent: m.jobs_state_sent,
  seen: m.jobs_state_seen,
  invited: m.jobs_state_invited,
  hired: m.jobs_state_hired,
  declined: m.jobs_state_declined,
  withdrawn: m.jobs_state_withdrawn,
}
export const stateTone: Record<ApplicationState, 'neutral' | 'info' | 'success' | 'accent'> = {
  sent: 'neutral',
  seen: 'info',
  invited: 'accent',
  hired: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
}
export const vacancyStateName: Record<VacancyState, () => string> = {
  draft: m.jobs_vstate_draft,
  waiting: m.jobs_vstate_waiting,
  public: m.jobs_vstate_public,
  ended: m.jobs_vstate_ended,
  refused: m.jobs_vstate_refused,
}
export const vacancyTone: Record<
  VacancyState,
  'neutral' | 'info' | 'success' | 'warning' | 'danger'
> = {
  draft: 'neutral',
  waiting: 'warning',
  public: 'success',
  ended: 'neutral',
  refused: 'danger',
}
export const employerStateName = {
  waiting: m.jobs_estate_waiting,
  verified: m.jobs_estate_verified,
  refused: m.jobs_estate_refused,
}
export const employerTone = { waiting: 'warning', verified: 'success', refused: 'danger' } as const

const money = new Intl.NumberFormat('vi-VN')
export const written = (amount: number): string => money.format(amount)
const millions = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
/** Pay of a month as people say it. */
export const pay = (from: number, to: number): string =>
  from === to
    ? m.jobs_pay_one({ amount: millions.format(from / 1e6) })
    : m.jobs_pay_range({ from: millions.format(from / 1e6), to: millions.format(to / 1e6) })

/** A form that was refused, on a page with several. */
export interface Refusal {
  message: string
  faults: { path: string; text: string }[]
  values: Record<string, string>
}
export const refusalOf = (form: unknown): Refusal | undefined =>
  typeof form === 'object' && form !== null && 'faults' in form ? (form as Refusal) : undefined
