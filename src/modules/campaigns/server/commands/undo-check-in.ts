import { dayOf } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { UndoCheckIn } from '../../shapes.ts'
import { canUndo } from '../policy.ts'
import { undoCheckIns } from '../records/undo-check-ins.ts'

/** Takes a check-in back; a second one of the same person then counts in its place. */
export const undoCheckIn = defineCommand(
  'campaigns.undo_check_in',
  UndoCheckIn,
  async (ctx, input) => {
    const target = await ctx.db
      .selectFrom('campaigns.checkIn')
      .select(['unitId', 'recordedBy', 'personId'])
      .where('id', '=', input.checkInId)
      .executeTakeFirst()
    if (!target) throw new NotFound()
    await ctx.authorize(canUndo(target))
    const now = ctx.now()
    await undoCheckIns(ctx, [
      {
        id: uuidv7(now.getTime()),
        deviceId: null,
        seq: null,
        happenedAt: now,
        happenedOn: dayOf(now),
        body: { recordId: input.checkInId },
      },
    ])
    ctx.note({
      unitId: target.unitId,
      subjectId: target.personId,
      details: { checkIn: input.checkInId },
    })
    return { id: input.checkInId }
  },
)
