import { type Choice, isMotionChoice, readElection } from './choice.ts'
import { neededOf, reaches } from './threshold.ts'
import type { Attendance, EnteredCounts, Outcome, Question, Tally } from './types.ts'

const emptyTally = (candidates: number): Tally => ({
  approve: 0,
  against: 0,
  abstain: 0,
  votes: Array.from({ length: candidates }, () => 0),
  valid: 0,
  blank: 0,
  invalid: 0,
})

/** Adds up choices: one to `seats` names are valid, none is blank, more are invalid. Their order does not matter. */
export function tallyOf(
  question: Pick<Question, 'kind' | 'seats' | 'candidates'>,
  choices: Iterable<Choice>,
): Tally {
  const tally = emptyTally(question.candidates)
  for (const choice of choices) {
    if (question.kind === 'motion') {
      if (!isMotionChoice(choice)) tally.invalid++
      else {
        tally[choice]++
        tally.valid++
      }
      continue
    }
    const numbers = readElection(choice, question.candidates)
    if (numbers?.length === 0) tally.blank++
    else if (!numbers || numbers.length > question.seats) tally.invalid++
    else {
      tally.valid++
      for (const number of numbers) tally.votes[number - 1] = (tally.votes[number - 1] ?? 0) + 1
    }
  }
  return tally
}

/** A tally with what people counted: hands or paper. */
export function addEntered(
  question: Pick<Question, 'kind'>,
  tally: Tally,
  entered: EnteredCounts,
): Tally {
  const { approve, against, abstain } = entered
  return {
    approve: tally.approve + approve,
    against: tally.against + against,
    abstain: tally.abstain + abstain,
    votes: tally.votes.map((votes, index) => votes + (entered.votes[index] ?? 0)),
    valid: tally.valid + (question.kind === 'motion' ? approve + against + abstain : entered.valid),
    blank: tally.blank + entered.blank,
    invalid: tally.invalid + entered.invalid,
  }
}

/** How many votes were given in all, whatever they are worth. */
export const givenIn = ({ valid, blank, invalid }: Tally): number => valid + blank + invalid

/**
 * What came of a vote. A motion is carried when those who approve reach the threshold. In an election
 * whoever reaches it is elected by the number of votes, as far as there are seats; those who are level
 * at the last seat are not, and too few are not made up for: another round is proposed.
 */
export function outcomeOf(question: Question, attendance: Attendance, tally: Tally): Outcome {
  const { threshold, quorum } = question.rule
  const base = {
    present: attendance.present,
    entitled: attendance.entitled,
    valid: tally.valid,
    cast: givenIn(tally),
  }[question.rule.base]
  const hasQuorum = reaches(attendance.present, attendance.entitled, quorum)
  const common = { tally, base, needed: neededOf(base, threshold), hasQuorum }
  if (question.kind === 'motion') {
    const carried = hasQuorum && reaches(tally.approve, base, threshold)
    return { ...common, carried, elected: [], further: null }
  }
  return { ...common, carried: null, ...electionOf(question, common) }
}

function electionOf(
  { seats, candidates, rule }: Question,
  { tally, base, hasQuorum }: Pick<Outcome, 'tally' | 'base' | 'hasQuorum'>,
): Pick<Outcome, 'elected' | 'further'> {
  const votesOf = (number: number) => tally.votes[number - 1] ?? 0
  const ranked = Array.from({ length: candidates }, (_, index) => index + 1).sort(
    (one, other) => votesOf(other) - votesOf(one) || one - other,
  )
  if (!hasQuorum) return { elected: [], further: null }
  const reaching = ranked.filter(
    (number) => votesOf(number) > 0 && reaches(votesOf(number), base, rule.threshold),
  )
  if (reaching.length <= seats) {
    const rest = ranked.filter((number) => !reaching.includes(number))
    const left = seats - reaching.length
    return {
      elected: reaching,
      further:
        left > 0 && rest.length > 0 ? { seats: left, candidates: rest, reason: 'too_few' } : null,
    }
  }
  const last = votesOf(reaching[seats - 1] as number)
  const level = reaching.filter((number) => votesOf(number) === last)
  const above = reaching.filter((number) => votesOf(number) > last)
  if (above.length + level.length === seats) return { elected: [...above, ...level], further: null }
  return {
    elected: above,
    further: { seats: seats - above.length, candidates: level, reason: 'tie' },
  }
}

/** How many votes people counted in all, those that never came back among them. */
export const sumOfEntered = (
  { kind }: Pick<Question, 'kind'>,
  { approve, against, abstain, valid, blank, invalid, missing }: EnteredCounts,
): number => (kind === 'motion' ? approve + against + abstain : valid) + blank + invalid + missing

/** What is wrong with counts that people entered; undefined where they can be. `given` votes there can be. */
export function faultOfEntered(
  { kind, seats, candidates }: Pick<Question, 'kind' | 'seats' | 'candidates'>,
  entered: EnteredCounts,
  given: { count: number; mustBeAll: boolean },
): 'voting.counts_too_many' | 'voting.counts_not_all' | 'voting.counts_impossible' | undefined {
  const { approve, against, abstain, valid, votes } = entered
  const total = sumOfEntered({ kind }, entered)
  if (total > given.count) return 'voting.counts_too_many'
  if (given.mustBeAll && total !== given.count) return 'voting.counts_not_all'
  if (kind === 'motion')
    return votes.length > 0 || valid > 0 ? 'voting.counts_impossible' : undefined
  if (approve + against + abstain > 0 || votes.length !== candidates)
    return 'voting.counts_impossible'
  const sum = votes.reduce((all, one) => all + one, 0)
  const possible = votes.every((one) => one <= valid) && sum >= valid && sum <= valid * seats
  return possible ? undefined : 'voting.counts_impossible'
}
