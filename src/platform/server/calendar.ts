import { addDays, type IsoDay } from '../days.ts'

export interface CalendarEvent {
  /** The same for the same thing, so that a calendar replaces what it had. */
  uid: string
  title: string
  /** A whole day, or several: from the first to the last, both included. Or moments. */
  on: { from: IsoDay; until: IsoDay } | { startsAt: Date; endsAt: Date | null }
  place?: string | null
  description?: string | null
  url?: string | null
  isCancelled?: boolean
  isTentative?: boolean
}

/** Text of a property (RFC 5545, 3.3.11). */
export const escaped = (text: string) =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
const dayStamp = (day: IsoDay) => day.replaceAll('-', '')

/** A line in pieces of at most 75 octets, never cut within a letter (RFC 5545, 3.1). */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** An iCalendar file (RFC 5545) of one event or a feed of many. */
export function writeCalendarFile(
  events: readonly CalendarEvent[],
  options: { name?: string; now: Date; host: string },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xung Kich//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(options.name ? [`X-WR-CALNAME:${escaped(options.name)}`] : []),
  ]
  for (const event of events) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${event.uid}@${options.host}`,
      `DTSTAMP:${stamp(options.now)}`,
      ...timesOf(event),
      `SUMMARY:${escaped(event.title)}`,
    )
    if (event.place) lines.push(`LOCATION:${escaped(event.place)}`)
    if (event.description) lines.push(`DESCRIPTION:${escaped(event.description)}`)
    if (event.url) lines.push(`URL:${event.url}`)
    lines.push(
      `STATUS:${event.isCancelled ? 'CANCELLED' : event.isTentative ? 'TENTATIVE' : 'CONFIRMED'}`,
      'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function timesOf({ on }: CalendarEvent): string[] {
  // The last day of a whole-day event is said as the day after it.
  if ('from' in on)
    return [
      `DTSTART;VALUE=DATE:${dayStamp(on.from)}`,
      `DTEND;VALUE=DATE:${dayStamp(addDays(on.until, 1))}`,
    ]
  return [
    `DTSTART:${stamp(on.startsAt)}`,
    ...(on.endsAt && on.endsAt > on.startsAt ? [`DTEND:${stamp(on.endsAt)}`] : []),
  ]
}
