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
import { uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const moment = readMoment(url)
  const unitId = uuidFrom(url.searchParams.get('unit'))
  const ofMine = url.searchParams.get('of') === 'mine'
  return locals.read(async (ctx) => {
    const campaign = await getCampaign(ctx, params.campaignId)
    return {
      campaign,
      moment,
      unit: unitId ? await getUnit(ctx, unitId) : null,
      activities: await listActivities(ctx, params.campaignId, { unitId, moment, ofMine }),
      ofMine,
      today: ctx.today,
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
