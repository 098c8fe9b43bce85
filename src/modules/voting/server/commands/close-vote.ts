import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { addEntered, givenIn, outcomeOf, tallyOf } from '../../counting/count.ts'
import type { EnteredCounts, Outcome } from '../../counting/types.ts'
import { OneVote } from '../../shapes.ts'
import type { VoteState } from '../../states.ts'
import { mustBe, type VoteFacts } from '../vote-of.ts'
import { destroyKey, forgetOrderOfBallots, handedOut, voteToRun } from './turn-vote.ts'

/**
 * Closes a vote, counts it and publishes its outcome; the key of a secret one is destroyed. Signatures
 * were checked when the ballots came in, so this is no more than a count. Repeated, it answers the same.
 */
export const closeVote = defineCommand('votes.close', OneVote, async (ctx, input) => {
  const vote = await voteToRun(ctx, input.voteId)
  if (vote.state === 'closed') return { id: vote.id, outcome: await outcomeBefore(ctx, vote.id) }
  mustBe(vote, 'casting')
  const entered = await enteredIn(ctx, vote)
  await forgetOrderOfBallots(ctx, vote.id)
  // Shut for good: only now may the ballots be read.
  await turn(ctx, vote.id, { state: 'counting' })
  const choices = await choicesIn(ctx, vote)
  const tally = tallyOf(vote.question, choices)
  const whole = entered ? addEntered(vote.question, tally, entered) : tally
  const outcome = outcomeOf(vote.question, vote, whole)
  await turn(ctx, vote.id, {
    state: 'closed',
    outcome: JSON.stringify(outcome),
    closedAt: ctx.now(),
  })
  await destroyKey(ctx, vote.id)
  ctx.note({
    unitId: vote.unitId,
    subjectId: vote.id,
    details: { given: givenIn(whole), carried: outcome.carried, elected: outcome.elected },
  })
  return { id: vote.id, outcome }
})

const turn = (
  ctx: CommandContext,
  voteId: string,
  set: { state: VoteState; outcome?: string; closedAt?: Date },
) => ctx.db.updateTable('voting.vote').set(set).where('id', '=', voteId).execute()

async function choicesIn(ctx: CommandContext, vote: VoteFacts): Promise<string[]> {
  if (vote.method === 'hands') return []
  if (vote.method === 'open') {
    const rows = await ctx.db
      .selectFrom('voting.choice')
      .select('choice')
      .where('voteId', '=', vote.id)
      .execute()
    return rows.map(({ choice }) => choice)
  }
  const rows = await ctx.db
    .selectFrom('voting.ballot')
    .select('choice')
    .where('voteId', '=', vote.id)
    .execute()
  return rows.map(({ choice }) => choice)
}

/** What people counted; throws RuleBroken where it is still to be entered. */
async function enteredIn(ctx: CommandContext, vote: VoteFacts): Promise<EnteredCounts | undefined> {
  const row = await ctx.db
    .selectFrom('voting.entered')
    .select('counts')
    .where('voteId', '=', vote.id)
    .executeTakeFirst()
  if (row) return row.counts as unknown as EnteredCounts
  if (vote.method === 'hands') throw new RuleBroken('voting.counts_missing')
  if (vote.method === 'secret' && (await handedOut(ctx, vote.id)).onPaper > 0)
    throw new RuleBroken('voting.paper_counts_missing')
  return undefined
}

async function outcomeBefore(ctx: CommandContext, voteId: string): Promise<Outcome> {
  const { outcome } = await ctx.db
    .selectFrom('voting.vote')
    .select('outcome')
    .where('id', '=', voteId)
    .executeTakeFirstOrThrow()
  return outcome as unknown as Outcome
}
