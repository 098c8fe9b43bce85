import {
  canKeepSomewhere,
  canReadSomewhere,
  listDue,
  sumSupport,
} from '#modules/ventures/server/index.ts'
import { yearBefore } from '#platform/days.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canKeepSomewhere)
    return {
      due: await listDue(ctx),
      sums: await sumSupport(ctx, { from: yearBefore(ctx.today), to: ctx.today }),
      mayKeep: true,
      mayRead: await ctx.allows(canReadSomewhere),
    }
  })
