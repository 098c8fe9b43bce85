import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { type ActivityState, OneActivity } from '../../shapes.ts'
import { activityOf, mustHaveNoRecords } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'
import { indexActivities } from '../public.ts'

async function turn(ctx: CommandContext, activityId: string, state: ActivityState) {
  const activity = await activityOf(ctx, activityId)
  await ctx.authorize(canOrganiseAt(activity.unitId))
  if (state === 'cancelled') await mustHaveNoRecords(ctx, activityId)
  await ctx.db
    .updateTable('campaigns.activity')
    .set({ state, closedAt: state === 'closed' ? ctx.now() : null })
    .where('id', '=', activityId)
    .execute()
  await indexActivities(ctx, { activityId })
  ctx.note({ unitId: activity.unitId, subjectId: activityId, details: { from: activity.state } })
  return { id: activityId }
}

/** Opens an activity, or opens it again. */
export const openActivity = defineCommand('campaigns.open_activity', OneActivity, (ctx, input) =>
  turn(ctx, input.activityId, 'open'),
)
/** Ends an activity; phones may still bring what was recorded before. */
export const closeActivity = defineCommand('campaigns.close_activity', OneActivity, (ctx, input) =>
  turn(ctx, input.activityId, 'closed'),
)
/** Calls an activity off that did not take place: it no longer counts, and phones no longer offer it. */
export const cancelActivity = defineCommand(
  'campaigns.cancel_activity',
  OneActivity,
  (ctx, input) => turn(ctx, input.activityId, 'cancelled'),
)
