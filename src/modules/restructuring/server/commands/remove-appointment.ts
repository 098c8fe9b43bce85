import { defineCommand } from '#platform/server/command.ts'
import { RemoveAppointment } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Takes an appointment out of a draft. */
export const removeAppointment = defineCommand(
  'restructuring.remove_appointment',
  RemoveAppointment,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await ctx.db
      .deleteFrom('restructuring.appointment')
      .where('id', '=', input.appointmentId)
      .where('draftId', '=', draft.id)
      .execute()
    ctx.note({ unitId: draft.scopeIds[0] ?? null, subjectId: draft.id })
    return { id: draft.id }
  },
)
