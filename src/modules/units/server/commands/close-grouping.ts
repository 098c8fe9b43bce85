import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CloseGrouping } from '../../shapes.ts'
import { checkDay, lockOpenGrouping } from '../grouping-members.ts'

/** Ends a set on a day; its figures of the days before stay. Safe to repeat with the same day. */
export const closeGrouping = defineCommand(
  'units.close_grouping',
  CloseGrouping,
  async (ctx, input) => {
    const grouping = await lockOpenGrouping(ctx, input.groupingId)
    if (grouping.validTo === input.on) return { groupingId: grouping.id }
    checkDay(grouping, input.on)
    if (input.on <= grouping.validFrom) throw new RuleBroken('units.grouping_day_too_early')
    await ctx.db
      .updateTable('units.grouping')
      .set({ validTo: input.on })
      .where('id', '=', grouping.id)
      .execute()
    ctx.note({
      unitId: grouping.unitId,
      subjectId: grouping.id,
      details: { name: grouping.name, on: input.on },
    })
    return { groupingId: grouping.id }
  },
)
