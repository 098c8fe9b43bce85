import * as m from '#paraglide/messages.js'

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** A paper's state in words, and how it looks. */
export const stateLook: Record<string, { label: () => string; tone: Tone }> = {
  open: { label: m.signing_state_open, tone: 'info' },
  signed: { label: m.signing_state_signed, tone: 'success' },
  declined: { label: m.signing_state_declined, tone: 'danger' },
  withdrawn: { label: m.signing_state_withdrawn, tone: 'neutral' },
}

export const providerName: Record<string, () => string> = {
  p12: m.signing_provider_p12,
  smartca: m.signing_provider_smartca,
  csc: m.signing_provider_csc,
}

export const standingLook: Record<string, { label: () => string; tone: Tone }> = {
  valid: { label: m.signing_standing_valid, tone: 'success' },
  ends_soon: { label: m.signing_standing_ends_soon, tone: 'warning' },
  ended: { label: m.signing_standing_ended, tone: 'danger' },
}

export const problemName: Record<string, () => string> = {
  refused: m.signing_problem_refused,
  expired: m.signing_problem_expired,
  provider: m.signing_problem_provider,
  wrong: m.signing_problem_wrong,
  wrong_pin: m.signing_problem_wrong_pin,
  needs_pin: m.signing_problem_needs_pin,
  needs_otp: m.signing_problem_needs_otp,
}

const when = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
})
/** A moment in Vietnam's zone. */
export const moment = (at: Date | string): string => when.format(new Date(at))
