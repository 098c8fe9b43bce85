import { isRealDay, readDay } from '#platform/days.ts'

/** A birth date as it is known: to the day, to the month, or only the year. */
export interface Birth {
  birthOn: string | null
  birthYear: number
  birthPrecision: 'day' | 'month' | 'year'
}

/** Reads `dd/mm/yyyy`, `mm/yyyy` or `yyyy`; nothing for what is none of them or no real day. */
export function readBirth(text: string): Birth | undefined {
  const day = readDay(text)
  if (day) return { birthOn: day, birthYear: Number(day.slice(0, 4)), birthPrecision: 'day' }
  const part = /^\s*(?:(\d{1,2})[/.-])?(\d{4})\s*$/.exec(text)
  if (!part) return undefined
  const [, month, year] = part
  if (!isRealDay(`${year}-${(month ?? '1').padStart(2, '0')}-01`)) return undefined
  return { birthOn: null, birthYear: Number(year), birthPrecision: month ? 'month' : 'year' }
}

/** As it is written: `26/03/2001`, or the year alone where no more is known. */
export const writtenBirth = (birth: {
  birthOn: string | null
  birthYear: number | null
}): string =>
  birth.birthOn ? birth.birthOn.split('-').reverse().join('/') : (birth.birthYear?.toString() ?? '')
