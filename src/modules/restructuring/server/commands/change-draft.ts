import { defineCommand } from '#platform/server/command.ts'
import { ChangeDraft } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Changes a draft's title, decision number and day. */
export const changeDraft = defineCommand(
  'restructuring.change',
  ChangeDraft,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await ctx.db
      .updateTable('restructuring.draft')
      .set({
        title: input.title,
        decisionNo: input.decisionNo ?? null,
        effectiveOn: input.effectiveOn,
      })
      .where('id', '=', draft.id)
      .execute()
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { title: input.title, on: input.effectiveOn },
    })
    return { id: draft.id }
  },
)
