import { redirect } from '@sveltejs/kit'
import {
  listOpenCycles,
  listOwnOffers,
  listStallProducts,
  offerProduct,
} from '#modules/market/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => ({
    products: await listStallProducts(ctx, params.stallId),
    cycles: await listOpenCycles(ctx),
    offers: await listOwnOffers(ctx, params.stallId),
  }))

export const actions = {
  offer: formAction(offerProduct, {
    done: (_, event: RequestEvent) => redirect(303, event.url.pathname),
  }),
} satisfies Actions
