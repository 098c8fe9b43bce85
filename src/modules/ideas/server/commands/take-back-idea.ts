import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { OneIdea } from '../../shapes.ts'
import { isScreening } from '../../states.ts'
import { holdIdea } from '../idea-of.ts'
import { canChangeIdeaOf } from '../policy.ts'
import { tellStep } from '../steps.ts'

/** The author takes an idea back that is being screened, to change it. */
export const takeBackIdea = defineCommand('ideas.take_back', OneIdea, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canChangeIdeaOf(idea.authorId))
  if (!isScreening(idea.state)) throw new RuleBroken('ideas.not_being_screened')
  await tellStep(ctx, {
    id: uuidv7(ctx.now().getTime()),
    ideaId: idea.id,
    unitId: idea.unitId,
    state: idea.state,
    verdict: 'taken_back',
    atUnitId: idea.stepUnitId,
  })
  await sql`update ideas.idea set state = 'returned', updated_at = ${ctx.now()}, version = version + 1 where id = ${idea.id}::uuid`.execute(
    ctx.db,
  )
  ctx.note({ unitId: idea.unitId, subjectId: idea.id })
  return { id: idea.id }
})
