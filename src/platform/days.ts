/** A calendar day as `YYYY-MM-DD`, in the time zone of Vietnam, without a time. */
export type IsoDay = string

/** The zone in which the organisation's days begin and end. */
export const timeZone = 'Asia/Ho_Chi_Minh'

const isoDayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in Vietnam at an instant. */
export const dayOf = (instant: Date): IsoDay => isoDayFormat.format(instant)

/** The years that a register can speak of; PostgreSQL has no year 0, and no list should reach there. */
const years = { first: '1900', last: '2199' }

/** Whether text names a day that exists (`2024-02-30` does not), in the years 1900 to 2199. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = text.slice(0, 4)
  if (year < years.first || year > years.last) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A day so many days later (or earlier, when negative). */
export function addDays(day: IsoDay, days: number): IsoDay {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The day a year earlier; 29 February becomes 1 March. */
export function yearBefore(day: IsoDay): IsoDay {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCFullYear(at.getUTCFullYear() - 1)
  return at.toISOString().slice(0, 10)
}

/** As Vietnamese people write a day: `03/04/2024`. */
export const writtenDay = (day: IsoDay): string => day.split('-').reverse().join('/')

/** Reads `dd/mm/yyyy` (also with `-` or `.`) or `YYYY-MM-DD`; nothing else. */
export function readDay(text: string): IsoDay | undefined {
  const written = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text)
  const day = written
    ? `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}`
    : text.trim()
  return isRealDay(day) ? day : undefined
}
