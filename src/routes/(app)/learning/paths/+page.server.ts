import { canCheckSomewhere, canFollowSomewhere, listPaths } from '#modules/learning/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canFollowSomewhere)
    return {
      paths: await listPaths(ctx),
      mayOpen: await ctx.allows(canCheckSomewhere),
      today: ctx.today,
    }
  })
