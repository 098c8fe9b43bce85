import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { AcceptVolunteer } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'
import { takeIn } from '../team.ts'

/**
 * Takes who asked to join into the team, with the right to record there for its days; also who was declined
 * before. Throws NotFound where they did not ask or withdrew.
 */
export const acceptVolunteer = defineCommand(
  'campaigns.accept_volunteer',
  AcceptVolunteer,
  async (ctx, input) => {
    const activity = await activityOf(ctx, input.activityId)
    await ctx.authorize(canOrganiseAt(activity.unitId))
    const asked = await ctx.db
      .selectFrom('campaigns.teamMember')
      .select('state')
      .where('activityId', '=', input.activityId)
      .where('personId', '=', input.personId)
      .executeTakeFirst()
    if (!asked || asked.state === 'withdrawn') throw new NotFound('campaigns.did_not_ask')
    await takeIn(ctx, activity, [input.personId], input.role)
    return { activityId: input.activityId }
  },
)
