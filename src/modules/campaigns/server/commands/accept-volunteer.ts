import { defineCommand } from '#platform/server/command.ts'
import { AcceptVolunteer } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'
import { takeIn } from '../team.ts'

/** Takes who signed up into the team, with the right to record there for its days. */
export const acceptVolunteer = defineCommand(
  'campaigns.accept_volunteer',
  AcceptVolunteer,
  async (ctx, input) => {
    const activity = await activityOf(ctx, input.activityId)
    await ctx.authorize(canOrganiseAt(activity.unitId))
    await takeIn(ctx, activity, [input.personId], input.role)
    return { activityId: input.activityId }
  },
)
