import { defineCommand } from '#platform/server/command.ts'
import { AddToTeam } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'
import { takeIn } from '../team.ts'

/** Puts people of the register into a team at once. */
export const addToTeam = defineCommand('campaigns.add_to_team', AddToTeam, async (ctx, input) => {
  const activity = await activityOf(ctx, input.activityId)
  await ctx.authorize(canOrganiseAt(activity.unitId))
  await takeIn(ctx, activity, input.personIds, input.role)
  return { added: input.personIds.length }
})
