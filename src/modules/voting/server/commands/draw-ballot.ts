import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken } from '#platform/server/errors.ts'
import { DrawBallot } from '../../shapes.ts'
import { electorOf } from '../elector-of.ts'
import { signBlinded } from '../keys.ts'
import { canVoteFor } from '../policy.ts'
import { mustBe, voteOf } from '../vote-of.ts'

/**
 * Hands a ballot to a person on the roll: signs, once, what their device has blinded. Asked again with
 * the same it answers the same; with another it is refused, since that would be a second ballot.
 */
export const drawBallot = defineCommand('votes.draw', DrawBallot, async (ctx, input) => {
  const vote = await voteOf(ctx, input.voteId)
  const elector = await electorOf(ctx, vote.id, input.personId)
  await ctx.authorize(canVoteFor(elector))
  if (vote.method !== 'secret') throw new RuleBroken('voting.not_secret')
  if (elector.onPaper) throw new RuleBroken('voting.takes_paper')
  const blinded = Buffer.from(input.blinded, 'base64url')

  const before = await drawOf(ctx, vote.id, input.personId)
  const row = before ?? (await draw())
  if (!row.blinded.equals(blinded)) throw new Conflict('voting.drawn_otherwise')
  ctx.note({ unitId: vote.unitId, subjectId: vote.id, details: { for: input.personId } })
  return { blindSignature: row.blindSignature.toString('base64url') }

  async function draw(): Promise<Drawn> {
    mustBe(vote, 'handing_out')
    const { rows: keys } = await sql<{
      sealed: Buffer | null
    }>`select voting.key_to_draw(${vote.id}::uuid, ${input.personId}::uuid) as sealed`.execute(
      ctx.db,
    )
    const sealed = keys[0]?.sealed
    if (!sealed) throw new RuleBroken('voting.not_handing_out')
    const signed = signBlinded(ctx.sealer.unseal(sealed), blinded)
    const { rows } = await sql<Drawn>`
      select blinded, blind_signature
        from voting.draw(${vote.id}::uuid, ${input.personId}::uuid, ${blinded}::bytea, ${signed}::bytea)`.execute(
      ctx.db,
    )
    if (!rows[0]) throw new RuleBroken('voting.not_handing_out')
    return rows[0]
  }
})

interface Drawn {
  blinded: Buffer
  blindSignature: Buffer
}

const drawOf = (ctx: Parameters<typeof voteOf>[0], voteId: string, personId: string) =>
  ctx.db
    .selectFrom('voting.draw')
    .select(['blinded', 'blindSignature'])
    .where('voteId', '=', voteId)
    .where('personId', '=', personId)
    .executeTakeFirst()
