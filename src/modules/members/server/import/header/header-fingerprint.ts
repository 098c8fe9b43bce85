import { createHash } from 'node:crypto'
import { addedFields } from '../../../import-fields.ts'
import { plainWords } from '../plain-text.ts'
import { matchHeader } from './match-header.ts'

/** Whether a column is one that our own files add: its faults, or the row's key. */
export const isAddedColumn = (header: string): boolean => {
  const match = header ? matchHeader([header]) : undefined
  return match?.reason === 'same' && (addedFields as readonly string[]).includes(match.field)
}

/**
 * A short text that is equal for lists with the same columns in the same order, however they are
 * written (capitals, diacritics, spaces), so that a mapping made by hand can be found again. The
 * columns that our own files add do not count, nor do empty ones at the end.
 */
export function fingerprintOf(headers: readonly string[]): string {
  const own = headers.filter((header) => !isAddedColumn(header)).map(plainWords)
  while (own.at(-1) === '') own.pop()
  return createHash('sha256').update(own.join('\n')).digest('base64url').slice(0, 22)
}
