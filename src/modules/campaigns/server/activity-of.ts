import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

/** An activity as the commands need it. Throws NotFound. */
export async function activityOf(ctx: Context, activityId: string) {
  const activity = await ctx.db
    .selectFrom('campaigns.activity')
    .select(['id', 'unitId', 'heldOn', 'state', 'name'])
    .where('id', '=', activityId)
    .executeTakeFirst()
  if (!activity) throw new NotFound('campaigns.activity_not_found')
  return activity
}
