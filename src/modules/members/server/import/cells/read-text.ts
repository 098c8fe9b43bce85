import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import { longest } from '../../../import-shapes.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

/** Reads text as written; dashes and dots that only fill a cell are nothing. */
export function readText(cell: RawCell | undefined, most: number): Reading<string> {
  if (!isFilled(cell)) return nothing
  const text = cellText(cell)
  if (/^[-–—_.…\s]*$/.test(text)) return nothing
  return text.length > most ? unread('value_too_long', { most }) : read(text)
}

/** Reads an e-mail address, in small letters. */
export function readEmail(cell: RawCell | undefined): Reading<string> {
  if (!isFilled(cell)) return nothing
  const address = cellText(cell)
    .replace(/^mailto:/i, '')
    .replace(/\s/g, '')
    .toLowerCase()
  if (/^[-–—_.…]*$/.test(address)) return nothing
  return /^[a-z0-9](?:[a-z0-9._%+-]*[a-z0-9_%+-])?@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(
    address,
  ) &&
    !address.includes('..') &&
    address.length <= longest.email
    ? read(address)
    : unread('email_unreadable', { value: cellText(cell) })
}
