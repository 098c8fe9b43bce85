import { dayFromSerial } from '#platform/server/workbook/excel-serial.ts'
import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import { longest } from '../../../import-shapes.ts'
import { plainWords } from '../plain-text.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

const schools: Record<string, string> = {
  thpt: '12/12',
  'trung hoc pho thong': '12/12',
  'cap 3': '12/12',
  'cap iii': '12/12',
  'tot nghiep thpt': '12/12',
  thcs: '9/12',
  'trung hoc co so': '9/12',
  'cap 2': '9/12',
  'cap ii': '9/12',
  'tot nghiep thcs': '9/12',
  'tieu hoc': '5/12',
  'cap 1': '5/12',
  'cap i': '5/12',
}

/**
 * Reads how far school went, as `9/12` (or `10/10` of the old ten-year school): written so, as a
 * class, as a kind of school, or as the date that Excel makes of `9/12`. Anything else is kept.
 */
export function readEducation(cell: RawCell | undefined): Reading<string> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  const grades = gradesIn(cell, written)
  if (grades) return read(grades)
  const words = plainWords(written)
  const school = schools[words]
  if (school) return read(school)
  const grade = Number(/^(?:lop )?(\d{1,2})$/.exec(words)?.[1] ?? 0)
  if (grade >= 1 && grade <= 12) return read(`${grade}/12`)
  if (written.length > longest.education)
    return unread('value_too_long', { most: longest.education })
  return read(written, { code: 'education_unreadable', params: { value: written } })
}

function gradesIn(cell: RawCell, written: string): string | undefined {
  const plainly = /^(\d{1,2})\s*[/\\-]\s*(10|12)$/.exec(written)
  if (plainly) return outOf(Number(plainly[1]), Number(plainly[2]))
  const day = typeof cell === 'number' && cell > 30_000 ? dayFromSerial(cell) : undefined
  const date = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}$/.exec(
    day ? cellText(new Date(`${day}T00:00:00Z`)) : written,
  )
  if (!date) return undefined
  // 9/12 typed in Vietnam is 9 December; typed on an English Excel it is 12 September.
  const [first, second] = [Number(date[1]), Number(date[2])]
  return outOf(first, second) ?? outOf(second, first)
}

const outOf = (grade: number, of: number): string | undefined =>
  (of === 12 || of === 10) && grade >= 1 && grade <= of ? `${grade}/${of}` : undefined
