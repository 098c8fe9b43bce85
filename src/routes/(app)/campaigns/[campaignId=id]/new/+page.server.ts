import { error, redirect } from '@sveltejs/kit'
import { getCampaign, planActivity } from '#modules/campaigns/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const [unit] = await listGrantedUnits(ctx, 'campaigns.write')
    if (!unit) error(403, 'forbidden')
    return {
      unit,
      campaign: await getCampaign(ctx, params.campaignId),
      today: ctx.today,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(planActivity, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      campaignId: event.params.campaignId,
      unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
    }),
    done: ({ id }) => redirect(303, `/activities/${id}`),
  }),
} satisfies Actions
