import { redirect } from '@sveltejs/kit'
import { nextStates } from '#modules/market/index.ts'
import { advanceOrder, getOrder, markPaid } from '#modules/market/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { token, ...order } = await locals.read((ctx) =>
    getOrder(ctx, params.stallId, params.orderId),
  )
  return {
    order,
    next: nextStates(order.state, order.paymentWay),
    link: `${url.origin}/market/orders/${token}`,
  }
}

const input = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  orderId: event.params.orderId,
})
const done = (_: unknown, event: RequestEvent) => redirect(303, event.url.pathname)

export const actions = {
  advance: formAction(advanceOrder, { input, done }),
  paid: formAction(markPaid, { input, done }),
} satisfies Actions
