import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { faultOfEntered } from '../../counting/count.ts'
import { EnterCounts } from '../../shapes.ts'
import { mustBe } from '../vote-of.ts'
import { handedOut, voteToRun } from './turn-vote.ts'

/**
 * Enters what people counted: hands, at most as many as are present, or ballots of paper, all that were
 * handed out. Entered again it takes the place of what was entered before, until the vote closes.
 */
export const enterCounts = defineCommand('votes.enter_counts', EnterCounts, async (ctx, input) => {
  const vote = await voteToRun(ctx, input.voteId)
  if (vote.method === 'open' || (vote.method === 'secret' && !vote.takesPaper))
    throw new RuleBroken('voting.nothing_to_enter')
  mustBe(vote, 'casting')
  const isPaper = vote.method === 'secret'
  const count = isPaper ? (await handedOut(ctx, vote.id)).onPaper : vote.present
  const fault = faultOfEntered(vote.question, input.counts, { count, mustBeAll: isPaper })
  if (fault) throw new RuleBroken(fault, { count })
  const entered = {
    counts: JSON.stringify(input.counts),
    enteredBy: ctx.actor.personId ?? null,
    enteredAt: ctx.now(),
  }
  await ctx.db
    .insertInto('voting.entered')
    .values({ voteId: vote.id, unitId: vote.unitId, ...entered })
    .onConflict((conflict) => conflict.column('voteId').doUpdateSet(entered))
    .execute()
  ctx.note({ unitId: vote.unitId, subjectId: vote.id, details: { counts: input.counts } })
  return { voteId: vote.id }
})
