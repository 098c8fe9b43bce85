import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needed, quorumOf, type Rule, ruleOn } from './quorum.ts'

const rule = (fields: Partial<Rule> = {}): Rule => ({
  id: 'r',
  kind: 'branch',
  purpose: 'quorum',
  numerator: 2,
  denominator: 3,
  isStrict: false,
  base: 'entitled',
  lessExcused: false,
  source: 'x',
  validFrom: '2020-01-01',
  validTo: null,
  ...fields,
})
const people = (count: number, away = 0) =>
  Array.from({ length: count }, (_, index) => ({
    personId: `p${index}`,
    name: `Người ${index}`,
    residenceStatus: index < away ? 'working_away' : 'at_home',
  }))
const first = (count: number) => new Set(Array.from({ length: count }, (_, index) => `p${index}`))
const nobody = new Set<string>()

test('two thirds of twelve are eight, more than half of eight are five, of nobody it is one', () => {
  expect(needed({ numerator: 2, denominator: 3, isStrict: false }, 12)).toBe(8)
  expect(needed({ numerator: 2, denominator: 3, isStrict: false }, 13)).toBe(9)
  expect(needed({ numerator: 1, denominator: 2, isStrict: true }, 8)).toBe(5)
  expect(needed({ numerator: 1, denominator: 2, isStrict: true }, 9)).toBe(5)
  expect(needed({ numerator: 2, denominator: 3, isStrict: false }, 0)).toBe(1)
})

const share = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), fc.boolean())
  .filter(([numerator, denominator]) => numerator <= denominator)
  .map(([numerator, denominator, isStrict]) => ({ numerator, denominator, isStrict }))

test('what is needed fulfils the rule, and one fewer does not', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 100_000 }), (part, of) => {
      const fulfils = (have: number) => {
        const [left, right] = [
          BigInt(have) * BigInt(part.denominator),
          BigInt(of) * BigInt(part.numerator),
        ]
        return part.isStrict ? left > right : left >= right
      }
      const need = needed(part, of)
      expect(fulfils(need)).toBe(true)
      expect(need === 1 || !fulfils(need - 1)).toBe(true)
    }),
  )
})

test('more people present never lose a quorum of those entitled; a larger list never needs fewer', () => {
  fc.assert(
    fc.property(
      share,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (part, total, here) => {
        const have = Math.min(here, total)
        const at = (count: number, of = total) =>
          quorumOf(rule(part), people(of), first(count), nobody)
        if (at(have).isReached && have < total) expect(at(have + 1).isReached).toBe(true)
        expect(at(have, total + 1).need).toBeGreaterThanOrEqual(at(have).need)
      },
    ),
  )
})

test('who is not on the list counts neither as present nor as entitled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), (strangers) => {
      const present = new Set([
        ...first(7),
        ...Array.from({ length: strangers }, (_, i) => `stranger${i}`),
      ])
      expect(quorumOf(rule(), people(12), present, nobody)).toMatchObject({
        need: 8,
        of: 12,
        have: 7,
        isReached: false,
      })
    }),
  )
})

test('by a rule of those at home, who is away counts only where they came', () => {
  const atHome = rule({ base: 'at_home' })
  expect(quorumOf(atHome, people(12, 4), nobody, nobody)).toMatchObject({ of: 8, need: 6 })
  expect(quorumOf(atHome, people(12, 4), first(1), nobody)).toMatchObject({ of: 9, need: 6 })
})

test('by a rule that leaves out the excused, an excuse makes the base smaller, until its owner comes', () => {
  const less = rule({ lessExcused: true })
  expect(quorumOf(less, people(12), nobody, first(3))).toMatchObject({ of: 9, need: 6 })
  expect(quorumOf(less, people(12), first(3), first(3))).toMatchObject({ of: 12, need: 8 })
  expect(quorumOf(rule(), people(12), nobody, first(3))).toMatchObject({ of: 12, need: 8 })
})

test('a meeting is held by the rule of its own day', () => {
  const old = rule({ id: 'old', validTo: '2026-07-01' })
  const newer = rule({ id: 'new', numerator: 1, denominator: 2, validFrom: '2026-07-01' })
  expect(ruleOn([newer, old], 'branch', 'quorum', '2026-06-30')?.id).toBe('old')
  expect(ruleOn([newer, old], 'branch', 'quorum', '2026-07-01')?.id).toBe('new')
  expect(ruleOn([newer, old], 'committee', 'quorum', '2026-07-01')).toBeUndefined()
})
