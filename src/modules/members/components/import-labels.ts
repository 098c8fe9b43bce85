import * as m from '#paraglide/messages.js'

/** Where an import stands, in the reader's language. */
export const importStateName = {
  uploaded: m.import_state_uploaded,
  checked: m.import_state_checked,
  importing: m.import_state_importing,
  done: m.import_state_done,
  failed: m.import_state_failed,
  cancelled: m.import_state_cancelled,
}

export const importStateTone = {
  uploaded: 'warning',
  checked: 'info',
  importing: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
} as const

export const decisionName: Record<string, () => string> = {
  import: m.import_decision_import,
  skip: m.import_decision_skip,
  same: m.import_decision_same,
}

export const skippedName = {
  section: m.import_skipped_section,
  repeated_header: m.import_skipped_repeated_header,
  total: m.import_skipped_total,
  footer: m.import_skipped_footer,
  unused: m.import_skipped_unused,
  unclear: m.import_skipped_unclear,
}
