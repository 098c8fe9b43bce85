import { listCampaigns, listMyActivities } from '#modules/campaigns/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  return locals.read(async (ctx) => ({
    text,
    campaigns: await listCampaigns(ctx, { text }),
    mine: text ? [] : await listMyActivities(ctx),
    mayPlan: await ctx.allows(may('campaigns.write').anywhere),
  }))
}
