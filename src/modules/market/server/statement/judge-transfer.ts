import type { IsoDay } from '#platform/days.ts'
import { nearlyHolds, orderNumbersIn } from '../../order-number.ts'
import { awaitsTransfer, type OrderState, type PaymentWay } from '../../states.ts'
import type { Transfer } from './read-statement.ts'

/** An order as far as a transfer is compared with it. */
export interface OrderToPay {
  id: string
  number: string
  total: number
  state: OrderState
  paymentWay: PaymentWay
  /** The transfers that it has been paid by. */
  paidBy: readonly { amount: number; bookedOn: IsoDay; reference: string; source: string }[]
}

/** Why somebody has to look at a transfer. */
export const doubts = [
  'amount_differs',
  'several_orders',
  'not_waiting',
  'paid_already',
  'misspelt',
  'by_amount_only',
] as const
export type Doubt = (typeof doubts)[number]

export type Judgement =
  | { verdict: 'pays'; orderId: string }
  /** It is the same transfer that another way has told of already. */
  | { verdict: 'known'; orderId: string }
  /** `orderId` is the order that it most likely means, if there is one. */
  | { verdict: 'doubtful'; doubt: Doubt; orderId: string | null }
  /** It has nothing to do with the market: nothing of it is kept. */
  | { verdict: 'foreign' }

/**
 * What a transfer means for the orders of a stall. It pays an order only where its memo holds that order's
 * number and no other's, the amount is the order's to the đồng, and the order waits for it; anything else
 * that may have to do with an order is asked about.
 */
export function judgeTransfer(
  transfer: Pick<Transfer, 'amount' | 'memo' | 'reference' | 'bookedOn'> & { source: string },
  orders: readonly OrderToPay[],
): Judgement {
  const named = new Set(orderNumbersIn(transfer.memo))
  const meant = orders.filter(({ number }) => named.has(number))
  if (meant.length > 1) return doubtful('several_orders', null)
  const [order] = meant
  if (order) return judgeNamed(transfer, order)
  // It names an order of another stall: theirs to find, whatever the amount.
  if (named.size > 0) return { verdict: 'foreign' }
  const waiting = orders.filter(({ state, paymentWay }) => awaitsTransfer(state, paymentWay))
  const near = waiting.filter(({ number }) => nearlyHolds(transfer.memo, number))
  if (near.length === 1) return doubtful('misspelt', near[0]?.id ?? null)
  const alike = waiting.filter(({ total }) => total === transfer.amount)
  if (alike.length === 1) return doubtful('by_amount_only', alike[0]?.id ?? null)
  return { verdict: 'foreign' }
}

const doubtful = (doubt: Doubt, orderId: string | null): Judgement => ({
  verdict: 'doubtful',
  doubt,
  orderId,
})

function judgeNamed(transfer: Parameters<typeof judgeTransfer>[0], order: OrderToPay): Judgement {
  // The same way tells of a transfer once: a second that it tells of is another.
  const isSecond = order.paidBy.some(({ source }) => source === transfer.source)
  if (!isSecond && order.paidBy.some((told) => isSame(transfer, told)))
    return { verdict: 'known', orderId: order.id }
  if (order.paidBy.length > 0 || order.state === 'paid') return doubtful('paid_already', order.id)
  if (!awaitsTransfer(order.state, order.paymentWay)) return doubtful('not_waiting', order.id)
  if (transfer.amount !== order.total) return doubtful('amount_differs', order.id)
  return { verdict: 'pays', orderId: order.id }
}

/** Told of by another way: the bank's own number decides where both have one, else amount and day. */
function isSame(
  transfer: Parameters<typeof judgeTransfer>[0],
  told: OrderToPay['paidBy'][number],
): boolean {
  if (transfer.amount !== told.amount) return false
  if (transfer.reference && told.reference) {
    const [one, other] = [transfer.reference, told.reference].map((text) => text.toUpperCase())
    // One of them often stands within the other: `FT24…` and `MBVCB.FT24…`.
    if (one === other || one?.includes(other ?? '') || other?.includes(one ?? '')) return true
  }
  const days = Math.abs(Date.parse(transfer.bookedOn) - Date.parse(told.bookedOn)) / 86_400_000
  return days <= 1
}
