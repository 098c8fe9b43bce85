import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { ChangeActivity } from '../../shapes.ts'
import { activityOf, mustHaveNoRecords } from '../activity-of.ts'
import { clockOn } from '../clock.ts'
import { canOrganiseAt } from '../policy.ts'
import { indexActivities } from '../public.ts'
import { getCampaign } from '../queries.ts'
import { prolongTeam } from '../team.ts'

/**
 * Changes what an activity is called, where and when it is. Its day lies within its campaign, and stays
 * once something was recorded; its team may record until as long after the new day.
 */
export const changeActivity = defineCommand(
  'campaigns.change_activity',
  ChangeActivity,
  async (ctx, { activityId, startsAt, endsAt, place, ...input }) => {
    const before = await activityOf(ctx, activityId)
    await ctx.authorize(canOrganiseAt(before.unitId))
    if (before.state === 'cancelled') throw new RuleBroken('campaigns.activity_over')
    if (input.heldOn !== before.heldOn) {
      await mustHaveNoRecords(ctx, activityId)
      const campaign = await getCampaign(ctx, before.campaignId)
      if (input.heldOn < campaign.startsOn || input.heldOn > campaign.endsOn)
        throw new RuleBroken('campaigns.outside_campaign')
    }
    await ctx.db
      .updateTable('campaigns.activity')
      .set({
        ...input,
        place: place ?? null,
        startsAt: clockOn(input.heldOn, startsAt),
        endsAt: clockOn(input.heldOn, endsAt),
      })
      .where('id', '=', activityId)
      .execute()
    if (input.heldOn !== before.heldOn) await prolongTeam(ctx, { ...before, heldOn: input.heldOn })
    await indexActivities(ctx, { activityId })
    const { name, heldOn, isPeakDay } = before
    ctx.note({
      unitId: before.unitId,
      subjectId: activityId,
      details: { from: { name, place: before.place, heldOn, isPeakDay } },
    })
    return { id: activityId }
  },
)
