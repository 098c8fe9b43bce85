import { defineCommand } from '#platform/server/command.ts'
import { CreateGrouping } from '../../shapes.ts'
import { addMembers } from '../grouping-members.ts'
import { canKeepGroupings } from '../policy.ts'

/** Makes a set of units below one from a day on, with its first members. Safe to repeat by its id. */
export const createGrouping = defineCommand(
  'units.create_grouping',
  CreateGrouping,
  async (ctx, input) => {
    await ctx.authorize(canKeepGroupings(input.unitId))
    const known = await ctx.db
      .selectFrom('units.grouping')
      .select('id')
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (known) return { id: input.id }

    const grouping = { id: input.id, unitId: input.unitId, validFrom: input.on, validTo: null }
    await ctx.db
      .insertInto('units.grouping')
      .values({ ...grouping, name: input.name, decisionNo: input.decisionNo ?? null })
      .execute()
    await addMembers(ctx, grouping, input.unitIds, input.on)
    ctx.note({
      unitId: input.unitId,
      subjectId: input.id,
      details: { name: input.name, on: input.on },
    })
    return { id: input.id }
  },
)
