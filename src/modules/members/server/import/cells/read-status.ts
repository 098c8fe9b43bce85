import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { ImportedPerson, PartialDay } from '../../../import-shapes.ts'
import { plainWords } from '../plain-text.ts'
import { type DateOptions, readDate } from './read-date.ts'
import { isTicked } from './read-sex.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

type ResidenceStatus = NonNullable<ImportedPerson['residenceStatus']>
type PartyStatus = NonNullable<ImportedPerson['partyStatus']>

/** Reads where a person is most of the year: at home, away to study, away to work. */
export function readResidenceStatus(cell: RawCell | undefined): Reading<ResidenceStatus> {
  if (!isFilled(cell)) return nothing
  const words = plainWords(cellText(cell))
  if (/\b(hoc|sinh vien|hs|sv)\b/.test(words)) return read('studying_away')
  if (/\b(lam an|lam viec|di lam|lam xa|di xa|cong ty|kcn|cong nhan|xuat khau)\b/.test(words))
    return read('working_away')
  if (
    /\b(o nha|tai nha|dia phuong|co mat|tai cho|thuong tru|o que|tai thon|tai ban)\b/.test(words)
  ) {
    return read('at_home')
  }
  return unread('residence_status_unknown', { value: cellText(cell) })
}

/** Reads how a person stands to the Party: in words, ticked, or as the day of joining. */
export function readPartyStatus(
  cell: RawCell | undefined,
  dates: DateOptions,
): Reading<PartyStatus> {
  if (!isFilled(cell)) return nothing
  if (isTicked(cell)) return read('full')
  const words = plainWords(cellText(cell))
  if (/\bdu bi\b/.test(words)) return read('probationary')
  if (/\bcam tinh\b|\bdoi tuong\b/.test(words)) return read('candidate')
  if (/^(khong|k|ko|chua|0|quan chung|doan vien|chua vao)\b/.test(words)) return read('none')
  if (/\bchinh thuc\b|\bdang vien\b|^dv$/.test(words)) return read('full')
  const joined = readDate(cell, dates).value
  return joined
    ? read(statusSince(joined, dates))
    : unread('party_status_unknown', { value: cellText(cell) })
}

/** A new party member is on probation for twelve months (Điều lệ Đảng, điều 5). */
export function statusSince(joined: PartialDay, { today }: DateOptions): PartyStatus {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return (joined.on ?? `${joined.year}-12-31`) > yearAgo ? 'probationary' : 'full'
}
