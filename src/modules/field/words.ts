import * as m from '#paraglide/messages.js'
import type { Notice, OutboxRecord } from '#platform/browser/outbox/record.ts'
import { dayOf, writtenDay } from '#platform/days.ts'
import type { FieldPack } from './pack.ts'
import {
  assistOf,
  ideaOf,
  isAssist,
  isExam,
  isIdea,
  isLearning,
  meetingKind,
  type Outcome,
  shownOf,
  titleOf,
} from './records.ts'

/** Times of the day as people here write them: `8:05`. */
const clock = new Intl.DateTimeFormat('vi-VN', {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})
export const clockTime = (at: string | number): string => clock.format(new Date(at))

/**
 * The version as a person can read it out: the day of its build and four digits that tell builds of a
 * day apart. One that was given another name shows that.
 */
export function versionText(version: string): string {
  if (!/^\d{13}$/.test(version)) return version
  return `${writtenDay(dayOf(new Date(Number(version))))} · ${version.slice(-4)}`
}

export const outcomeNames: Record<Outcome, () => string> = {
  done: m.field_outcome_done,
  to_continue: m.field_outcome_to_continue,
  needs_police: m.field_outcome_needs_police,
  refused: m.field_outcome_refused,
}

export const peopleText = (count: number): string =>
  count === 1 ? m.field_person_one() : m.field_person_many({ count })

/** A record in words: what it was, and how. */
export function describe(record: OutboxRecord, pack: FieldPack): { what: string; how: string } {
  if (record.kind === meetingKind) return { what: m.field_meeting_record(), how: '' }
  if (isLearning(record)) {
    const title = titleOf(record)
    const what = isExam(record)
      ? m.learning_field_exam_record({ title })
      : m.learning_field_lesson_record({ title })
    return { what, how: '' }
  }
  if (isIdea(record)) return { what: ideaOf(record).title, how: m.field_idea() }
  if (!isAssist(record)) {
    const { name, offList } = shownOf(record)
    return {
      what: name ?? m.field_card_without_name(),
      how: offList ? m.field_check_in_off_list() : m.field_check_in_done(),
    }
  }
  const { service, procedure, outcome, people } = assistOf(record)
  const named = pack.services.find(({ code }) => code === service)?.name ?? service
  const detail =
    procedure && (pack.procedures.find(({ code }) => code === procedure)?.name ?? procedure)
  return {
    what: detail ?? named,
    how: `${outcomeNames[outcome]()} · ${peopleText(people)}`,
  }
}

/** What the server adds to a stored record. */
export function noticeText(notice: Notice): string | undefined {
  if (notice.code === 'sync.waits') return m.field_notice_waits()
  if (notice.code === 'learning.marked') {
    const { score, total, passed } = notice as Notice &
      Record<'score' | 'total', number> & { passed?: boolean }
    return passed
      ? m.field_notice_learning_passed({ score, total })
      : m.field_notice_learning_failed({ score, total })
  }
  if (notice.code !== 'campaigns.checked_in_before') return undefined
  const { by, at } = notice as Notice & { by?: string | null; at?: string }
  const time = at ? clockTime(at) : ''
  return by ? m.field_notice_before_by({ by, time }) : m.field_notice_before({ time })
}
