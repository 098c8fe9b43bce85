import * as m from '#paraglide/messages.js'
import type {
  PrincipalRole,
  SupportKind,
  VentureField,
  VentureKind,
  VentureSize,
  VentureStage,
} from '../kinds.ts'
import type { MatchReason } from '../match-mentors.ts'

export const kindName: Record<VentureKind, () => string> = {
  enterprise: m.ventures_kind_enterprise,
  cooperative: m.ventures_kind_cooperative,
  household: m.ventures_kind_household,
  startup_model: m.ventures_kind_startup_model,
}
const fieldNames: Record<VentureField, () => string> = {
  crops: m.ventures_field_crops,
  livestock: m.ventures_field_livestock,
  forestry: m.ventures_field_forestry,
  medicinal_plants: m.ventures_field_medicinal_plants,
  food_processing: m.ventures_field_food_processing,
  handicraft: m.ventures_field_handicraft,
  tourism: m.ventures_field_tourism,
  trade: m.ventures_field_trade,
  services: m.ventures_field_services,
  construction: m.ventures_field_construction,
  technology: m.ventures_field_technology,
  other: m.ventures_field_other,
}
/** A field's name; a code that is none any more is shown as it is. */
export const fieldName = (code: string): string =>
  Object.hasOwn(fieldNames, code) ? fieldNames[code as VentureField]() : code
export const stageName: Record<VentureStage, () => string> = {
  preparing: m.ventures_stage_preparing,
  starting: m.ventures_stage_starting,
  steady: m.ventures_stage_steady,
  growing: m.ventures_stage_growing,
  paused: m.ventures_stage_paused,
}
export const sizeName: Record<VentureSize, () => string> = {
  micro: m.ventures_size_micro,
  small: m.ventures_size_small,
  medium: m.ventures_size_medium,
  large: m.ventures_size_large,
}
export const supportName: Record<SupportKind, () => string> = {
  production: m.ventures_support_production,
  sales: m.ventures_support_sales,
  management: m.ventures_support_management,
  digital: m.ventures_support_digital,
  capital: m.ventures_support_capital,
  training: m.ventures_support_training,
}
export const roleName: Record<PrincipalRole, () => string> = {
  leader: m.ventures_role_leader,
  cofounder: m.ventures_role_cofounder,
  member: m.ventures_role_member,
}
export const stateName = {
  draft: m.ventures_state_draft,
  registered: m.ventures_state_registered,
  struck: m.ventures_state_struck,
  ended: m.ventures_state_ended,
} as const
export const programmeStateName = {
  open: m.ventures_capital_state_open,
  scoring: m.ventures_capital_state_scoring,
  scored: m.ventures_capital_state_scored,
  decided: m.ventures_capital_state_decided,
} as const
export const applicationStateName = {
  draft: m.ventures_application_draft,
  submitted: m.ventures_application_submitted,
  withdrawn: m.ventures_application_withdrawn,
  granted: m.ventures_application_granted,
  declined: m.ventures_application_declined,
} as const
export const criterionName = {
  need: m.ventures_criterion_need,
  feasibility: m.ventures_criterion_feasibility,
  jobs: m.ventures_criterion_jobs,
  community: m.ventures_criterion_community,
  repayment: m.ventures_criterion_repayment,
} as const
export const modeName = {
  in_person: m.ventures_mentor_mode_in_person,
  online: m.ventures_mentor_mode_online,
  both: m.ventures_mentor_mode_both,
} as const
export const changeName: Record<string, () => string> = {
  drafted: m.ventures_change_drafted,
  changed: m.ventures_change_changed,
  registered: m.ventures_change_registered,
  struck: m.ventures_change_struck,
  turned: m.ventures_change_turned,
  ended: m.ventures_change_ended,
  founding_corrected: m.ventures_change_founding_corrected,
  published: m.ventures_change_published,
  hidden: m.ventures_change_hidden,
  person_named: m.ventures_change_person_named,
  person_left: m.ventures_change_person_left,
  supported: m.ventures_change_supported,
  support_reversed: m.ventures_change_support_reversed,
  measured: m.ventures_change_measured,
  measurement_reversed: m.ventures_change_measurement_reversed,
  mentor_found: m.ventures_change_mentor_found,
  mentor_left: m.ventures_change_mentor_left,
}

export const optionsOf = (names: Record<string, () => string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label: label() }))
export const fieldOptions = () => optionsOf(fieldNames)

const number = new Intl.NumberFormat('vi-VN')
/** `25.000.000`, as people write it here. */
export const money = (sum: number): string => number.format(sum)

/** Why a mentor fits, in a few words. */
export function reasonText(reason: MatchReason): string {
  switch (reason.kind) {
    case 'skill':
      return m.ventures_match_skill({
        name: supportName[reason.name as SupportKind]?.() ?? reason.name,
      })
    case 'field':
      return m.ventures_match_field({ name: fieldName(reason.name) })
    case 'near':
      return m.ventures_match_near()
    case 'time':
      return m.ventures_match_time({ hours: reason.hours })
    case 'little_to_do':
      return m.ventures_match_little_to_do()
  }
}
