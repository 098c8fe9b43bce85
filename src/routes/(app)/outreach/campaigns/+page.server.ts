import { redirect } from '@sveltejs/kit'
import { canWriteSomewhere, listCampaigns, saveCampaign } from '#modules/outreach/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canWriteSomewhere)
    const [own] = await listGrantedUnits(ctx, 'outreach.write')
    const campaigns = await listCampaigns(ctx, { mine: true })
    const changed = url.searchParams.get('change')
    return {
      newId: uuidv7(),
      own: { id: own?.id ?? '', name: own?.name ?? '' },
      campaigns,
      /** The one that is to be changed, where the actor may. */
      change: campaigns.find(({ id, mayChange }) => mayChange && id === changed),
    }
  })

export const actions = {
  default: formAction(saveCampaign, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
    }),
    done: () => redirect(303, '/outreach/campaigns'),
  }),
} satisfies Actions
