import * as m from '#paraglide/messages.js'
import type { TableFault, TableFaultCode } from '../decision-table/decision-row.ts'
import type { Reason, ReasonCode } from '../decision-table/reasons.ts'

type Told = Readonly<Record<string, string | number>>

/** A message that is told what stands beside its code; a code always comes with what it names. */
const told =
  <Inputs extends object>(message: (inputs: Inputs) => string) =>
  (params: Told = {}) =>
    message(params as unknown as Inputs)

const reasons: Record<ReasonCode, (params?: Told) => string> = {
  same: told(m.restructuring_reason_same),
  without_type: told(m.restructuring_reason_without_type),
  tone_place: told(m.restructuring_reason_tone_place),
  i_or_y: told(m.restructuring_reason_i_or_y),
  qualifier: told(m.restructuring_reason_qualifier),
  spacing: told(m.restructuring_reason_spacing),
  first_letters: told(m.restructuring_reason_first_letters),
  diacritics: told(m.restructuring_reason_diacritics),
  no_diacritics: told(m.restructuring_reason_no_diacritics),
  farm_left_out: told(m.restructuring_reason_farm_left_out),
  one_letter: told(m.restructuring_reason_one_letter),
  other_type: told(m.restructuring_reason_other_type),
  presumed_type: told(m.restructuring_reason_presumed_type),
  row_district: told(m.restructuring_reason_row_district),
  row_new_name: told(m.restructuring_reason_row_new_name),
  others_named: told(m.restructuring_reason_others_named),
  other_province: told(m.restructuring_reason_other_province),
  several: told(m.restructuring_reason_several),
  elsewhere: told(m.restructuring_reason_elsewhere),
  outside_row: told(m.restructuring_reason_outside_row),
  claimed: told(m.restructuring_reason_claimed),
  claimed_likewise: told(m.restructuring_reason_claimed_likewise),
  not_found: told(m.restructuring_reason_not_found),
  near: told(m.restructuring_reason_near),
  named_nowhere: told(m.restructuring_reason_named_nowhere),
}

const faults: Record<TableFaultCode, (params?: Told) => string> = {
  new_name_missing: told(m.restructuring_fault_new_name_missing),
  new_name_twice: told(m.restructuring_fault_new_name_twice),
  new_type_unknown: told(m.restructuring_fault_new_type_unknown),
  predecessors_missing: told(m.restructuring_fault_predecessors_missing),
  predecessors_too_long: told(m.restructuring_fault_predecessors_too_long),
  predecessor_twice: told(m.restructuring_fault_predecessor_twice),
  unchanged_named_elsewhere: told(m.restructuring_fault_unchanged_named_elsewhere),
  line_unreadable: told(m.restructuring_fault_line_unreadable),
}

/** Why a name was taken for a unit, or why it is asked for, in the reader's language. */
export const reasonText = ({ code, params }: Reason): string => reasons[code](params)

/** What is wrong with a row and what to do, in the reader's language. */
export const tableFaultText = ({ code, params }: TableFault): string => faults[code](params)
