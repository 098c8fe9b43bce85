import {
  canScreenSomewhere,
  listCommentsToModerate,
  moderateComment,
} from '#modules/ideas/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canScreenSomewhere)
    return { comments: await listCommentsToModerate(ctx) }
  })

export const actions = { default: formAction(moderateComment) } satisfies Actions
