import { canCheckSomewhere, listTasksToCheck } from '#modules/learning/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canCheckSomewhere)
    return { tasks: await listTasksToCheck(ctx) }
  })
