import { createHash } from 'node:crypto'
import type { ImportedPerson } from '../../import-shapes.ts'

/**
 * What makes a row the same row when its file comes again: the name, the birth date, the person's
 * numbers and the unit. What may be mended without becoming somebody else (phone, address…) does not
 * count.
 */
export const identityOf = (person: ImportedPerson, unit: string): string =>
  [
    person.fullName.toLowerCase(),
    person.birth?.on ?? person.birth?.year ?? '',
    person.citizenId ?? '',
    person.code ?? '',
    unit,
  ].join('\n')

/** The key of the n-th row (from 1) with an identity: the second of two namesakes has another one. */
export const rowKeyOf = (identity: string, occurrence: number): string =>
  createHash('sha256').update(`${identity}\n${occurrence}`).digest('base64url').slice(0, 22)

export const isRowKey = (text: string): boolean => /^[\w-]{22}$/.test(text)
