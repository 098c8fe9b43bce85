import { defineCommand } from '#platform/server/command.ts'
import { RemoveEvent } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Strikes an event out of a draft; striking it out twice is the same. */
export const removeEvent = defineCommand(
  'restructuring.remove_event',
  RemoveEvent,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await ctx.db
      .deleteFrom('restructuring.event')
      .where('id', '=', input.eventId)
      .where('draftId', '=', draft.id)
      .execute()
    ctx.note({ unitId: draft.scopeIds[0] ?? null, subjectId: draft.id })
    return { id: draft.id }
  },
)
