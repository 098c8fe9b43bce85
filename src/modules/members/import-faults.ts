/**
 * What can be wrong with a row of a spreadsheet. An error keeps the row out until it is mended; with
 * a warning the row goes in, as the message of the code (`import_fault_CODE`) says.
 */
export const importFaults = {
  name_missing: 'error',
  name_has_digits: 'error',
  name_odd_characters: 'error',
  name_lost_letters: 'error',
  name_old_font: 'error',
  name_too_long: 'error',
  name_single_word: 'warning',
  name_abbreviated: 'warning',
  name_bracketed: 'warning',

  date_unreadable: 'error',
  date_impossible: 'error',
  date_month_first: 'error',
  date_in_future: 'error',
  date_too_early: 'error',
  date_two_digit_year: 'warning',

  birth_missing: 'warning',
  birth_twice: 'error',
  age_unusual: 'warning',
  admitted_before_birth: 'error',
  admitted_young: 'warning',

  sex_unknown: 'warning',
  sex_disagrees: 'warning',

  phone_unreadable: 'warning',
  phone_several: 'warning',
  phone_old_prefix: 'warning',
  phone_landline: 'warning',

  citizen_id_unreadable: 'error',
  citizen_id_rounded: 'error',
  citizen_id_restored: 'warning',
  citizen_id_province: 'warning',
  citizen_id_birth: 'warning',
  citizen_id_sex: 'warning',

  email_unreadable: 'warning',
  ethnicity_unknown: 'warning',
  education_unreadable: 'warning',
  residence_status_unknown: 'warning',
  party_status_unknown: 'warning',
  value_too_long: 'error',

  unit_missing: 'error',
  unit_unknown: 'error',
  unit_ambiguous: 'error',
  unit_guessed: 'warning',
  unit_younger: 'error',

  duplicate_exact: 'warning',
  duplicate_likely: 'warning',
  duplicate_elsewhere: 'warning',
  citizen_id_repeated: 'error',
  code_repeated: 'error',
  row_key_repeated: 'warning',

  register_same: 'warning',
  register_likely: 'warning',
  register_citizen_id: 'warning',
  register_phone: 'warning',
  register_code: 'error',
} as const satisfies Record<string, 'error' | 'warning'>

export type ImportFaultCode = keyof typeof importFaults
export type ImportFaultLevel = (typeof importFaults)[ImportFaultCode]

/** A fault before anyone knows where in the file it stands. */
export interface Problem {
  code: ImportFaultCode
  /** What the message names: the value as written, what it was taken for, another row's number… */
  params?: Record<string, string | number>
}

/** A fault of one row. */
export interface RowFault extends Problem {
  level: ImportFaultLevel
  /** The column it stands in, counted from 0; absent when it concerns the row. */
  column?: number
}

export const levelOf = (code: ImportFaultCode): ImportFaultLevel => importFaults[code]
