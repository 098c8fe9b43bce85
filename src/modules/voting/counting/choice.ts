import { type MotionChoice, motionChoices, type Question } from './types.ts'

/**
 * A choice as it is written on a ballot: a motion's word, or the numbers of the chosen candidates in
 * rising order, joined by commas; nothing at all is a blank ballot. There is one way to write each.
 */
export type Choice = string

export const writeElection = (numbers: readonly number[]): Choice =>
  [...numbers].sort((one, other) => one - other).join(',')

/** The numbers that an election's ballot names; undefined where it cannot be read. */
export function readElection(choice: Choice, candidates: number): number[] | undefined {
  if (choice === '') return []
  const numbers: number[] = []
  for (const text of choice.split(',')) {
    const number = Number(text)
    const last = numbers.at(-1) ?? 0
    if (!/^[1-9]\d{0,3}$/.test(text) || number <= last || number > candidates) return undefined
    numbers.push(number)
  }
  return numbers
}

export const isMotionChoice = (choice: Choice): choice is MotionChoice =>
  (motionChoices as readonly string[]).includes(choice)

/** Whether it can be read at all; one that names too many can be read and counts as invalid. */
export const isReadable = (
  choice: Choice,
  question: Pick<Question, 'kind' | 'candidates'>,
): boolean =>
  question.kind === 'motion'
    ? isMotionChoice(choice)
    : readElection(choice, question.candidates) !== undefined
