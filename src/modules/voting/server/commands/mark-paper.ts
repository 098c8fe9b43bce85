import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { MarkPaper } from '../../shapes.ts'
import { electorOf } from '../elector-of.ts'
import { mustBe } from '../vote-of.ts'
import { voteToRun } from './turn-vote.ts'

/** Says that somebody takes a ballot of paper, or no longer does; who drew one on a device cannot. */
export const markPaper = defineCommand('votes.mark_paper', MarkPaper, async (ctx, input) => {
  const vote = await voteToRun(ctx, input.voteId)
  await electorOf(ctx, vote.id, input.personId)
  if (!vote.takesPaper) throw new RuleBroken('voting.no_paper')
  mustBe(vote, 'handing_out')
  const drawn = await ctx.db
    .selectFrom('voting.draw')
    .select('personId')
    .where('voteId', '=', vote.id)
    .where('personId', '=', input.personId)
    .executeTakeFirst()
  if (drawn) throw new RuleBroken('voting.has_drawn')
  await ctx.db
    .updateTable('voting.elector')
    .set({ onPaper: input.onPaper })
    .where('voteId', '=', vote.id)
    .where('personId', '=', input.personId)
    .execute()
  ctx.note({
    unitId: vote.unitId,
    subjectId: vote.id,
    details: { for: input.personId, onPaper: input.onPaper },
  })
  return { voteId: vote.id }
})
