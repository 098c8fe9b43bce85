import { messageNamed } from '#platform/server/messages.ts'
import type { Problem, RowFault } from '../../import-faults.ts'
import type { ImportField } from '../../import-fields.ts'
import type { GuessedHeader } from './header/find-header.ts'

/** Keys of messages are in snake case: `birthIfMale` is `import_field_birth_if_male`. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** What a field is called, also as the header of a template. */
export const fieldLabel = (field: ImportField): string =>
  messageNamed(`import_field_${snake(field)}`) ?? field

/** What a template says about how to fill a field; empty where the label says it all. */
export const fieldHint = (field: ImportField): string =>
  messageNamed(`import_hint_${snake(field)}`) ?? ''

/** What a fault tells whoever mends the list, without the column. */
export const problemText = (problem: Problem): string =>
  messageNamed(`import_fault_${problem.code}`, problem.params) ?? problem.code

/** The same with the column's header in front: `Ngày sinh: …`. */
export function faultText(fault: RowFault, header: GuessedHeader): string {
  const column = fault.column === undefined ? '' : header.columns[fault.column]?.header
  return column ? `${column}: ${problemText(fault)}` : problemText(fault)
}
