import * as m from '#paraglide/messages.js'

/** How an assist ended, in the reader's words. */
export const outcomeName: Record<string, () => string> = {
  done: m.assists_outcome_done,
  to_continue: m.assists_outcome_to_continue,
  needs_police: m.assists_outcome_needs_police,
  refused: m.assists_outcome_refused,
}

export const outcomeTone = {
  done: 'success',
  to_continue: 'warning',
  needs_police: 'info',
  refused: 'neutral',
} as const
