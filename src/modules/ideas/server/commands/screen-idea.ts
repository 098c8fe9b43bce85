import { sql } from 'kysely'
import type { z } from 'zod'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { ScreenIdea } from '../../shapes.ts'
import { criteria, type IdeaState, isScored, isScreening, isWaiting } from '../../states.ts'
import { holdIdea, type IdeaHeld } from '../idea-of.ts'
import { canDecideAt } from '../policy.ts'
import { dueOn, firstStepFrom, isKnownStep, tellStep } from '../steps.ts'
import { tellAnswerable, tellAuthors } from '../tell.ts'

/**
 * Decides on an idea at the step where it waits: it goes on, back to its author, or no further. A
 * commune and the province give scores; what does not go on has a reason, which the author reads.
 */
export const screenIdea = defineCommand('ideas.screen', ScreenIdea, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canDecideAt(idea.stepUnitId ?? idea.homeUnitId))
  if (await isKnownStep(ctx, input.id)) {
    ctx.note({ unitId: idea.unitId, subjectId: idea.id })
    return { id: idea.id, state: idea.state }
  }
  check(idea, input)
  const next = await nextOf(ctx, idea, input.verdict)
  const due = isWaiting(next.state) ? dueOn(ctx, next.state) : null
  await tellStep(ctx, {
    id: input.id,
    ideaId: idea.id,
    unitId: idea.unitId,
    state: idea.state,
    verdict: input.verdict,
    atUnitId: idea.stepUnitId,
    reason: input.reason,
    scores: isScored(idea.state) ? (input.scores as Record<string, number> | undefined) : undefined,
    dueOn: due,
  })
  await sql`update ideas.idea set state = ${next.state}, step_unit_id = ${next.unitId}, step_since = ${ctx.today},
      step_due = ${due}, updated_at = ${ctx.now()}, version = version + 1 where id = ${idea.id}::uuid`.execute(
    ctx.db,
  )
  ctx.note({
    unitId: idea.unitId,
    subjectId: idea.id,
    details: { from: idea.state, to: next.state },
  })
  await ctx.emit('ideas.screened', { ideaId: idea.id, from: idea.state, to: next.state })
  await tellAuthors(ctx, idea, `ideas.${input.verdict}`, { state: next.state, day: due ?? '' })
  if (due && next.unitId && next.unitId !== idea.stepUnitId)
    await tellAnswerable(ctx, idea, next.unitId, due)
  return { id: idea.id, state: next.state }
})

function check(idea: IdeaHeld, input: z.output<typeof ScreenIdea>) {
  if (idea.state !== input.state) throw new Conflict('ideas.decided_meanwhile')
  const mayDecline = isWaiting(idea.state)
  if (input.verdict === 'decline' ? !mayDecline : !isScreening(idea.state))
    throw new RuleBroken('ideas.not_being_screened')
  if (isScored(idea.state) && input.verdict === 'pass' && !input.scores)
    throw new Invalid(criteria.map((name) => ({ path: `scores.${name}`, code: 'required' })))
}

async function nextOf(
  ctx: CommandContext,
  idea: IdeaHeld,
  verdict: 'pass' | 'return' | 'decline',
): Promise<{ state: IdeaState; unitId: string | null }> {
  if (verdict === 'return') return { state: 'returned', unitId: idea.stepUnitId }
  if (verdict === 'decline' || !isScreening(idea.state))
    return { state: 'declined', unitId: idea.stepUnitId }
  const step = await firstStepFrom(ctx, idea.homeUnitId, idea.state)
  return step ?? { state: 'chosen', unitId: idea.stepUnitId }
}
