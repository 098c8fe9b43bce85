import { bankFieldsOf, canScreenSomewhere, listChosen } from '#modules/ideas/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canScreenSomewhere)
    const ideas = await listChosen(ctx)
    return {
      ideas: ideas.map((idea) => ({
        id: idea.id,
        stepDue: idea.stepDue,
        fields: bankFieldsOf(idea),
      })),
    }
  })
