import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Comparable, likenessOf, prepare, weighBy } from './likeness.ts'
import { labelledPairs, reportedPairs, tuningPairs } from './testing/labelled.ts'
import { measureLikeness } from './testing/measure.ts'
import { plainWords } from './words.ts'

const score = ({ one, other }: { one: Comparable; other: Comparable }) =>
  likenessOf(prepare(one), prepare(other)).score
test('there are 300 labelled pairs, half to tune on and half to report, with no text on both sides', () => {
  expect(labelledPairs).toHaveLength(300)
  expect([tuningPairs.length, reportedPairs.length]).toEqual([150, 150])
  const textsOf = (pairs: typeof labelledPairs) =>
    new Set(pairs.flatMap(({ one, other }) => [one.title, other.title]))
  const tuned = textsOf(tuningPairs)
  expect([...textsOf(reportedPairs)].filter((title) => tuned.has(title))).toEqual([])
})

test('on pairs that nothing was fitted to it beats plain trigram similarity, whose threshold was fitted too', () => {
  const { ours, trigrams } = measureLikeness()
  expect(ours.f1).toBeGreaterThan(trigrams.f1 + 0.03)
  expect(ours.precision).toBeGreaterThan(0.9)
  expect(ours.recall).toBeGreaterThan(0.9)
})

test('neither the order of words nor diacritics nor capitals change what is shared', () => {
  const idea = labelledPairs[0]?.one as Comparable
  const bare = plainWords(idea.problem).join(' ')
  expect(score({ one: idea, other: { ...idea, problem: bare.toUpperCase() } })).toBeCloseTo(
    score({ one: idea, other: idea }),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray(plainWords(idea.title), { minLength: 8 }), (words) => {
      const turned = { ...idea, title: words.join(' ') }
      return score({ one: idea, other: turned }) > 0.9
    }),
  )
})

test('it is symmetric and stays between 0 and 1, whatever is written', () => {
  const text = fc.string({ maxLength: 60 })
  const any = fc.record({ title: text, problem: text, solution: text, place: text, category: text })
  fc.assert(
    fc.property(any, any, (one, other) => {
      const there = score({ one, other })
      expect(there).toBeCloseTo(score({ one: other, other: one }))
      expect(there).toBeGreaterThanOrEqual(0)
      expect(there).toBeLessThanOrEqual(1)
    }),
  )
})

test('it says what two ideas share', () => {
  const { one, other } = labelledPairs[0] as { one: Comparable; other: Comparable }
  const { reasons } = likenessOf(prepare(one), prepare(other))
  expect(reasons).toContain('solution')
  expect(reasons).toContain('place')
})

test('a rare word says more than one that is everywhere; a word that binds says little however rare', () => {
  const weigh = weighBy(10_000, (word) => (word === 'chuong' ? 9_000 : 3))
  expect(weigh('ong')).toBeLessThan(0.2)
  expect(weigh('bach')).toBeGreaterThan(weigh('chuong') * 2)
})
