import type { Form } from '../kinds.ts'

export interface SymbolParts {
  form: Form
  /** The type's letters in this form; may be empty. */
  letters: string
  abbreviation: string
  department: string | null
}

/**
 * The form of a number, {n} where the number stands. The Union writes `392-KH/TWĐTN-CTTTN`, the State
 * `12/KH-UBND` and, for a type without letters, `12/UBND-VP`. Numbers below ten are written with a nought.
 * Rules: the Union's Quy định 367-QĐ/TWĐTN-VP and Hướng dẫn 29-HD/TWĐTN-VP; Nghị định 30/2020/NĐ-CP.
 */
export function numberPattern({ form, letters, abbreviation, department }: SymbolParts): string {
  const body = department ? `${abbreviation}-${department}` : abbreviation
  if (form === 'state') return letters ? `{n}/${letters}-${abbreviation}` : `{n}/${body}`
  return letters ? `{n}-${letters}/${body}` : `{n}/${body}`
}

/** What stands before the number is known. */
export const openNumber = (pattern: string): string => pattern.replace('{n}', '…')

/** A unit's abbreviation where it has said none: the first letters of its name. */
export const abbreviationOf = (unitName: string): string =>
  unitName
    .normalize('NFC')
    .split(/[\s-]+/)
    .map((word) => word.match(/\p{L}|\p{N}/u)?.[0]?.toLocaleUpperCase('vi') ?? '')
    .join('')
    .slice(0, 12) || 'ĐTN'
