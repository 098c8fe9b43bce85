import { error } from '@sveltejs/kit'
import { awaitsTransfer } from '#modules/market/index.ts'
import { codeOf, getOwnOrder, TooOften } from '#modules/market/server/index.ts'
import { drawQrPng } from '#platform/server/payments/vietqr.ts'
import type { RequestHandler } from './$types'

/** The VietQR code of an order as a picture, to be opened in a bank's program on the same phone. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const order = await getOwnOrder(
    locals.app,
    locals.asking,
    params.token,
    getClientAddress(),
  ).catch((fault) => {
    if (fault instanceof TooOften) error(429, { message: fault.code, code: fault.code })
    throw fault
  })
  const code = awaitsTransfer(order.state, order.paymentWay) ? codeOf(order) : undefined
  if (!code) error(404, { message: 'market.order_not_found', code: 'market.order_not_found' })
  return new Response(new Uint8Array(await drawQrPng(code)), {
    headers: {
      'content-type': 'image/png',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
    },
  })
}
