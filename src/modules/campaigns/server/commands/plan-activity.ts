import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { PlanActivity } from '../../shapes.ts'
import { clockOn } from '../clock.ts'
import { canOrganiseAt } from '../policy.ts'
import { indexActivities } from '../public.ts'

/** Plans a day's work at a unit within a campaign. Safe to repeat with the same id. */
export const planActivity = defineCommand(
  'campaigns.plan_activity',
  PlanActivity,
  async (ctx, input) => {
    await ctx.authorize(canOrganiseAt(input.unitId))
    const campaign = await ctx.db
      .selectFrom('campaigns.campaign')
      .select(['startsOn', 'endsOn', 'state'])
      .where('id', '=', input.campaignId)
      .executeTakeFirst()
    if (!campaign) throw new NotFound('campaigns.not_found')
    if (campaign.state === 'cancelled') throw new RuleBroken('campaigns.cancelled')
    if (input.heldOn < campaign.startsOn || input.heldOn > campaign.endsOn)
      throw new RuleBroken('campaigns.outside_campaign')
    const { startsAt, endsAt, place, ...fields } = input
    await ctx.db
      .insertInto('campaigns.activity')
      .values({
        ...fields,
        place: place ?? null,
        startsAt: clockOn(input.heldOn, startsAt),
        endsAt: clockOn(input.heldOn, endsAt),
        createdBy: ctx.actor.personId ?? null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    await indexActivities(ctx, { activityId: input.id })
    ctx.note({ unitId: input.unitId, subjectId: input.id, details: { heldOn: input.heldOn } })
    return { id: input.id }
  },
)
