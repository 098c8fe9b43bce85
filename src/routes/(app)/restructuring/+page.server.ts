import { canDraftSomewhere, listDrafts } from '#modules/restructuring/server/index.ts'
import { dayOf } from '#platform/days.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canDraftSomewhere)
    const drafts = await listDrafts(ctx)
    return {
      drafts: drafts.map(({ id, title, decisionNo, effectiveOn, state, createdAt }) => ({
        id,
        title,
        decisionNo,
        effectiveOn,
        state,
        createdOn: dayOf(createdAt),
      })),
    }
  })
