import { defineCommand } from '#platform/server/command.ts'
import { Invalid } from '#platform/server/errors.ts'
import { RenameUnit } from '../../shapes.ts'
import { canChangeUnit } from '../policy.ts'
import { changeVersion, checkName, lockOpenVersion, recordLineage } from '../versions.ts'

/** Gives a unit another name from a day on; the old one stays findable. */
export const renameUnit = defineCommand('units.rename', RenameUnit, async (ctx, input) => {
  const open = await lockOpenVersion(ctx, input.unitId)
  await ctx.authorize(canChangeUnit({ id: open.unitId, parentId: open.parentId }))
  if (open.name === input.name) {
    if (open.validFrom === input.on) return { unitId: input.unitId }
    throw new Invalid([{ path: 'name', code: 'name_unchanged' }])
  }
  await checkName(ctx, { ...open, name: input.name, on: input.on })

  await changeVersion(ctx, open, input.on, { name: input.name, decisionNo: input.decisionNo })
  await recordLineage(ctx, 'rename', input.unitId, input.on, input.decisionNo)
  ctx.note({
    unitId: input.unitId,
    subjectId: input.unitId,
    details: { from: open.name, to: input.name, on: input.on },
  })
  return { unitId: input.unitId }
})
