import { defineCommand } from '#platform/server/command.ts'
import { ChangeGroupingMembers } from '../../shapes.ts'
import { addMembers, checkDay, lockOpenGrouping, removeMembers } from '../grouping-members.ts'

/** Adds units to a set and takes others out, from a day on. All of it happens, or nothing. */
export const changeGroupingMembers = defineCommand(
  'units.change_grouping_members',
  ChangeGroupingMembers,
  async (ctx, input) => {
    const grouping = await lockOpenGrouping(ctx, input.groupingId)
    checkDay(grouping, input.on)
    await removeMembers(ctx, grouping, input.remove, input.on)
    await addMembers(ctx, grouping, input.add, input.on)
    ctx.note({
      unitId: grouping.unitId,
      subjectId: grouping.id,
      details: { name: grouping.name, on: input.on },
    })
    return { groupingId: grouping.id }
  },
)
