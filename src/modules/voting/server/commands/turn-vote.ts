import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneVote } from '../../shapes.ts'
import { canRunVotesAt } from '../policy.ts'
import { hold, mustBe, type VoteFacts, voteOf } from '../vote-of.ts'

/** The vote, kept for this transaction, for who may run it. */
export async function voteToRun(ctx: CommandContext, voteId: string): Promise<VoteFacts> {
  const { unitId } = await voteOf(ctx, voteId)
  await ctx.authorize(canRunVotesAt(unitId))
  await hold(ctx, voteId)
  return voteOf(ctx, voteId)
}

/** Ends the handing out of ballots and opens the box. */
export const startCasting = defineCommand('votes.start_casting', OneVote, async (ctx, input) => {
  const vote = await voteToRun(ctx, input.voteId)
  if (vote.state === 'casting') return { id: vote.id }
  mustBe(vote, 'handing_out')
  const { drawn, onPaper } = await handedOut(ctx, vote.id)
  if (drawn + onPaper === 0) throw new RuleBroken('voting.nothing_handed_out')
  await forgetOrderOfDraws(ctx, vote.id)
  await ctx.db
    .updateTable('voting.vote')
    .set({
      state: 'casting',
      castingOpenedBy: ctx.actor.personId ?? null,
      castingAccount: ctx.actor.accountId ?? null,
    })
    .where('id', '=', vote.id)
    .execute()
  ctx.note({ unitId: vote.unitId, subjectId: vote.id, details: { drawn, onPaper } })
  return { id: vote.id }
})

/** Hands out ballots once more, to who came late; the box is shut meanwhile. */
export const reopenHandingOut = defineCommand(
  'votes.reopen_handing_out',
  OneVote,
  async (ctx, input) => {
    const vote = await voteToRun(ctx, input.voteId)
    if (vote.state === 'handing_out') return { id: vote.id }
    mustBe(vote, 'casting')
    if (vote.method !== 'secret') throw new RuleBroken('voting.not_secret')
    await forgetOrderOfBallots(ctx, vote.id)
    await ctx.db
      .updateTable('voting.vote')
      .set({ state: 'handing_out' })
      .where('id', '=', vote.id)
      .execute()
    ctx.note({ unitId: vote.unitId, subjectId: vote.id })
    return { id: vote.id }
  },
)

/** Calls a vote off before it has a result. */
export const cancelVote = defineCommand('votes.cancel', OneVote, async (ctx, input) => {
  const vote = await voteToRun(ctx, input.voteId)
  if (vote.state === 'cancelled') return { id: vote.id }
  mustBe(vote, 'draft', 'handing_out', 'casting')
  await ctx.db
    .updateTable('voting.vote')
    .set({ state: 'cancelled' })
    .where('id', '=', vote.id)
    .execute()
  await destroyKey(ctx, vote.id)
  ctx.note({ unitId: vote.unitId, subjectId: vote.id, details: { from: vote.state } })
  return { id: vote.id }
})

const forgetOrderOfDraws = (ctx: CommandContext, voteId: string) =>
  sql`select voting.forget_order_of_draws(${voteId}::uuid)`.execute(ctx.db)

/** Writes the ballots anew in the order of their tokens, so that none tells when it came. */
export const forgetOrderOfBallots = (ctx: CommandContext, voteId: string) =>
  sql`select voting.forget_order_of_ballots(${voteId}::uuid)`.execute(ctx.db)

/** Destroys the vote's private key; nothing can be signed any more. */
export const destroyKey = (ctx: CommandContext, voteId: string) =>
  sql`select voting.destroy_key(${voteId}::uuid)`.execute(ctx.db)

/** How many ballots were handed out, on devices and on paper. */
export async function handedOut(
  ctx: CommandContext,
  voteId: string,
): Promise<{ drawn: number; onPaper: number }> {
  const { rows } = await sql<{ drawn: number; onPaper: number }>`
    select (select count(*)::int from voting.draw where vote_id = ${voteId}) as drawn,
           (select count(*)::int from voting.elector where vote_id = ${voteId} and on_paper) as on_paper`.execute(
    ctx.db,
  )
  return rows[0] ?? { drawn: 0, onPaper: 0 }
}
