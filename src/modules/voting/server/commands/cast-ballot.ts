import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { faultOfBallot, readVoteKey, receiptCode } from '../../ballot/scheme.ts'
import { isReadable } from '../../counting/choice.ts'
import { CastBallot } from '../../shapes.ts'
import type { VoteState } from '../../states.ts'
import { canCast } from '../policy.ts'
import { mustBe } from '../vote-of.ts'

interface Box {
  state: VoteState
  publicKey: string
  kind: 'motion' | 'election'
  candidates: number
  closesItself: boolean
}

/** Public keys that were read before: a vote's key never changes. */
const keys = new Map<string, Promise<CryptoKey>>()

function keyOf(publicKey: string): Promise<CryptoKey> {
  const known = keys.get(publicKey)
  if (known) return known
  if (keys.size > 200) keys.clear()
  const key = readVoteKey(publicKey)
  keys.set(publicKey, key)
  return key
}

/**
 * Puts a secret ballot into the box. Asks nobody who they are and writes nothing but the ballot. Repeated
 * it gives the same receipt, also after the vote is closed; with another choice it is refused.
 */
export const castBallot = defineCommand(
  'votes.cast',
  CastBallot,
  async (ctx, { voteId, ...ballot }) => {
    await ctx.authorize(canCast)
    const { rows } = await sql<Box>`
      select state, public_key, kind, candidates, closes_itself from voting.box(${voteId}::uuid)`.execute(
      ctx.db,
    )
    const box = rows[0]
    if (!box?.publicKey) throw new NotFound('voting.not_found')
    if (await faultOfBallot(voteId, await keyOf(box.publicKey), ballot))
      throw new RuleBroken('voting.ballot_not_signed')
    if (!isReadable(ballot.choice, box)) throw new RuleBroken('voting.choice_unreadable')
    const bytes = (text: string) => Buffer.from(text, 'base64url')
    const { rows: came } = await sql<{ came: string }>`
      select voting.cast_ballot(${voteId}::uuid, ${bytes(ballot.token)}::bytea, ${bytes(ballot.prefix)}::bytea,
        ${bytes(ballot.signature)}::bytea, ${ballot.choice}, ${bytes(ballot.proof)}::bytea) as came`.execute(
      ctx.db,
    )
    const result = came[0]?.came
    if (result === 'other') throw new Conflict('voting.cast_otherwise')
    if (result !== 'stored' && result !== 'known') mustBe({ state: result as VoteState }, 'casting')
    return {
      code: await receiptCode(ballot.token),
      mayBeFull: result === 'stored' && box.closesItself,
    }
  },
  { isUnrecorded: true },
)
