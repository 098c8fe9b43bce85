import { defineCommand } from '#platform/server/command.ts'
import { OneDraft } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Takes a decision's table out of a draft, with all that was said of it. */
export const removeTable = defineCommand(
  'restructuring.remove_table',
  OneDraft,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await ctx.db.deleteFrom('restructuring.decisionTable').where('draftId', '=', draft.id).execute()
    ctx.note({ unitId: draft.scopeIds[0] ?? null, subjectId: draft.id })
    return { id: draft.id }
  },
)
