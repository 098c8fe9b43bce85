import { redirect } from '@sveltejs/kit'
import { channels } from '#modules/outreach/index.ts'
import {
  canWriteAt,
  canWriteSomewhere,
  isSetUp,
  listCampaigns,
  postFromForm,
  savePost,
} from '#modules/outreach/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canWriteSomewhere)
    const [own] = await listGrantedUnits(ctx, 'outreach.write')
    const campaigns = await listCampaigns(ctx, { mine: true })
    return {
      newId: uuidv7(),
      unit: { id: own?.id ?? '', name: own?.name ?? '', isFixed: false },
      mayTellEverybody: own?.level === 'province' && (await ctx.allows(canWriteAt(own.id))),
      campaigns: campaigns.map(({ id, name }) => ({ value: id, label: name })),
      notSetUp: channels.filter((channel) => !isSetUp(locals.app.config, channel)),
    }
  })

export const actions = {
  default: formAction(savePost, {
    input: postFromForm,
    done: ({ id }) => redirect(303, `/outreach/${id}?done=saved`),
  }),
} satisfies Actions
