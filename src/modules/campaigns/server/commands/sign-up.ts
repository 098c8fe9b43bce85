import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, RuleBroken } from '#platform/server/errors.ts'
import { SignUp } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canSignUp } from '../policy.ts'

/** A member asks to join an activity's team; who withdrew may ask again. */
export const signUp = defineCommand('campaigns.sign_up', SignUp, async (ctx, input) => {
  await ctx.authorize(canSignUp)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const activity = await activityOf(ctx, input.activityId)
  if (activity.state === 'closed' || activity.state === 'cancelled')
    throw new RuleBroken('campaigns.activity_over')
  const mine = await ctx.db
    .selectFrom('campaigns.teamMember')
    .select(['id', 'state'])
    .where('activityId', '=', input.activityId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  if (!mine) {
    await ctx.db
      .insertInto('campaigns.teamMember')
      .values({ id: input.id, activityId: input.activityId, unitId: activity.unitId, personId })
      .execute()
  } else if (mine.state === 'withdrawn') {
    await ctx.db
      .updateTable('campaigns.teamMember')
      .set({ state: 'signed_up' })
      .where('id', '=', mine.id)
      .execute()
  }
  ctx.note({ unitId: activity.unitId, subjectId: input.activityId })
  return { id: mine?.id ?? input.id }
})
