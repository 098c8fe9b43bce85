import * as m from '#paraglide/messages.js'

/** Why the server refused a record, and what its maker can do about it. */
export interface Reason {
  why: string
  remedy: string
}

type Words = [why: () => string, remedy: () => string]

const reasons: Record<string, Words> = {
  'sync.clock_ahead': [m.field_reason_clock_ahead, m.field_remedy_clock],
  'campaigns.before_activity': [m.field_reason_before_activity, m.field_remedy_clock_or_activity],
  'campaigns.activity_closed': [m.field_reason_activity_closed, m.field_remedy_reopen],
  'campaigns.activity_cancelled': [
    m.field_reason_activity_cancelled,
    m.field_remedy_other_activity,
  ],
  'campaigns.unknown_activity': [m.field_reason_unknown_activity, m.field_remedy_other_activity],
  forbidden: [m.field_reason_forbidden, m.field_remedy_ask],
  'campaigns.card_invalid': [m.field_reason_card_invalid, m.field_remedy_roster],
  'campaigns.card_revoked': [m.field_reason_card_revoked, m.field_remedy_roster],
  'campaigns.unknown_person': [m.field_reason_unknown_person, m.field_remedy_roster],
  'campaigns.not_on_list': [m.field_reason_not_on_list, m.field_remedy_add_to_team],
  'assists.unknown_service': [m.field_reason_unknown_service, m.field_remedy_choose_again],
  'assists.unknown_procedure': [m.field_reason_unknown_procedure, m.field_remedy_choose_again],
  'assists.procedure_needed': [m.field_reason_unknown_procedure, m.field_remedy_choose_again],
  'assists.procedure_not_wanted': [m.field_reason_unknown_procedure, m.field_remedy_choose_again],
  'assists.unknown_consent_text': [m.field_reason_consent, m.field_remedy_without_callback],
  'assists.consent_after_record': [m.field_reason_consent, m.field_remedy_without_callback],
  'meetings.minutes_frozen': [m.field_reason_minutes_frozen, m.field_remedy_amend],
  'meetings.cancelled': [m.field_reason_meeting_cancelled, m.field_remedy_ask],
  'meetings.not_on_roster': [m.field_reason_not_on_roster, m.field_remedy_meeting_person],
  'meetings.card_invalid': [m.field_reason_card_invalid, m.field_remedy_roster],
  'meetings.card_revoked': [m.field_reason_card_revoked, m.field_remedy_roster],
  'meetings.unknown_unit': [m.field_reason_unknown_unit, m.field_remedy_ask],
  'meetings.no_members_here': [m.field_reason_unknown_unit, m.field_remedy_ask],
  'ideas.no_unit': [m.field_reason_no_unit, m.field_remedy_ask],
  'learning.no_unit': [m.field_reason_no_unit, m.field_remedy_ask],
  'learning.attempt_taken': [m.field_reason_learning_attempt, m.field_remedy_learning_fetch],
  'learning.too_many_attempts': [m.field_reason_learning_attempts, m.field_remedy_learning_none],
  'learning.passed_already': [m.field_reason_learning_passed, m.field_remedy_learning_none],
  'learning.not_published': [m.field_reason_learning_gone, m.field_remedy_learning_none],
  'sync.malformed': [m.field_reason_malformed, m.field_remedy_update],
  'sync.unknown_kind': [m.field_reason_malformed, m.field_remedy_update],
  invalid: [m.field_reason_malformed, m.field_remedy_update],
}

/** Parts of a record that a person can type or choose again, by the path that the server names. */
const fields: Record<string, () => string> = {
  'callback.name': m.field_callback_name,
  'callback.phone': m.field_callback_phone,
  'callback.purpose': m.field_callback_purpose_label,
  activityId: m.field_activity,
  service: m.field_service,
  procedure: m.field_procedure,
  people: m.field_people,
}

/** `field`: the part of the record that the server could not take, where it named one. */
export function reasonText(code: string, field?: string): Reason {
  const named = field === undefined ? undefined : fields[field]
  if (code === 'sync.malformed' && named) {
    return { why: m.field_reason_field({ field: named() }), remedy: m.field_remedy_field() }
  }
  const words = reasons[code]
  if (words) return { why: words[0](), remedy: words[1]() }
  return { why: m.field_reason_other({ code }), remedy: m.field_remedy_ask() }
}
