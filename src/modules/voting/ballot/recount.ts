import { isReadable } from '../counting/choice.ts'
import { addEntered, outcomeOf, sumOfEntered, tallyOf } from '../counting/count.ts'
import type { Outcome } from '../counting/types.ts'
import type { PublishedVote } from './published.ts'
import { type Ballot, type BallotFault, faultOfBallot, readVoteKey } from './scheme.ts'

export type RecountFault =
  | { what: BallotFault | 'token_twice' | 'choice_unreadable'; token: string }
  | { what: 'more_than_handed_out'; ballots: number; handedOut: number }
  | { what: 'drawers_do_not_add_up'; drawers: number; handedOut: number }
  | { what: 'entered_do_not_add_up'; entered: number; handedOut: number }

export interface Recount {
  /** Ballots that count. */
  counted: number
  /** What is wrong, ballot by ballot, and with the numbers. */
  faults: RecountFault[]
  outcome: Outcome
  /** Whether nothing is wrong and the same comes out as was published. */
  agrees: boolean
}

/**
 * Counts a published vote again from nothing but what was published: each signature, each choice, the
 * numbers, the outcome. A ballot whose signature does not hold is left out and named.
 */
export async function recount(
  vote: PublishedVote,
  progress: (done: number) => void = () => {},
): Promise<Recount> {
  const faults: RecountFault[] = []
  const choices =
    vote.method === 'secret'
      ? await choicesOf(vote, faults, progress)
      : (vote.choices ?? []).map(({ choice }) => choice)
  const { electronic, paper } = vote.handedOut
  if (vote.drawers && vote.drawers.length !== electronic + paper)
    faults.push({
      what: 'drawers_do_not_add_up',
      drawers: vote.drawers.length,
      handedOut: electronic + paper,
    })
  const question = {
    kind: vote.kind,
    seats: vote.seats,
    candidates: vote.candidates.length,
    rule: vote.rule,
  }
  let tally = tallyOf(question, choices)
  if (vote.entered) {
    const entered = sumOfEntered(question, vote.entered)
    const most = vote.method === 'secret' ? paper : vote.present
    if (vote.method === 'secret' ? entered !== most : entered > most)
      faults.push({ what: 'entered_do_not_add_up', entered, handedOut: most })
    tally = addEntered(question, tally, vote.entered)
  }
  const outcome = outcomeOf(question, vote, tally)
  const isSame = inOrder(outcome) === inOrder(vote.outcome)
  return { counted: choices.length, faults, outcome, agrees: isSame && faults.length === 0 }
}

async function choicesOf(
  vote: PublishedVote,
  faults: RecountFault[],
  progress: (done: number) => void,
): Promise<string[]> {
  const { electronic } = vote.handedOut
  if (vote.ballots.length > electronic)
    faults.push({
      what: 'more_than_handed_out',
      ballots: vote.ballots.length,
      handedOut: electronic,
    })
  if (vote.ballots.length === 0 || !vote.publicKey) return []
  const voteKey = await readVoteKey(vote.publicKey)
  const choices: string[] = []
  const tokens = new Set<string>()
  for (const [index, ballot] of vote.ballots.entries()) {
    const what = tokens.has(ballot.token) ? 'token_twice' : await faultOf(vote, voteKey, ballot)
    if (what) faults.push({ what, token: ballot.token })
    else choices.push(ballot.choice)
    tokens.add(ballot.token)
    if (index % 100 === 99) progress(index + 1)
  }
  return choices
}

async function faultOf(vote: PublishedVote, voteKey: CryptoKey, ballot: Ballot) {
  const broken = await faultOfBallot(vote.id, voteKey, ballot)
  if (broken) return broken
  const question = { kind: vote.kind, candidates: vote.candidates.length }
  return isReadable(ballot.choice, question) ? undefined : 'choice_unreadable'
}

/** As text, whatever order the keys were written in. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
