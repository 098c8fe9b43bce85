import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { IdeaHeld } from './idea-of.ts'
import { dueOn, firstStepFrom, tellStep } from './steps.ts'
import { tellAnswerable, tellAuthors } from './tell.ts'

/** Sends a draft on its way: to the branch, or to whoever stands first above its author. */
export async function sendIdea(ctx: CommandContext, idea: IdeaHeld): Promise<void> {
  const step = await firstStepFrom(ctx, idea.homeUnitId)
  if (!step) return
  const due = dueOn(ctx, step.state)
  await sql`update ideas.idea set state = ${step.state}, step_unit_id = ${step.unitId}, step_since = ${ctx.today},
      step_due = ${due}, proposed_on = coalesce(proposed_on, ${ctx.today}::date), updated_at = ${ctx.now()}
    where id = ${idea.id}::uuid`.execute(ctx.db)
  await tellStep(ctx, {
    id: uuidv7(ctx.now().getTime()),
    ideaId: idea.id,
    unitId: idea.unitId,
    state: idea.state,
    verdict: 'sent',
    atUnitId: step.unitId,
    dueOn: due,
  })
  ctx.note({ unitId: idea.unitId, subjectId: idea.id, details: { to: step.state } })
  await ctx.emit('ideas.proposed', { ideaId: idea.id, unitId: idea.unitId })
  await tellAuthors(ctx, idea, 'ideas.sent', { day: due })
  await tellAnswerable(ctx, idea, step.unitId, due)
}
