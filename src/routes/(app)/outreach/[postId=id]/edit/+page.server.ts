import { error, redirect } from '@sveltejs/kit'
import { channels, isEditable } from '#modules/outreach/index.ts'
import {
  canWriteAt,
  formOf,
  getPost,
  isSetUp,
  listCampaigns,
  postFromForm,
  savePost,
} from '#modules/outreach/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const post = await getPost(ctx, params.postId)
    await ctx.authorize(canWriteAt(post.unitId))
    if (!isEditable(post.state)) error(404, 'not_found')
    const campaigns: { id: string; name: string }[] = await listCampaigns(ctx, { mine: true })
    // Somebody above put it into theirs: saving it must not take it out.
    if (post.campaignId && post.campaignName && !campaigns.some(({ id }) => id === post.campaignId))
      campaigns.push({ id: post.campaignId, name: post.campaignName })
    const granted = await listGrantedUnits(ctx, 'outreach.write')
    return {
      id: post.id,
      version: post.version,
      title: post.texts[0]?.title ?? '',
      values: formOf(post),
      unit: { id: post.unitId, name: post.unitName, isFixed: true },
      places: post.toEverybody
        ? []
        : post.audience.map(({ unitId, name }) => ({ id: unitId, name })),
      mayTellEverybody: granted.some(({ level }) => level === 'province'),
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
