import { getPublicActivity } from '#modules/campaigns/server/index.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) =>
  event.locals.read(async (ctx) => {
    const activity = await getPublicActivity(ctx, event.params.activityId)
    cacheInPublic(event)
    return { activity, today: ctx.today }
  })
