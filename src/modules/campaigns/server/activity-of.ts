import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'

/** An activity as the commands need it. Throws NotFound. */
export async function activityOf(ctx: Context, activityId: string) {
  const activity = await ctx.db
    .selectFrom('campaigns.activity')
    .select([
      'id',
      'campaignId',
      'unitId',
      'heldOn',
      'state',
      'name',
      'place',
      'isPeakDay',
      'isPublic',
    ])
    .where('id', '=', activityId)
    .executeTakeFirst()
  if (!activity) throw new NotFound('campaigns.activity_not_found')
  return activity
}

/**
 * Holds an activity against records that arrive meanwhile, and throws RuleBroken where some that count are there:
 * it did happen, on its day.
 */
export async function mustHaveNoRecords(ctx: Context, activityId: string): Promise<void> {
  await sql`select from campaigns.activity where id = ${activityId} for update`.execute(ctx.db)
  const { rows } = await sql<{
    some: boolean
  }>`select campaigns.has_records(${activityId}) as some`.execute(ctx.db)
  if (rows[0]?.some) throw new RuleBroken('campaigns.has_records')
}
