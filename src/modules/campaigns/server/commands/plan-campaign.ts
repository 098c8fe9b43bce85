import { defineCommand } from '#platform/server/command.ts'
import { PlanCampaign } from '../../shapes.ts'
import { canOrganiseAt } from '../policy.ts'

/** Plans a campaign of a unit. Safe to repeat with the same id. */
export const planCampaign = defineCommand('campaigns.plan', PlanCampaign, async (ctx, input) => {
  await ctx.authorize(canOrganiseAt(input.unitId))
  await ctx.db
    .insertInto('campaigns.campaign')
    .values({ ...input, theme: input.theme ?? null, createdBy: ctx.actor.personId ?? null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  ctx.note({ unitId: input.unitId, subjectId: input.id, details: { name: input.name } })
  return { id: input.id }
})
