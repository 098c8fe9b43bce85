import { canKeepSomewhere, canReadSomewhere, listMentors } from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canReadSomewhere)
    return { mentors: await listMentors(ctx), mayKeep: await ctx.allows(canKeepSomewhere) }
  })
