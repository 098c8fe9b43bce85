import { NotFound } from '#platform/server/errors.ts'
import type { CourseContent, DraftChange, Question } from '../shapes.ts'

export interface Draft {
  title: string
  summary: string
  language: 'vi' | 'en'
  content: CourseContent
  bank: readonly Question[]
}

/** A draft after one change; nothing else of it is touched. */
export function applyChange(draft: Draft, change: DraftChange): Draft {
  const { content } = draft
  switch (change.kind) {
    case 'about': {
      const { questions, passPercent, attempts, days } = change
      return {
        ...draft,
        title: change.title,
        summary: change.summary,
        language: change.language,
        content: {
          ...content,
          exam: { questions, passPercent, attempts, days },
          certificate: { validMonths: change.validMonths },
          task: change.task ? { text: change.task, needsPhoto: change.needsPhoto } : null,
          sources: change.sources,
        },
      }
    }
    case 'lesson':
      return {
        ...draft,
        content: { ...content, lessons: put(content.lessons, change.lesson, change.before) },
      }
    case 'question': {
      const without = dropQuestion(draft, change.question.key)
      return change.use === 'exam'
        ? { ...without, bank: keepPlace(draft.bank, without.bank, change.question) }
        : {
            ...without,
            content: {
              ...without.content,
              practice: keepPlace(content.practice, without.content.practice, change.question),
            },
          }
    }
    case 'remove':
      if (change.what === 'question') return dropQuestion(draft, change.key)
      if (!content.lessons.some(({ key }) => key === change.key))
        throw new NotFound('learning.lesson_not_found')
      return {
        ...draft,
        content: { ...content, lessons: content.lessons.filter(({ key }) => key !== change.key) },
      }
  }
}

/** Puts a lesson in its place: where it was, before another, or at the end. */
function put<One extends { key: string }>(list: readonly One[], one: One, before?: string): One[] {
  const at = list.findIndex(({ key }) => key === one.key)
  if (at >= 0 && before === undefined)
    return list.map((other) => (other.key === one.key ? one : other))
  const others = list.filter(({ key }) => key !== one.key)
  const place = others.findIndex(({ key }) => key === before)
  return place < 0 ? [...others, one] : [...others.slice(0, place), one, ...others.slice(place)]
}

/** A question stands in the practice or in the exam, never in both. */
const dropQuestion = (draft: Draft, key: string): Draft => ({
  ...draft,
  content: { ...draft.content, practice: draft.content.practice.filter((one) => one.key !== key) },
  bank: draft.bank.filter((one) => one.key !== key),
})

function keepPlace(
  before: readonly Question[],
  without: readonly Question[],
  one: Question,
): Question[] {
  const at = before.findIndex(({ key }) => key === one.key)
  return at < 0 ? [...without, one] : [...without.slice(0, at), one, ...without.slice(at)]
}
