import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { OfferAtFair } from '../../shapes.ts'
import { canOrganiseAt } from '../policy.ts'

async function unitOf(ctx: Parameters<Parameters<typeof defineCommand>[2]>[0], id: string) {
  const { rows } = await sql<{ unitId: string; state: string }>`
    select unit_id, state from campaigns.activity where id = ${id}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** Makes an activity of a campaign a job fair, by offering a vacancy at it. */
export const offerAtFair = defineCommand('jobs.offer_at_fair', OfferAtFair, async (ctx, input) => {
  const activity = await unitOf(ctx, input.activityId)
  await ctx.authorize(canOrganiseAt(activity.unitId))
  if (activity.state === 'cancelled') throw new RuleBroken('jobs.fair_cancelled')
  const open =
    await sql`select from jobs.vacancy where id = ${input.vacancyId}::uuid and state = 'public'`.execute(
      ctx.db,
    )
  if (open.rows.length === 0) throw new RuleBroken('jobs.vacancy_ended')
  await ctx.db
    .insertInto('jobs.fairVacancy')
    .values({
      activityId: input.activityId,
      vacancyId: input.vacancyId,
      unitId: activity.unitId,
      addedBy: ctx.actor.personId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  ctx.note({ unitId: activity.unitId, subjectId: input.activityId })
  return { id: input.activityId }
})

export const takeFromFair = defineCommand(
  'jobs.take_from_fair',
  OfferAtFair,
  async (ctx, input) => {
    const activity = await unitOf(ctx, input.activityId)
    await ctx.authorize(canOrganiseAt(activity.unitId))
    await sql`delete from jobs.fair_vacancy where activity_id = ${input.activityId}::uuid and vacancy_id = ${input.vacancyId}::uuid`.execute(
      ctx.db,
    )
    ctx.note({ unitId: activity.unitId, subjectId: input.activityId })
    return { id: input.activityId }
  },
)
