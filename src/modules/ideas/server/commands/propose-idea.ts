import { defineCommand } from '#platform/server/command.ts'
import { ProposeIdea } from '../../shapes.ts'
import { isEditable } from '../../states.ts'
import { findIdea } from '../idea-of.ts'
import { keepIdea } from '../keep-idea.ts'
import { canChangeIdeaOf, canPropose } from '../policy.ts'
import { sendIdea } from '../send-idea.ts'

/**
 * Sends an idea on its way to the branch, as it is written now. One that was sent already is not sent
 * again: a repeated request gives the same answer.
 */
export const proposeIdea = defineCommand('ideas.propose', ProposeIdea, async (ctx, input) => {
  await ctx.authorize(canPropose)
  const found = await findIdea(ctx, input.id)
  if (found && !isEditable(found.state)) {
    await ctx.authorize(canChangeIdeaOf(found.authorId))
    ctx.note({ unitId: found.unitId, subjectId: found.id })
    return { id: found.id }
  }
  const idea = await keepIdea(ctx, input)
  await sendIdea(ctx, idea)
  return { id: idea.id }
})
