import { defineCommand } from '#platform/server/command.ts'
import { PrepareVote } from '../../shapes.ts'
import { canRunVotesAt } from '../policy.ts'

/** Prepares a vote: what is asked, how, and by which rule it is decided. Safe to repeat with the same id. */
export const prepareVote = defineCommand('votes.prepare', PrepareVote, async (ctx, input) => {
  await ctx.authorize(canRunVotesAt(input.unitId))
  const { threshold, quorum, base, source } = input.rule
  const isSecret = input.method === 'secret'
  const made = await ctx.db
    .insertInto('voting.vote')
    .values({
      id: input.id,
      unitId: input.unitId,
      contextId: input.contextId ?? null,
      followsId: input.followsId ?? null,
      method: input.method,
      kind: input.kind,
      title: input.title,
      question: input.question ?? null,
      seats: input.seats,
      num: threshold.num,
      den: threshold.den,
      atLeast: threshold.atLeast,
      base,
      quorumNum: quorum.num,
      quorumDen: quorum.den,
      source,
      proxiesEach: input.method === 'hands' ? 0 : input.proxiesEach,
      takesPaper: isSecret && input.takesPaper,
      closesItself: isSecret && input.closesItself,
      heldOn: ctx.today,
      createdBy: ctx.actor.personId ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made && input.candidates.length > 0)
    await ctx.db
      .insertInto('voting.candidate')
      .values(
        input.candidates.map((candidate, index) => ({
          voteId: input.id,
          unitId: input.unitId,
          number: index + 1,
          personId: candidate.personId ?? null,
          name: candidate.name,
          note: candidate.note ?? null,
        })),
      )
      .execute()
  ctx.note({
    unitId: input.unitId,
    subjectId: input.id,
    details: { title: input.title, method: input.method },
  })
  return { id: input.id }
})
