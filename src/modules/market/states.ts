/** Where an order stands. */
export const orderStates = ['placed', 'confirmed', 'paid', 'handed_over', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

export const paymentWays = ['transfer', 'cash'] as const
export type PaymentWay = (typeof paymentWays)[number]

export const deliveryWays = ['pickup', 'delivery'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

/**
 * What may come after a state. What is paid by transfer is handed over once it is paid; cash is taken when
 * it is handed over. Nothing comes after the end.
 */
export function nextStates(state: OrderState, way: PaymentWay): OrderState[] {
  switch (state) {
    case 'placed':
      return way === 'transfer' ? ['confirmed', 'paid', 'cancelled'] : ['confirmed', 'cancelled']
    case 'confirmed':
      return way === 'transfer' ? ['paid', 'cancelled'] : ['handed_over', 'cancelled']
    case 'paid':
      return ['handed_over', 'cancelled']
    case 'handed_over':
    case 'cancelled':
      return []
  }
}

/** What its buyer may still take back by the order's page: nothing is paid, nothing is on its way. */
export const buyerMayCancel = (state: OrderState): boolean =>
  state === 'placed' || state === 'confirmed'

/** Whether its goods are still held for it, or have gone to it. */
export const holdsStock = (state: OrderState): boolean => state !== 'cancelled'

export const isOpen = (state: OrderState): boolean => nextStates(state, 'transfer').length > 0

/** Whether its seller still waits for a transfer. */
export const awaitsTransfer = (state: OrderState, way: PaymentWay): boolean =>
  way === 'transfer' && (state === 'placed' || state === 'confirmed')
