import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Comparable } from '../likeness.ts'

/**
 * 300 pairs of ideas, labelled by hand: whether an officer would call them one idea. `labelled.txt` has 50
 * subjects: an idea (A), the same in other words (B), the same as somebody would type it on a phone (D:
 * short, without diacritics), and another idea about the same subject or place (C: another problem). Each
 * subject gives six pairs: A–B, A–D, B–D are the same; A–C, B–C, D–C are not.
 */
export interface LabelledPair {
  subject: number
  pair: string
  one: Comparable
  other: Comparable
  isSame: boolean
}

const read = (): LabelledPair[] => {
  const text = readFileSync(join(import.meta.dirname, 'labelled.txt'), 'utf8')
  const pairs: LabelledPair[] = []
  const subjects = text.split(/^# /m).slice(1)
  subjects.forEach((block, subject) => {
    const [head = '', ...lines] = block.trim().split('\n')
    const [category = '', place = '', otherPlace = ''] = head.split('|').map((part) => part.trim())
    const ideas = new Map(
      lines.map((line) => {
        const letter = line.slice(0, 1)
        const [title = '', problem = '', solution = ''] = line
          .slice(2)
          .split('|')
          .map((part) => part.trim())
        // Who types on a phone leaves out what need not be filled in; the other idea is from the same place.
        const where = { A: place, B: otherPlace, C: place, D: '' }[letter] ?? ''
        return [
          letter,
          { title, problem, solution, place: where, category: letter === 'D' ? '' : category },
        ]
      }),
    )
    for (const [pair, isSame] of [
      ['AB', true],
      ['AD', true],
      ['BD', true],
      ['AC', false],
      ['BC', false],
      ['DC', false],
    ] as const) {
      const [one, other] = [...pair].map((letter) => ideas.get(letter))
      if (one && other) pairs.push({ subject, pair, one, other, isSame })
    }
  })
  return pairs
}

export const labelledPairs: readonly LabelledPair[] = read()

/** What weights and thresholds are fitted on: every other subject, so that no text is on both sides. */
export const tuningPairs = labelledPairs.filter(({ subject }) => subject % 2 === 0)
/** What figures are reported on; nothing is fitted here. */
export const reportedPairs = labelledPairs.filter(({ subject }) => subject % 2 === 1)
