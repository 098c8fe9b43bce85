import { defineCommand } from '#platform/server/command.ts'
import { OpenDraft } from '../../shapes.ts'
import { authorizeEach, canDraftAt } from '../policy.ts'

/** Opens a draft about some units and all below them; nothing changes until it is applied. Repeating it changes nothing. */
export const openDraft = defineCommand('restructuring.open', OpenDraft, async (ctx, input) => {
  await authorizeEach(ctx, input.scopeIds, canDraftAt)
  await ctx.db
    .insertInto('restructuring.draft')
    .values({
      id: input.id,
      title: input.title,
      decisionNo: input.decisionNo ?? null,
      effectiveOn: input.effectiveOn,
      scopeIds: input.scopeIds,
      guardedBy: input.scopeIds,
      createdBy: ctx.actor.personId ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  ctx.note({
    unitId: input.scopeIds[0] ?? null,
    subjectId: input.id,
    details: { title: input.title, on: input.effectiveOn },
  })
  return { id: input.id }
})
