import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { ChangeCampaign } from '../../shapes.ts'
import { canOrganiseAt } from '../policy.ts'
import { getCampaign } from '../queries.ts'

/** Changes a campaign's name, theme and days, which must still hold all activities that were not called off. */
export const changeCampaign = defineCommand(
  'campaigns.change',
  ChangeCampaign,
  async (ctx, { campaignId, ...input }) => {
    const before = await getCampaign(ctx, campaignId)
    await ctx.authorize(canOrganiseAt(before.unitId))
    if (before.state === 'cancelled') throw new RuleBroken('campaigns.cancelled')
    const after = { ...input, theme: input.theme ?? null }
    const { rows } = await sql`
      select from campaigns.activity where campaign_id = ${campaignId} and state <> 'cancelled'
         and held_on not between ${after.startsOn} and ${after.endsOn} limit 1`.execute(ctx.db)
    if (rows.length > 0) throw new RuleBroken('campaigns.activities_outside')
    await ctx.db.updateTable('campaigns.campaign').set(after).where('id', '=', campaignId).execute()
    ctx.note({
      unitId: before.unitId,
      subjectId: campaignId,
      details: { from: { name: before.name, startsOn: before.startsOn, endsOn: before.endsOn } },
    })
    return { id: campaignId }
  },
)
