import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { OneActivity } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canSignUp } from '../policy.ts'

/** A member leaves a team, and lays down the right to record there where this was its only reason. */
export const withdraw = defineCommand('campaigns.withdraw', OneActivity, async (ctx, input) => {
  await ctx.authorize(canSignUp)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const activity = await activityOf(ctx, input.activityId)
  await ctx.db
    .updateTable('campaigns.teamMember')
    .set({ state: 'withdrawn' })
    .where('activityId', '=', input.activityId)
    .where('personId', '=', personId)
    .where('role', '=', 'volunteer')
    .execute()
  await sql`select access.lay_down(r.id, ${ctx.today}::date) from access.role r
    where r.person_id = ${personId} and r.role_type = 'field_volunteer' and r.unit_id = ${activity.unitId}
      and not exists (select from campaigns.team_member t join campaigns.activity a on a.id = t.activity_id
                       where t.person_id = ${personId} and t.state = 'accepted' and a.unit_id = r.unit_id
                         and a.held_on >= ${ctx.today})`.execute(ctx.db)
  ctx.note({ unitId: activity.unitId, subjectId: input.activityId })
  return { activityId: input.activityId }
})
