import * as m from '#paraglide/messages.js'

/** What the register's codes are called in the reader's language. */
export const standingName: Record<string, () => string> = {
  member: m.members_standing_member,
  youth: m.members_standing_youth,
  former: m.members_standing_former,
}

export const sexName: Record<string, () => string> = {
  male: m.members_sex_male,
  female: m.members_sex_female,
}

export const residenceName: Record<string, () => string> = {
  at_home: m.members_residence_at_home,
  studying_away: m.members_residence_studying_away,
  working_away: m.members_residence_working_away,
}

export const reasonName: Record<string, () => string> = {
  matured: m.members_reason_matured,
  left: m.members_reason_left,
  removed: m.members_reason_removed,
  expelled: m.members_reason_expelled,
  died: m.members_reason_died,
  mistake: m.members_reason_mistake,
  transferred: m.members_reason_transferred,
  admitted: m.members_reason_admitted,
  imported: m.members_reason_imported,
}

export const partyName: Record<string, () => string> = {
  none: m.members_party_none,
  candidate: m.members_party_candidate,
  probationary: m.members_party_probationary,
  full: m.members_party_full,
}

/** A table of labels as the options of a select. */
export const optionsOf = (names: Record<string, () => string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label: label() }))
