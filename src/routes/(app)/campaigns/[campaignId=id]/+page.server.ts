import {
  cancelCampaign,
  canOrganiseAt,
  closeCampaign,
  getCampaign,
  listActivities,
  openCampaign,
} from '#modules/campaigns/server/index.ts'
import { readMoment } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const idOf = (text: string | null) => (text && /^[0-9a-f-]{36}$/.test(text) ? text : undefined)

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const moment = readMoment(url)
  const unitId = idOf(url.searchParams.get('unit'))
  return locals.read(async (ctx) => {
    const campaign = await getCampaign(ctx, params.campaignId)
    return {
      campaign,
      moment,
      unit: unitId ? await getUnit(ctx, unitId) : null,
      activities: await listActivities(ctx, params.campaignId, { unitId, moment }),
      mayChange: await ctx.allows(canOrganiseAt(campaign.unitId)),
      mayPlan: await ctx.allows(may('campaigns.write').anywhere),
    }
  })
}

const input = (_: FormData, event: RequestEvent) => ({ campaignId: event.params.campaignId })

export const actions = {
  open: formAction(openCampaign, { input }),
  close: formAction(closeCampaign, { input }),
  cancel: formAction(cancelCampaign, { input }),
} satisfies Actions
