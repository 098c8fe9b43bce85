import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { faultOfBallot, readVoteKey, receiptCode } from '../../ballot/scheme.ts'
import { isReadable } from '../../counting/choice.ts'
import { CastBallot } from '../../shapes.ts'
import type { VoteState } from '../../states.ts'
import { canCast } from '../policy.ts'
import { mustBe } from '../vote-of.ts'

interface Box {
  key: CryptoKey
  kind: 'motion' | 'election'
  candidates: number
  closesItself: boolean
}

/** Of votes that are open or were: none of it changes any more. */
const boxes = new Map<string, Box>()

/** What a box must know of its vote. Throws NotFound where there is no such box. */
async function boxOf(ctx: CommandContext, voteId: string): Promise<Box> {
  const known = boxes.get(voteId)
  if (known) return known
  const { rows } = await sql<Omit<Box, 'key'> & { publicKey: string | null }>`
    select public_key, kind, candidates, closes_itself from voting.box(${voteId}::uuid)`.execute(
    ctx.db,
  )
  const [row] = rows
  if (!row?.publicKey) throw new NotFound('voting.not_found')
  const box = { ...row, key: await readVoteKey(row.publicKey) }
  if (boxes.size > 500) boxes.clear()
  boxes.set(voteId, box)
  return box
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
    const box = await boxOf(ctx, voteId)
    if (await faultOfBallot(voteId, box.key, ballot))
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
