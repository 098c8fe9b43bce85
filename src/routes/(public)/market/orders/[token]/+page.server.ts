import { error, redirect } from '@sveltejs/kit'
import { awaitsTransfer } from '#modules/market/index.ts'
import { cancelOwnOrder, codeOf, getOwnOrder, TooOften } from '#modules/market/server/index.ts'
import { formFailure } from '#platform/server/form-action.ts'
import { bankName, drawQrSvg } from '#platform/server/payments/vietqr.ts'
import type { Actions, PageServerLoad } from './$types'

/** An order for whoever holds its link. A wrong link and one that is none answer the same. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, getClientAddress }) => {
  setHeaders({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
  const order = await getOwnOrder(
    locals.app,
    locals.asking,
    params.token,
    getClientAddress(),
  ).catch((fault) => {
    if (fault instanceof TooOften) error(429, { message: fault.code, code: fault.code })
    throw fault
  })
  const { account, ...rest } = order
  const code = awaitsTransfer(order.state, order.paymentWay) ? codeOf(order) : undefined
  return {
    order: rest,
    token: params.token,
    pay:
      code && account
        ? { ...account, bank: bankName(order.bankBin ?? ''), qr: await drawQrSvg(code) }
        : null,
  }
}

export const actions = {
  cancel: async ({ request, locals, params }) => {
    const form = await request.formData()
    try {
      await locals.app.run(locals.asking, cancelOwnOrder, { token: params.token })
    } catch (fault) {
      return formFailure(fault, form)
    }
    return redirect(303, `/market/orders/${params.token}`)
  },
} satisfies Actions
