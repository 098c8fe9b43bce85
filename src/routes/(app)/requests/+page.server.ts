import {
  canSettleSomewhere,
  declineRequest,
  finishRequest,
  listRequests,
  takeRequest,
} from '#modules/requests/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canSettleSomewhere)
    const which = url.searchParams.get('show') === 'settled' ? 'settled' : 'open'
    return { which, requests: await listRequests(ctx, which) } as const
  })

export const actions = {
  take: formAction(takeRequest),
  finish: formAction(finishRequest),
  decline: formAction(declineRequest),
} satisfies Actions
