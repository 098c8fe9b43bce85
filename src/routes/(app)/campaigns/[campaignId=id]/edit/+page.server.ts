import { redirect } from '@sveltejs/kit'
import { canOrganiseAt, changeCampaign, getCampaign } from '#modules/campaigns/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const campaign = await getCampaign(ctx, params.campaignId)
    await ctx.authorize(canOrganiseAt(campaign.unitId))
    return { campaign }
  })

export const actions = {
  default: formAction(changeCampaign, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      campaignId: event.params.campaignId,
    }),
    done: ({ id }) => redirect(303, `/campaigns/${id}`),
  }),
} satisfies Actions
