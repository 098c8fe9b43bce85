import { escaped, folded } from '#platform/server/calendar.ts'
import type { PublicInvitation } from './queries.ts'

const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')
const localFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const local = (at: Date) => localFormat.format(at).replace(/[-:]/g, '').replace(' ', 'T')

const hour = 3_600_000

/**
 * A meeting for a calendar (RFC 5545). Its UID stays the same and its SEQUENCE grows with each change, so
 * that a calendar replaces what it had; a cancelled one says so.
 */
export function writeCalendar(
  meeting: PublicInvitation,
  options: { url: string; host: string; now: Date; organisation: string },
): string {
  const endsAt = meeting.endsAt ?? new Date(meeting.startsAt.getTime() + 2 * hour)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xung Kich//Meetings//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VTIMEZONE',
    'TZID:Asia/Ho_Chi_Minh',
    'BEGIN:STANDARD',
    'DTSTART:19750613T000000',
    'TZOFFSETFROM:+0700',
    'TZOFFSETTO:+0700',
    'TZNAME:+07',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `UID:${meeting.id}@${options.host}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(options.now)}`,
    `DTSTART;TZID=Asia/Ho_Chi_Minh:${local(meeting.startsAt)}`,
    `DTEND;TZID=Asia/Ho_Chi_Minh:${local(endsAt)}`,
    `SUMMARY:${escaped(`${meeting.title} – ${meeting.unitName}`)}`,
    ...(meeting.place ? [`LOCATION:${escaped(meeting.place)}`] : []),
    `DESCRIPTION:${escaped(`${options.organisation}\n${options.url}`)}`,
    `URL:${options.url}`,
    `STATUS:${meeting.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
