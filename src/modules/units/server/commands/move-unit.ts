import { defineCommand } from '#platform/server/command.ts'
import { MoveUnit } from '../../shapes.ts'
import type { UnitLevel } from '../../types.ts'
import { canChangeUnit, canFoundUnder } from '../policy.ts'
import {
  changeVersion,
  checkName,
  checkParent,
  lockOpenVersion,
  recordLineage,
} from '../versions.ts'

/** Places a unit, with all below it, under another from a day on. Needs the right at both ends. */
export const moveUnit = defineCommand('units.move', MoveUnit, async (ctx, input) => {
  const open = await lockOpenVersion(ctx, input.unitId)
  await ctx.authorize(canChangeUnit({ id: open.unitId, parentId: open.parentId }))
  await ctx.authorize(canFoundUnder(input.parentId))
  if (open.parentId === input.parentId) return { unitId: input.unitId }

  await checkParent(ctx, {
    parentId: input.parentId,
    level: open.level as UnitLevel,
    on: input.on,
    unitId: input.unitId,
  })
  await checkName(ctx, { ...open, parentId: input.parentId, on: input.on })
  await changeVersion(ctx, open, input.on, {
    parentId: input.parentId,
    decisionNo: input.decisionNo,
  })
  await recordLineage(ctx, 'move', input.unitId, input.on, input.decisionNo)
  ctx.note({
    unitId: input.unitId,
    subjectId: input.unitId,
    details: { from: open.parentId, to: input.parentId, on: input.on },
  })
  await ctx.emit('units.moved', { unitId: input.unitId })
  return { unitId: input.unitId }
})
