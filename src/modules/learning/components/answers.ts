import type { ExamPaper } from '../pack.ts'

/**
 * What somebody chose in the form of an exam, as places from 0 in the paper; of an order the places in the
 * order that the numbers say. What was left out is left out.
 */
export function answersFrom(paper: ExamPaper, fields: FormData): Record<string, number[]> {
  const answers: Record<string, number[]> = {}
  for (const { key, kind, options } of paper.questions) {
    if (kind !== 'order') {
      answers[key] = fields.getAll(`q.${key}`).map(Number)
      continue
    }
    const numbered = options
      .map((_, place) => ({ place, number: String(fields.get(`q.${key}.${place}`) ?? '') }))
      .filter(({ number }) => number !== '')
    answers[key] = numbered
      .sort((one, other) => Number(one.number) - Number(other.number))
      .map(({ place }) => place)
  }
  return answers
}

/** How many questions have no answer yet. */
export const openQuestions = (paper: ExamPaper, answers: Record<string, number[]>): number =>
  paper.questions.filter(
    ({ key, kind, options }) =>
      (answers[key]?.length ?? 0) < (kind === 'order' ? options.length : 1),
  ).length
