import { listCampaigns, listMyActivities } from '#modules/campaigns/server/index.ts'
import { readMoment } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { PageServerLoad } from './$types'

const idOf = (text: string | null) => (text && /^[0-9a-f-]{36}$/.test(text) ? text : undefined)

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const moment = readMoment(url)
  const unitId = idOf(url.searchParams.get('unit'))
  const isAsked = Boolean(text || unitId || moment.on)
  return locals.read(async (ctx) => ({
    text,
    moment,
    unit: unitId ? await getUnit(ctx, unitId) : null,
    campaigns: await listCampaigns(ctx, { text, unitId, moment }),
    mine: isAsked ? [] : await listMyActivities(ctx),
    mayPlan: await ctx.allows(may('campaigns.write').anywhere),
  }))
}
