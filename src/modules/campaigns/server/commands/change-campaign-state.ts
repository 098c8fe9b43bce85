import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { type CampaignState, OneCampaign } from '../../shapes.ts'
import { canOrganiseAt } from '../policy.ts'
import { indexActivities } from '../public.ts'

async function turn(ctx: CommandContext, campaignId: string, state: CampaignState) {
  const campaign = await ctx.db
    .selectFrom('campaigns.campaign')
    .select(['unitId', 'state'])
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (!campaign) throw new NotFound('campaigns.not_found')
  await ctx.authorize(canOrganiseAt(campaign.unitId))
  await ctx.db
    .updateTable('campaigns.campaign')
    .set({ state })
    .where('id', '=', campaignId)
    .execute()
  await indexActivities(ctx, { campaignId })
  ctx.note({ unitId: campaign.unitId, subjectId: campaignId, details: { from: campaign.state } })
  return { id: campaignId }
}

/** Opens a campaign, or opens it again: volunteers may sign up. */
export const openCampaign = defineCommand('campaigns.open', OneCampaign, (ctx, input) =>
  turn(ctx, input.campaignId, 'open'),
)
/** Ends a campaign; what was recorded stays. */
export const closeCampaign = defineCommand('campaigns.close', OneCampaign, (ctx, input) =>
  turn(ctx, input.campaignId, 'closed'),
)
/** Calls a campaign off. */
export const cancelCampaign = defineCommand('campaigns.cancel', OneCampaign, (ctx, input) =>
  turn(ctx, input.campaignId, 'cancelled'),
)
