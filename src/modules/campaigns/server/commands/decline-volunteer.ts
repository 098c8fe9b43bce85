import { defineCommand } from '#platform/server/command.ts'
import { TeamMember } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'

/** Takes somebody out of the team, or does not take them in. */
export const declineVolunteer = defineCommand(
  'campaigns.decline_volunteer',
  TeamMember,
  async (ctx, input) => {
    const activity = await activityOf(ctx, input.activityId)
    await ctx.authorize(canOrganiseAt(activity.unitId))
    await ctx.db
      .updateTable('campaigns.teamMember')
      .set({ state: 'declined', decidedBy: ctx.actor.personId ?? null, decidedAt: ctx.now() })
      .where('activityId', '=', input.activityId)
      .where('personId', '=', input.personId)
      .execute()
    ctx.note({
      unitId: activity.unitId,
      subjectId: input.personId,
      details: { activity: input.activityId },
    })
    return { activityId: input.activityId }
  },
)
