import { defineCommand } from '#platform/server/command.ts'
import { SaveDraft } from '../../shapes.ts'
import { keepIdea } from '../keep-idea.ts'
import { canPropose } from '../policy.ts'

/** Keeps an idea as a draft that only its authors see. Safe to repeat with the same id. */
export const saveDraft = defineCommand('ideas.save_draft', SaveDraft, async (ctx, input) => {
  await ctx.authorize(canPropose)
  const idea = await keepIdea(ctx, input)
  ctx.note({ unitId: idea.unitId, subjectId: idea.id })
  return { id: idea.id, version: idea.version }
})
