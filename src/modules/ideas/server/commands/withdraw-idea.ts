import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { OneIdea } from '../../shapes.ts'
import { isEditable } from '../../states.ts'
import { holdIdea } from '../idea-of.ts'
import { canChangeIdeaOf } from '../policy.ts'
import { tellStep } from '../steps.ts'

/** The author gives an idea up that nobody is screening; it counts for nothing any more. */
export const withdrawIdea = defineCommand('ideas.withdraw', OneIdea, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canChangeIdeaOf(idea.authorId))
  if (idea.state !== 'withdrawn') {
    if (!isEditable(idea.state)) throw new RuleBroken('ideas.sent_already')
    await tellStep(ctx, {
      id: uuidv7(ctx.now().getTime()),
      ideaId: idea.id,
      unitId: idea.unitId,
      state: idea.state,
      verdict: 'withdrawn',
      atUnitId: null,
    })
    await sql`update ideas.idea set state = 'withdrawn', updated_at = ${ctx.now()}, version = version + 1 where id = ${idea.id}::uuid`.execute(
      ctx.db,
    )
  }
  ctx.note({ unitId: idea.unitId, subjectId: idea.id })
  return { id: idea.id }
})
