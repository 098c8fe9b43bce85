import { z } from 'zod'
import { Entered } from './ballot/published.ts'
import { lengths } from './ballot/scheme.ts'
import { bases, kinds, methods } from './counting/types.ts'

const name = z.string().trim().min(1).max(200).normalize('NFC')
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((text) => text || undefined)
    .optional()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** A share: "more than num/den", or "num/den or more". */
const shareFrom = (least: number) =>
  z
    .object({ num: whole(least, 1000), den: whole(1, 1000), atLeast: ticked })
    .refine(({ num, den }) => num <= den, { path: ['num'], error: 'voting_share_above_one' })

export const VoteRule = z.object({
  threshold: shareFrom(1),
  base: z.enum(bases),
  /** Nothing of them where the rules ask for no quorum. */
  quorum: shareFrom(0),
  source: z.string().trim().min(1).max(500).normalize('NFC'),
})

export const PrepareVote = z
  .object({
    id: z.uuid(),
    unitId: z.uuid(),
    /** The meeting or the like that it belongs to; opaque here. */
    contextId: z.uuid().optional(),
    /** The vote that this is a further round of. */
    followsId: z.uuid().optional(),
    method: z.enum(methods),
    kind: z.enum(kinds),
    title: name,
    question: line(4000),
    seats: whole(0, 500).default(0),
    candidates: z
      .array(z.object({ name, note: line(200), personId: z.uuid().optional() }))
      .max(500)
      .default([]),
    rule: VoteRule,
    proxiesEach: whole(0, 10).default(0),
    takesPaper: ticked,
    closesItself: ticked,
  })
  .refine((it) => it.kind === 'motion' || it.seats > 0, { path: ['seats'], error: 'required' })
  .refine((it) => it.kind === 'motion' || it.candidates.length >= it.seats, {
    path: ['candidates'],
    error: 'voting_too_few_candidates',
  })
  .refine((it) => it.kind === 'election' || (it.seats === 0 && it.candidates.length === 0), {
    path: ['candidates'],
    error: 'voting_motion_has_no_candidates',
  })

export const OpenVote = z.object({
  voteId: z.uuid(),
  /** How many are entitled in all, whether here or not; those on the roll where it is not given. */
  entitled: whole(1, 100_000).optional(),
  /** Who is here and votes. */
  personIds: z.array(z.uuid()).min(1).max(20_000),
  /** Who is not here and has somebody vote for them, where the rules of the vote allow it. */
  proxies: z
    .array(z.object({ absentId: z.uuid(), holderId: z.uuid() }))
    .max(20_000)
    .default([]),
})

export const OneVote = z.object({ voteId: z.uuid() })

const bytes = (length: number) =>
  z
    .string()
    .length(Math.ceil((length * 4) / 3))
    .regex(/^[\w-]+$/)

export const DrawBallot = z.object({
  voteId: z.uuid(),
  /** For whom: oneself, or somebody who named one as a proxy. */
  personId: z.uuid(),
  blinded: bytes(lengths.signature),
})

const Choice = z.string().max(2500)

export const CastBallot = z.object({
  voteId: z.uuid(),
  token: bytes(lengths.token),
  prefix: bytes(lengths.prefix),
  signature: bytes(lengths.signature),
  choice: Choice,
  proof: bytes(lengths.proof),
})

export const Choose = z.object({ voteId: z.uuid(), personId: z.uuid(), choice: Choice })

export const MarkPaper = z.object({ voteId: z.uuid(), personId: z.uuid(), onPaper: ticked })

export const EnterCounts = z.object({ voteId: z.uuid(), counts: Entered })
