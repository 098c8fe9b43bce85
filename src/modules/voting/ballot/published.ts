import { z } from 'zod'
import { bases, kinds, methods } from '../counting/types.ts'
import { scheme } from './scheme.ts'

const count = z.int().min(0).max(1_000_000)
const threshold = z.object({
  num: z.int().min(0).max(1000),
  den: z.int().min(1).max(1000),
  atLeast: z.boolean(),
})
const text = z.string().max(4000)

export const Entered = z.object({
  approve: count,
  against: count,
  abstain: count,
  votes: z.array(count).max(500),
  valid: count,
  blank: count,
  invalid: count,
  missing: count,
})

const tally = z.object({
  approve: count,
  against: count,
  abstain: count,
  votes: z.array(count),
  valid: count,
  blank: count,
  invalid: count,
})

export const OutcomeShape = z.object({
  tally,
  base: count,
  needed: count,
  hasQuorum: z.boolean(),
  carried: z.boolean().nullable(),
  elected: z.array(z.int()),
  further: z
    .object({ seats: z.int(), candidates: z.array(z.int()), reason: z.enum(['tie', 'too_few']) })
    .nullable(),
})

/** What a closed vote publishes: enough for anybody to count again. Written as JSON. */
export const PublishedVote = z.object({
  format: z.literal('xungkich-vote-1'),
  id: z.uuid(),
  title: text,
  unit: text,
  method: z.enum(methods),
  kind: z.enum(kinds),
  seats: z.int().min(0).max(500),
  candidates: z.array(z.object({ number: z.int(), name: text })).max(500),
  rule: z.object({
    threshold,
    base: z.enum(bases),
    quorum: threshold,
    source: text,
  }),
  closedOn: z.iso.date(),
  entitled: count,
  present: count,
  /** Only of a secret vote. */
  scheme: z.literal(scheme).nullable(),
  publicKey: z.string().max(1000).nullable(),
  handedOut: z.object({ electronic: count, paper: count }),
  /** Who was handed a ballot; left out where the reader may not see it. */
  drawers: z.array(z.object({ name: text, how: z.enum(['electronic', 'paper']) })).nullable(),
  ballots: z
    .array(
      z.object({
        token: z.string().max(100),
        prefix: z.string().max(60),
        signature: z.string().max(400),
        choice: z.string().max(2500),
        proof: z.string().max(120),
      }),
    )
    .max(100_000),
  /** Of a vote open by name: who chose what; left out where the reader may not see it. */
  choices: z.array(z.object({ name: text, choice: z.string().max(2500) })).nullable(),
  entered: Entered.nullable(),
  outcome: OutcomeShape,
})
export type PublishedVote = z.output<typeof PublishedVote>
