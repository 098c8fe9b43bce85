import { namesIn } from '../markup.ts'
import type { CourseContent, Question } from '../shapes.ts'

export interface Missing {
  code: string
  details?: Record<string, string | number>
}

/** What keeps a version from being published: nothing to read, too few questions, a picture that is not there. */
export function whatIsMissing(
  content: CourseContent,
  bank: readonly Question[],
  media: ReadonlySet<string>,
): Missing[] {
  const missing: Missing[] = []
  if (content.lessons.length === 0) missing.push({ code: 'learning.no_lessons' })
  if (bank.length < content.exam.questions)
    missing.push({
      code: 'learning.too_few_questions',
      details: { count: bank.length, limit: content.exam.questions },
    })
  const keys = new Set(content.lessons.map(({ key }) => key))
  for (const { lesson, text } of [...content.practice, ...bank])
    if (lesson && !keys.has(lesson))
      missing.push({ code: 'learning.lesson_gone', details: { question: text } })
  for (const lesson of content.lessons)
    for (const name of namesIn(lesson.text))
      if (!media.has(name))
        missing.push({ code: 'learning.media_missing', details: { name, lesson: lesson.title } })
  return missing
}
