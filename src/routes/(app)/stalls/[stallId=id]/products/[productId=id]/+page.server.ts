import { redirect } from '@sveltejs/kit'
import {
  getProduct,
  keepProduct,
  removePhoto,
  withdrawProduct,
} from '#modules/market/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  product: await locals.read((ctx) => getProduct(ctx, params.stallId, params.productId)),
})

const list = (event: { params: Partial<Record<string, string>> }) =>
  redirect(303, `/stalls/${event.params.stallId}/products`)

export const actions = {
  save: keepProduct(list),
  withdraw: formAction(withdrawProduct, {
    input: (_, event: RequestEvent) => ({ productId: event.params.productId }),
    done: (_, event: RequestEvent) => list(event),
  }),
  removePhoto: formAction(removePhoto, {
    done: (_, event: RequestEvent) => redirect(303, event.url.pathname),
  }),
} satisfies Actions
