import * as m from '#paraglide/messages.js'
import type { Authority, DocumentState, Form, Secrecy, StepKind, Urgency } from '../kinds.ts'

export const stateName: Record<DocumentState, () => string> = {
  draft: m.documents_state_draft,
  review: m.documents_state_review,
  approved: m.documents_state_approved,
  signing: m.documents_state_signing,
  issued: m.documents_state_issued,
  registered: m.documents_state_registered,
  archived: m.documents_state_archived,
  withdrawn: m.documents_state_withdrawn,
}
export const stateTone = {
  draft: 'neutral',
  review: 'warning',
  approved: 'info',
  signing: 'info',
  issued: 'success',
  registered: 'success',
  archived: 'neutral',
  withdrawn: 'danger',
} as const satisfies Record<DocumentState, string>

export const stepName: Record<StepKind, () => string> = {
  drafted: m.documents_step_drafted,
  submitted: m.documents_step_submitted,
  commented: m.documents_step_commented,
  sent_back: m.documents_step_sent_back,
  approved: m.documents_step_approved,
  signing: m.documents_step_signing,
  signed: m.documents_step_signed,
  declined: m.documents_step_declined,
  issued: m.documents_step_issued,
  distributed: m.documents_step_distributed,
  reminded: m.documents_step_reminded,
  archived: m.documents_step_archived,
  withdrawn: m.documents_step_withdrawn,
  registered: m.documents_step_registered,
}
export const formName: Record<Form, () => string> = {
  union: m.documents_form_union,
  state: m.documents_form_state,
}
export const secrecyName: Record<Secrecy, () => string> = {
  none: m.documents_secrecy_none,
  confidential: m.documents_secrecy_confidential,
}
export const urgencyName: Record<Urgency, () => string> = {
  none: m.documents_urgency_none,
  urgent: m.documents_urgency_urgent,
  express: m.documents_urgency_express,
}
export const authorityName: Record<Authority, () => string> = {
  own: m.documents_authority_own,
  on_behalf: m.documents_authority_on_behalf,
  by_order: m.documents_authority_by_order,
}

/** A moment as people write it: 07:05 26/03/2026, in the zone of Vietnam. */
export const writtenMoment = (at: Date): string =>
  new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at)

export const writtenSize = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('vi')} KB`
    : `${(bytes / 1_048_576).toLocaleString('vi', { maximumFractionDigits: 1 })} MB`
