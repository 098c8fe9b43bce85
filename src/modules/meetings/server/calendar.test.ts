import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCalendar } from './calendar.ts'
import type { PublicInvitation } from './queries.ts'

const meeting: PublicInvitation = {
  id: '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b',
  title: 'Sinh hoạt chi đoàn tháng 6',
  startsAt: new Date('2026-06-20T12:30:00Z'),
  endsAt: null,
  place: 'Nhà văn hóa thôn; cạnh trường, tầng 2',
  mode: 'in_person',
  state: 'planned',
  sequence: 0,
  unitName: 'Chi đoàn thôn Pả Vi Hạ',
}
const options = {
  url: 'https://xungkich.example/invitation/abc',
  host: 'xungkich.example',
  now: new Date('2026-06-15T02:00:00Z'),
  organisation: 'Xung Kích',
}
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('a calendar gets the meeting at its time in Vietnam, with what is special in text escaped', () => {
  const lines = unfolded(writeCalendar(meeting, options))
  expect(lines).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20260620T193000')
  expect(lines).toContain('DTEND;TZID=Asia/Ho_Chi_Minh:20260620T213000')
  expect(lines).toContain(String.raw`LOCATION:Nhà văn hóa thôn\; cạnh trường\, tầng 2`)
  expect(lines).toContain('METHOD:PUBLISH')
})

test('a change keeps the UID and counts up; what was called off says so', () => {
  const moved = unfolded(writeCalendar({ ...meeting, sequence: 2, state: 'cancelled' }, options))
  expect(moved).toContain(`UID:${meeting.id}@xungkich.example`)
  expect(moved).toContain('SEQUENCE:2')
  expect(moved).toContain('STATUS:CANCELLED')
})

test('no line is longer than 75 bytes, none is cut within a letter, and no text can add a line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const text = writeCalendar({ ...meeting, title: title.replaceAll('\r', '') }, options)
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(Buffer.from(text).toString()).toBe(text)
      expect(unfolded(text).filter((line) => line.startsWith('SUMMARY:'))).toHaveLength(1)
      expect(text.split('\r\n').every((line) => !line.includes('\n'))).toBe(true)
    }),
  )
})
