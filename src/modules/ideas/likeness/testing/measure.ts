import { alikeFrom, likenessOf, prepare } from '../likeness.ts'
import { type LabelledPair, reportedPairs, tuningPairs } from './labelled.ts'

export interface Quality {
  precision: number
  recall: number
  f1: number
}

/** How well scores tell the same from what is not, from a threshold on. */
export function qualityAt(
  scored: readonly { score: number; isSame: boolean }[],
  threshold: number,
): Quality {
  const shown = scored.filter(({ score }) => score >= threshold)
  const right = shown.filter(({ isSame }) => isSame).length
  const same = scored.filter(({ isSame }) => isSame).length
  const precision = shown.length ? right / shown.length : 1
  const recall = same ? right / same : 1
  return {
    precision,
    recall,
    f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0,
  }
}

/** The threshold with the best F1 among the scores themselves. */
export function bestThreshold(scored: readonly { score: number; isSame: boolean }[]): number {
  const thresholds = [...new Set(scored.map(({ score }) => score))].sort(
    (one, other) => one - other,
  )
  return thresholds.reduce(
    (best, one) => (qualityAt(scored, one).f1 > qualityAt(scored, best).f1 ? one : best),
    thresholds[0] ?? 0,
  )
}

/** PostgreSQL's `similarity()` of pg_trgm: shared trigrams of all, each word padded by two and one spaces. */
export function trigramSimilarity(one: string, other: string): number {
  const [a, b] = [trigramsOf(one), trigramsOf(other)]
  const shared = [...a].filter((each) => b.has(each)).length
  return a.size + b.size - shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

function trigramsOf(text: string): Set<string> {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd')
  const trigrams = new Set<string>()
  for (const word of plain.split(/[^a-z0-9]+/).filter(Boolean)) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at += 1) trigrams.add(padded.slice(at, at + 3))
  }
  return trigrams
}

const wholeOf = ({ title, problem, solution }: LabelledPair['one']) =>
  `${title} ${problem} ${solution}`

export const scoreByTrigrams = (pairs: readonly LabelledPair[]) =>
  pairs.map(({ one, other, isSame }) => ({
    score: trigramSimilarity(wholeOf(one), wholeOf(other)),
    isSame,
  }))

/**
 * Likeness as the product shows it, and plain trigram similarity at the threshold that is best on the
 * tuning half; both on the half that nothing was fitted to.
 */
export function measureLikeness(): { ours: Quality; trigrams: Quality } {
  const scored = reportedPairs.map(({ one, other, isSame }) => ({
    score: likenessOf(prepare(one), prepare(other)).score,
    isSame,
  }))
  return {
    ours: qualityAt(scored, alikeFrom),
    trigrams: qualityAt(
      scoreByTrigrams(reportedPairs),
      bestThreshold(scoreByTrigrams(tuningPairs)),
    ),
  }
}
