import { defineCommand } from '#platform/server/command.ts'
import { OneDraft } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Puts a draft away that nobody will apply. */
export const discardDraft = defineCommand('restructuring.discard', OneDraft, async (ctx, input) => {
  const draft = await openDraftOf(ctx, input.draftId)
  await ctx.db
    .updateTable('restructuring.draft')
    .set({ state: 'discarded' })
    .where('id', '=', draft.id)
    .execute()
  ctx.note({ unitId: draft.scopeIds[0] ?? null, subjectId: draft.id })
  return { id: draft.id }
})
