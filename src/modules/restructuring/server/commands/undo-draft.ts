import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { OneDraft } from '../../shapes.ts'
import { getDraft } from '../draft.ts'
import { authorizeEach, canRestructureAt } from '../policy.ts'
import { asDomainError } from '../refusal.ts'

/**
 * Takes an applied draft back, row by row, as if it had never been applied. Throws RuleBroken after
 * the window that configuration sets, and where something was built on it since: then a draft that
 * reverses it (`reverseDraft`) is the way.
 */
export const undoDraft = defineCommand('restructuring.undo', OneDraft, async (ctx, input) => {
  const draft = await getDraft(ctx, input.draftId)
  await authorizeEach(ctx, draft.guardedBy, canRestructureAt)
  await asDomainError(() => sql`select restructuring.undo(${draft.id})`.execute(ctx.db))
  ctx.note({
    unitId: draft.scopeIds[0] ?? null,
    subjectId: draft.id,
    details: { title: draft.title },
  })
  await ctx.emit('restructuring.undone', { draftId: draft.id })
  return { id: draft.id }
})
