import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { isReadable } from '../../counting/choice.ts'
import { Choose } from '../../shapes.ts'
import { electorOf } from '../elector-of.ts'
import { canVoteFor } from '../policy.ts'
import { mustBe, voteOf } from '../vote-of.ts'

/** Votes in an open vote, for oneself or for who sent one; may be changed until the vote closes. */
export const choose = defineCommand('votes.choose', Choose, async (ctx, input) => {
  const vote = await voteOf(ctx, input.voteId)
  const elector = await electorOf(ctx, vote.id, input.personId)
  await ctx.authorize(canVoteFor(elector))
  if (vote.method !== 'open') throw new RuleBroken('voting.not_open')
  mustBe(vote, 'casting')
  if (!isReadable(input.choice, vote.question)) throw new RuleBroken('voting.choice_unreadable')
  await ctx.db
    .insertInto('voting.choice')
    .values({
      voteId: vote.id,
      personId: input.personId,
      unitId: vote.unitId,
      choice: input.choice,
      givenBy: ctx.actor.personId as string,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['voteId', 'personId'])
        .doUpdateSet({ choice: input.choice, givenAt: ctx.now() }),
    )
    .execute()
  ctx.note({
    unitId: vote.unitId,
    subjectId: vote.id,
    details: { for: input.personId, choice: input.choice },
  })
  return { voteId: vote.id }
})
