import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readElection, writeElection } from './choice.ts'
import { addEntered, faultOfEntered, givenIn, outcomeOf, tallyOf } from './count.ts'
import { neededOf, reaches } from './threshold.ts'
import type { EnteredCounts, Question, Rule, Threshold } from './types.ts'

const half: Threshold = { num: 1, den: 2, atLeast: false }
const twoThirds: Threshold = { num: 2, den: 3, atLeast: true }
const rule: Rule = { threshold: half, base: 'present', quorum: twoThirds, source: 'thử' }
const motion: Question = { kind: 'motion', seats: 0, candidates: 0, rule }
const election = (seats: number, candidates: number, of: Partial<Rule> = {}): Question => ({
  kind: 'election',
  seats,
  candidates,
  rule: { ...rule, ...of },
})
const here = (present: number, entitled = present) => ({ present, entitled })
const none: EnteredCounts = {
  approve: 0,
  against: 0,
  abstain: 0,
  votes: [],
  valid: 0,
  blank: 0,
  invalid: 0,
  missing: 0,
}

const threshold = fc
  .record({ den: fc.integer({ min: 1, max: 1000 }), share: fc.nat(1000), atLeast: fc.boolean() })
  .map(({ den, share, atLeast }) => ({ num: share % (den + 1), den, atLeast }))

test('half is not more than half, and two thirds are two thirds to the very vote', () => {
  expect([neededOf(10, half), neededOf(11, half)]).toEqual([6, 6])
  expect(reaches(5, 10, half)).toBe(false)
  expect([neededOf(9, twoThirds), neededOf(10, twoThirds)]).toEqual([6, 7])
  expect(reaches(6, 9, twoThirds)).toBe(true)
  expect(reaches(666, 1000, twoThirds)).toBe(false)
  expect(reaches(667, 1000, twoThirds)).toBe(true)
})

test('the fewest votes that are needed reach the threshold, and one fewer do not', () => {
  fc.assert(
    fc.property(fc.nat(100_000), threshold, (base, of) => {
      const needed = neededOf(base, of)
      expect(reaches(needed, base, of)).toBe(true)
      if (needed > 0) expect(reaches(needed - 1, base, of)).toBe(false)
    }),
  )
})

test('a threshold agrees with exact arithmetic, whatever its share and base', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), threshold, (votes, base, of) => {
      const [left, right] = [BigInt(votes) * BigInt(of.den), BigInt(of.num) * BigInt(base)]
      expect(reaches(votes, base, of)).toBe(of.atLeast ? left >= right : left > right)
    }),
  )
})

test('an election’s choice is written in one way, and reads as it was written', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })
  fc.assert(
    fc.property(numbers, (chosen) => {
      const sorted = [...chosen].sort((one, other) => one - other)
      expect(readElection(writeElection(chosen), 40)).toEqual(sorted)
    }),
  )
  for (const wrong of ['2,1', '1,1', '0', '01', '1,', ',1', ' 1', '41', '1;2', '-1', '1e1'])
    expect(readElection(wrong, 40), wrong).toBeUndefined()
})

test('counting does not depend on the order, and every vote is counted exactly once', () => {
  const choice = fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 })
    .map((chosen) => writeElection(chosen))
  fc.assert(
    fc.property(
      fc.array(choice, { maxLength: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (all, seats) => {
        const question = election(seats, 6)
        const tally = tallyOf(question, all)
        expect(tallyOf(question, [...all].reverse())).toEqual(tally)
        expect(givenIn(tally)).toBe(all.length)
        const named = all.filter((one) => one && one.split(',').length <= seats)
        expect(tally.valid).toBe(named.length)
        expect(tally.votes.reduce((sum, one) => sum + one, 0)).toBe(
          named.reduce((sum, one) => sum + one.split(',').length, 0),
        )
        // Counted in two rooms and added up it is the same.
        const half = Math.floor(all.length / 2)
        const [left, right] = [all.slice(0, half), all.slice(half)].map((part) =>
          tallyOf(question, part),
        )
        const added = addEntered(question, left as typeof tally, { ...none, ...right })
        expect(added).toEqual(tally)
      },
    ),
  )
})

test('nobody is elected beyond the seats, below the threshold, or above somebody with more votes', () => {
  const votes = fc.array(fc.nat(30), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(votes, fc.integer({ min: 1, max: 12 }), (given, asked) => {
      const seats = Math.min(asked, given.length)
      const tally = { ...tallyOf(election(seats, given.length), []), votes: given, valid: 30 }
      const { elected, further, needed } = outcomeOf(election(seats, given.length), here(30), tally)
      const votesOf = (number: number) => given[number - 1] as number
      expect(elected.length).toBeLessThanOrEqual(seats)
      const others = given.map((_, index) => index + 1).filter((one) => !elected.includes(one))
      for (const one of elected) {
        expect(votesOf(one)).toBeGreaterThanOrEqual(needed)
        // Who is not elected and has as many or more: only where nobody has to give way.
        for (const other of others) expect(votesOf(other)).toBeLessThan(votesOf(one))
      }
      if (further) {
        expect(further.seats).toBe(seats - elected.length)
        expect(further.candidates.some((one) => elected.includes(one))).toBe(false)
      } else expect(elected.length === seats || others.length === 0).toBe(true)
    }),
  )
})

test('a motion is carried by more than half of those present; who abstains or stays silent does not approve', () => {
  const carried = (approve: number, present: number, entitled = present) =>
    outcomeOf(motion, here(present, entitled), { ...tallyOf(motion, []), approve, valid: approve })
      .carried
  expect([carried(6, 10), carried(5, 10)]).toEqual([true, false])
  // Six of ten entitled are no two thirds: what they decide does not hold.
  expect(carried(6, 6, 10)).toBe(false)
  expect(carried(7, 7, 10)).toBe(true)
})

test('whoever is level at the last seat is not elected: a further round is proposed among them', () => {
  const outcome = outcomeOf(election(2, 4), here(10), {
    ...tallyOf(election(2, 4), []),
    votes: [9, 6, 6, 2],
    valid: 10,
  })
  expect(outcome).toMatchObject({
    elected: [1],
    further: { seats: 1, candidates: [2, 3], reason: 'tie' },
  })
})

test('too few with more than half: the seats that are left are proposed to those who are left', () => {
  const outcome = outcomeOf(election(3, 4), here(10), {
    ...tallyOf(election(3, 4), []),
    votes: [9, 5, 4, 2],
    valid: 10,
  })
  expect(outcome).toMatchObject({
    needed: 6,
    elected: [1],
    further: { seats: 2, candidates: [2, 3, 4], reason: 'too_few' },
  })
})

test('the base is what the rule says: those present, the entitled, valid votes, or all votes', () => {
  const tally = { ...tallyOf(election(1, 2), []), votes: [5, 3], valid: 8, blank: 1, invalid: 1 }
  const base = (of: Rule['base']) =>
    outcomeOf(election(1, 2, { base: of }), here(12, 15), tally).base
  expect([base('present'), base('entitled'), base('valid'), base('cast')]).toEqual([12, 15, 8, 10])
})

test('counts that people entered: all that were handed out, none too many, none that cannot be', () => {
  const fault = (counts: Partial<EnteredCounts>, count = 10, mustBeAll = true) =>
    faultOfEntered(election(2, 3), { ...none, ...counts }, { count, mustBeAll })
  const good = { votes: [6, 5, 2], valid: 8, blank: 1, invalid: 1 }
  expect(fault(good)).toBeUndefined()
  expect(fault({ ...good, missing: 1 })).toBe('voting.counts_too_many')
  expect(fault({ ...good, blank: 0 })).toBe('voting.counts_not_all')
  expect(fault({ ...good, blank: 0 }, 10, false)).toBeUndefined()
  // Nine votes for one on eight ballots; more votes than two a ballot; fewer than one a ballot.
  expect(fault({ ...good, votes: [9, 1, 1] })).toBe('voting.counts_impossible')
  expect(fault({ ...good, votes: [8, 8, 1] })).toBe('voting.counts_impossible')
  expect(fault({ ...good, votes: [3, 2, 2] })).toBe('voting.counts_impossible')
})
