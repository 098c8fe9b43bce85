import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { AddToTeam } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canOrganiseAt } from '../policy.ts'
import { takeIn } from '../team.ts'

/** Puts people of the register whom the actor may see into a team at once. Throws NotFound where one is not among them. */
export const addToTeam = defineCommand('campaigns.add_to_team', AddToTeam, async (ctx, input) => {
  const activity = await activityOf(ctx, input.activityId)
  await ctx.authorize(canOrganiseAt(activity.unitId))
  const personIds = [...new Set(input.personIds)]
  const seen = await ctx.db
    .selectFrom('members.person')
    .select('id')
    .where('id', 'in', personIds)
    .execute()
  if (seen.length < personIds.length) throw new NotFound('campaigns.unknown_person')
  await takeIn(ctx, activity, personIds, input.role)
  ctx.note({
    unitId: activity.unitId,
    subjectId: activity.id,
    details: { added: personIds.length },
  })
  return { added: personIds.length }
})
