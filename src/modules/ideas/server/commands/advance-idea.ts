import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, RuleBroken } from '#platform/server/errors.ts'
import { AdvanceIdea } from '../../shapes.ts'
import { nextState } from '../../states.ts'
import { holdIdea } from '../idea-of.ts'
import { canDecideAt } from '../policy.ts'
import { dueOn, isKnownStep, tellStep } from '../steps.ts'
import { tellAuthors } from '../tell.ts'

/** A published idea is supported by somebody, is being carried out, and is done with an outcome. */
export const advanceIdea = defineCommand('ideas.advance', AdvanceIdea, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canDecideAt(idea.stepUnitId ?? idea.homeUnitId))
  if (await isKnownStep(ctx, input.id)) {
    ctx.note({ unitId: idea.unitId, subjectId: idea.id })
    return { id: idea.id }
  }
  const expected = (nextState as Partial<Record<string, string>>)[idea.state]
  if (expected !== input.to) throw new RuleBroken('ideas.step_skipped')
  if (input.dueOn && input.dueOn < ctx.today)
    throw new Invalid([{ path: 'dueOn', code: 'day_in_past' }])
  const due = input.to === 'done' ? null : (input.dueOn ?? dueOn(ctx, input.to))
  await tellStep(ctx, {
    id: input.id,
    ideaId: idea.id,
    unitId: idea.unitId,
    state: idea.state,
    verdict: input.to,
    atUnitId: idea.stepUnitId,
    reason: input.note,
    dueOn: due,
  })
  await sql`update ideas.idea set state = ${input.to}, step_since = ${ctx.today}, step_due = ${due},
      supported_by = case when ${input.to} = 'supported' then ${input.note} else supported_by end,
      outcome = case when ${input.to} = 'done' then ${input.note} else outcome end,
      done_on = case when ${input.to} = 'done' then ${ctx.today}::date else done_on end,
      updated_at = ${ctx.now()}, version = version + 1 where id = ${idea.id}::uuid`.execute(ctx.db)
  ctx.note({ unitId: idea.unitId, subjectId: idea.id, details: { to: input.to } })
  await ctx.emit(`ideas.${input.to}`, { ideaId: idea.id, unitId: idea.unitId })
  await tellAuthors(ctx, idea, `ideas.${input.to}`)
  return { id: idea.id }
})
