import { type IsoDay, isRealDay } from '#platform/days.ts'
import { dayFromSerial } from '#platform/server/workbook/excel-serial.ts'
import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { PartialDay } from '../../../import-shapes.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

export interface DateOptions {
  today: IsoDay
  /** Excel on an English Windows takes `03/04/2004` for 4 March; then its days are turned back. */
  dayAndMonthSwapped?: boolean
}

/**
 * Reads a day as lists write it: `dd/mm/yyyy` with `/ - .` or spaces, `ngày … tháng … năm …`, ISO,
 * `mm/yyyy`, a year alone, eight digits, an Excel number or a real Excel date. A year of two digits
 * is the latest such year that is not in the future, and is said.
 */
export function readDate(cell: RawCell | undefined, options: DateOptions): Reading<PartialDay> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  if (cell instanceof Date) return readExcelDate(cell, options)
  const text = written.replace(/^['"`]+/, '').trim()
  if (/^\d+(\.\d+)?$/.test(text)) return readDigits(text, written, options)
  return readWords(text, written, options)
}

const years = { from: 1900, to: 2100 }
const isYear = (year: number) => Number.isInteger(year) && year >= years.from && year <= years.to

function readExcelDate(cell: Date, options: DateOptions): Reading<PartialDay> {
  const iso = cell.toISOString().slice(0, 10)
  // A bare year typed into a cell formatted as a date: 2004 is shown as 26/06/1905.
  const serial = Math.round(cell.getTime() / 86_400_000) + 25_569
  if (isYear(serial)) return checked({ year: serial, precision: 'year' }, cellText(cell), options)
  return checked(dayOf(turned(iso, options)), cellText(cell), options)
}

/** Day and month exchanged where the file needs it and both make a day. */
function turned(iso: IsoDay, options: DateOptions): IsoDay {
  if (!options.dayAndMonthSwapped) return iso
  const [year, month, day] = iso.split('-')
  const other = `${year}-${day}-${month}`
  return isRealDay(other) ? other : iso
}

function readDigits(text: string, written: string, options: DateOptions): Reading<PartialDay> {
  const number = Number(text)
  if (isYear(number)) return checked({ year: number, precision: 'year' }, written, options)
  // Digits run together; a number has lost the zero of its day.
  if (/^\d{7,8}$/.test(text)) {
    const digits = text.padStart(8, '0')
    if (isYear(Number(digits.slice(4)))) {
      return assembled(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), written, options)
    }
    return assembled(digits.slice(6), digits.slice(4, 6), digits.slice(0, 4), written, options)
  }
  const day = number >= 1 ? dayFromSerial(number) : undefined
  if (number === 60) return unread('date_impossible', { value: '29/02/1900' })
  if (!day || number > 99_999) return unread('date_unreadable', { value: written })
  return checked(dayOf(turned(day, options)), written, options)
}

function readWords(text: string, written: string, options: DateOptions): Reading<PartialDay> {
  const numbers = text
    .replace(/T?\s*\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(Z|SA|CH|AM|PM)?$/i, '')
    .replace(/ng[àa]y|th[áa]ng|n[ăa]m|sinh/gi, ' ')
    .split(/[\s/.,\-–_\\]+/)
    .filter(Boolean)
  if (!numbers.every((part) => /^\d{1,4}$/.test(part)))
    return unread('date_unreadable', { value: written })
  const [first = '', second = '', third] = numbers
  if (numbers.length === 3 && third !== undefined) {
    if (first.length === 4) return assembled(third, second, first, written, options)
    return assembled(first, second, third, written, options)
  }
  if (numbers.length === 2) {
    if (first.length === 4) return assembled(undefined, second, first, written, options)
    if (second.length === 4) return assembled(undefined, first, second, written, options)
  }
  if (numbers.length === 1 && isYear(Number(first))) {
    return checked({ year: Number(first), precision: 'year' }, written, options)
  }
  return unread('date_unreadable', { value: written })
}

/** Puts parts together, by name: columns that hold day, month and year apart come here too. */
export function assembled(
  dayText: string | undefined,
  monthText: string | undefined,
  yearText: string,
  written: string,
  options: DateOptions,
): Reading<PartialDay> {
  const full = fullYear(yearText, options.today)
  if (full === undefined) return unread('date_unreadable', { value: written })
  const { year, guessed } = full
  const remark = guessed
    ? [{ code: 'date_two_digit_year' as const, params: { value: written, year } }]
    : []
  const month = Number(monthText ?? 0)
  const day = Number(dayText ?? 0)
  if (!isYear(year))
    return unread(year > years.to ? 'date_in_future' : 'date_too_early', { value: written })
  // `00/00/2004` is how some programs write a year alone.
  if (month === 0 && day === 0)
    return checked({ year, precision: 'year' }, written, options, remark)
  if (day === 0) {
    if (month > 12) return unread('date_impossible', { value: written })
    return checked({ year, month, precision: 'month' }, written, options, remark)
  }
  const iso = isoOf(year, month, day)
  if (!isRealDay(iso)) {
    const other = isoOf(year, day, month)
    if (month > 12 && isRealDay(other)) {
      return unread('date_month_first', { value: written, meant: cellText(new Date(other)) })
    }
    return unread('date_impossible', { value: written })
  }
  return checked(dayOf(iso), written, options, remark)
}

const isoOf = (year: number, month: number, day: number): IsoDay =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const dayOf = (on: IsoDay): PartialDay => ({
  on,
  year: Number(on.slice(0, 4)),
  month: Number(on.slice(5, 7)),
  precision: 'day',
})

function fullYear(text: string, today: IsoDay): { year: number; guessed: boolean } | undefined {
  if (text.length === 4) return { year: Number(text), guessed: false }
  if (text.length !== 2) return undefined
  const thisYear = Number(today.slice(0, 4))
  const inThisCentury = thisYear - (thisYear % 100) + Number(text)
  return { year: inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury, guessed: true }
}

function checked(
  date: PartialDay,
  written: string,
  options: DateOptions,
  remark: Reading<PartialDay>['problems'] = [],
): Reading<PartialDay> {
  if (date.year < years.from) return unread('date_too_early', { value: written })
  const earliest = date.on ?? isoOf(date.year, date.month ?? 1, 1)
  if (earliest > options.today) return unread('date_in_future', { value: written })
  return read(date, ...remark)
}
