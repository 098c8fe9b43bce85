import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneDraft } from '../../shapes.ts'
import { type Balance, listAppointments } from '../draft.ts'
import { authorizeEach, canRestructureAt } from '../policy.ts'
import { openQuestions, readPlan, tableFaults } from '../read-plan.ts'
import { asDomainError } from '../refusal.ts'
import { writePlan } from '../write-plan.ts'

/**
 * Carries a draft out, in this one transaction. Counts of people, offices and records, unit by unit
 * and kind by kind, must be what the plan foretells, or nothing happens. Throws RuleBroken where the
 * draft still holds questions or faults, Conflict where the tree has changed meanwhile.
 */
export const applyDraft = defineCommand('restructuring.apply', OneDraft, async (ctx, input) => {
  await sql`select pg_advisory_xact_lock(hashtext('units.tree'))`.execute(ctx.db)
  const read = await readPlan(ctx, input.draftId)
  const { draft, plan, events, table } = read
  await authorizeEach(ctx, draft.scopeIds, canRestructureAt)
  if (draft.state === 'applied') return { id: draft.id, balance: draft.balance }
  if (draft.state !== 'open') throw new RuleBroken('restructuring.not_open')
  if (events.length === 0 && !table) throw new RuleBroken('restructuring.nothing_ordered')
  const [faults, questions] = [plan.faults.length + tableFaults(read), openQuestions(read)]
  if (questions > 0) throw new RuleBroken('restructuring.has_questions', { count: questions })
  if (faults > 0) throw new RuleBroken('restructuring.has_faults', { count: faults })
  const appointments = await listAppointments(ctx, draft.id)
  const lost = appointments.filter(({ unitId }) => !plan.after.has(unitId)).length
  if (lost > 0) throw new RuleBroken('restructuring.office_without_unit', { count: lost })

  await writePlan(ctx, draft.id, plan)
  const days = [ctx.config.REFORM_READ_DAYS, ctx.config.REFORM_UNDO_DAYS] as const
  const carry = ctx.actor.kind === 'system' ? 'carry_out' : 'apply'
  const { rows } = await asDomainError(() =>
    sql<{ balance: Balance }>`
      select ${sql.ref(`restructuring.${carry}`)}(${draft.id}, ${days[0]}, ${days[1]}) as balance`.execute(
      ctx.db,
    ),
  )
  ctx.note({
    unitId: draft.scopeIds[0] ?? null,
    subjectId: draft.id,
    details: { title: draft.title, on: draft.effectiveOn, ended: plan.ended.size },
  })
  await ctx.emit('restructuring.applied', { draftId: draft.id })
  return { id: draft.id, balance: rows[0]?.balance ?? null }
})
