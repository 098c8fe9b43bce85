import { canWriteSomewhere, listPosts } from '#modules/outreach/server/index.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

const tabs = ['waiting', 'draft', 'published'] as const

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canWriteSomewhere)
    const show = tabs.find((one) => one === url.searchParams.get('show'))
    const [at = '', id = ''] = (url.searchParams.get('after') ?? '').split('_')
    const uuid = uuidFrom(id)
    const { rows, next } = await listPosts(ctx, {
      state: show,
      cursor: /^\d{1,15}$/.test(at) && uuid ? { at: Number(at), id: uuid } : undefined,
    })
    return { rows, show: show ?? 'all', next: next ? `${next.at}_${next.id}` : null }
  })
