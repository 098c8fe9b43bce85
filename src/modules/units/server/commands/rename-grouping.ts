import { defineCommand } from '#platform/server/command.ts'
import { RenameGrouping } from '../../shapes.ts'
import { lockOpenGrouping } from '../grouping-members.ts'

/** Gives a set another name, for all its days. */
export const renameGrouping = defineCommand(
  'units.rename_grouping',
  RenameGrouping,
  async (ctx, input) => {
    const grouping = await lockOpenGrouping(ctx, input.groupingId)
    if (grouping.name === input.name) return { groupingId: grouping.id }
    await ctx.db
      .updateTable('units.grouping')
      .set({ name: input.name })
      .where('id', '=', grouping.id)
      .execute()
    ctx.note({
      unitId: grouping.unitId,
      subjectId: grouping.id,
      details: { from: grouping.name, to: input.name },
    })
    return { groupingId: grouping.id }
  },
)
