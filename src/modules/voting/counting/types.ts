/** Hands: counts are entered. Open: by name. Secret: by signed ballots that name nobody. */
export const methods = ['hands', 'open', 'secret'] as const
export type Method = (typeof methods)[number]

/** Motion: approve, against, abstain. Election: up to `seats` of the candidates. */
export const kinds = ['motion', 'election'] as const
export type Kind = (typeof kinds)[number]

/** What a threshold is a share of: those present (and represented), all entitled, valid votes, or all votes. */
export const bases = ['present', 'entitled', 'valid', 'cast'] as const
export type Base = (typeof bases)[number]

export const motionChoices = ['approve', 'against', 'abstain'] as const
export type MotionChoice = (typeof motionChoices)[number]

/** A share as a fraction of whole numbers: "more than 1/2", or with `atLeast` "2/3 or more". */
export interface Threshold {
  num: number
  den: number
  atLeast: boolean
}

export interface Rule {
  threshold: Threshold
  base: Base
  /** Which part of the entitled must be present for the vote to hold. */
  quorum: Threshold
  /** Where the rule stands, in the words of the text that orders it. */
  source: string
}

/** What is voted on, as far as counting must know. */
export interface Question {
  kind: Kind
  /** How many are to be elected; nothing for a motion. */
  seats: number
  /** How many candidates there are; a choice names them by their number on the ballot, from 1. */
  candidates: number
  rule: Rule
}

export interface Attendance {
  entitled: number
  /** Those on the roll, those represented included. */
  present: number
}

/** Votes that were counted by people: hands, or ballots of paper. */
export interface EnteredCounts {
  /** Of a motion. */
  approve: number
  against: number
  abstain: number
  /** Of an election: votes for each candidate, in the ballot's order. */
  votes: number[]
  /** Of an election: ballots with one to `seats` names. */
  valid: number
  blank: number
  invalid: number
  /** Handed out, but never put into the box. */
  missing: number
}

export interface Tally {
  approve: number
  against: number
  abstain: number
  /** Votes for each candidate, in the ballot's order. */
  votes: number[]
  valid: number
  blank: number
  invalid: number
}

export interface Outcome {
  tally: Tally
  /** The number that the threshold is a share of. */
  base: number
  /** The fewest votes that reach the threshold. */
  needed: number
  hasQuorum: boolean
  /** Whether a motion is carried; null for an election. */
  carried: boolean | null
  /** Numbers of the elected candidates, the most votes first. */
  elected: number[]
  /** Another round is proposed, never decided: seats left, and who may stand; why. */
  further: { seats: number; candidates: number[]; reason: 'tie' | 'too_few' } | null
}
