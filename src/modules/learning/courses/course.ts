import type { CourseFile, Question } from '../shapes.ts'

/** A course that comes with the product, with its drawings as text by their names. */
export interface BuiltInCourse {
  course: CourseFile
  drawings: Readonly<Record<string, string>>
}

/** A question with one right option, which is written first. */
export const one = (
  key: string,
  lesson: string,
  text: string,
  options: string[],
  why: string,
): Question => ({
  ...{ key, lesson, text, options, why },
  kind: 'single',
  right: [0],
})

/** A question of which the first `count` options are right. */
export const several = (
  key: string,
  lesson: string,
  text: string,
  count: number,
  options: string[],
  why: string,
): Question => ({
  ...{ key, lesson, text, options, why },
  kind: 'multiple',
  right: Array.from({ length: count }, (_, place) => place),
})

/** Steps in their right order. */
export const inOrder = (
  key: string,
  lesson: string,
  text: string,
  options: string[],
  why: string,
): Question => ({
  ...{ key, lesson, text, options, why },
  kind: 'order',
  right: [],
})
