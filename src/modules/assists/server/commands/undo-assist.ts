import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { UndoAssist } from '../../shapes.ts'
import { canChange } from '../policy.ts'
import { undo } from '../records/undo-assists.ts'

/** Takes an assist back: it no longer counts, and whom to call back is forgotten. */
export const undoAssist = defineCommand('assists.undo', UndoAssist, async (ctx, input) => {
  const assist = await ctx.db
    .selectFrom('assists.assist')
    .select(['unitId', 'recordedBy'])
    .where('id', '=', input.assistId)
    .executeTakeFirst()
  if (!assist) throw new NotFound()
  await ctx.authorize(canChange(assist))
  await undo(ctx, [input.assistId])
  ctx.note({ unitId: assist.unitId, subjectId: input.assistId })
  return { id: input.assistId }
})
