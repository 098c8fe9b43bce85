import { defineCommand } from '#platform/server/command.ts'
import { RenameUnit } from '../../shapes.ts'
import { canChangeUnit } from '../policy.ts'
import { changeVersion, lockOpenVersion, recordLineage } from '../versions.ts'

/** Gives a unit another name from a day on; the old one stays findable. */
export const renameUnit = defineCommand('units.rename', RenameUnit, async (ctx, input) => {
  const open = await lockOpenVersion(ctx, input.unitId)
  await ctx.authorize(canChangeUnit({ id: open.unitId, parentId: open.parentId }))
  if (open.name === input.name) return { unitId: input.unitId }

  await changeVersion(ctx, open, input.on, { name: input.name, decisionNo: input.decisionNo })
  await recordLineage(ctx, 'rename', input.unitId, input.on, input.decisionNo)
  ctx.note({
    unitId: input.unitId,
    subjectId: input.unitId,
    details: { from: open.name, to: input.name, on: input.on },
  })
  return { unitId: input.unitId }
})
