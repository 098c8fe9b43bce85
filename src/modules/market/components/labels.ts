import * as m from '#paraglide/messages.js'
import { kindName, productKinds } from '../kinds.ts'
import { writtenDong } from '../money.ts'
import type { OrderState, PaymentWay } from '../states.ts'

export const kindOptions = productKinds.map((kind) => ({ value: kind, label: kindName(kind) }))

export const monthOptions = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: m.market_month({ month: at + 1 }),
}))

export const priceText = (price: number, unit: string): string =>
  m.market_per_unit({ price: writtenDong(price), unit })

export const seasonText = (product: {
  seasonFrom: number | null
  seasonTo: number | null
}): string =>
  product.seasonFrom && product.seasonTo
    ? m.market_season({ from: product.seasonFrom, to: product.seasonTo })
    : m.market_season_all()

export const stateText = (state: OrderState, way: PaymentWay): string => {
  switch (state) {
    case 'placed':
      return way === 'transfer' ? m.market_state_placed_transfer() : m.market_state_placed()
    case 'confirmed':
      return m.market_state_confirmed()
    case 'paid':
      return m.market_state_paid()
    case 'handed_over':
      return m.market_state_handed_over()
    case 'cancelled':
      return m.market_state_cancelled()
  }
}

export const stateTone = {
  placed: 'warning',
  confirmed: 'info',
  paid: 'accent',
  handed_over: 'success',
  cancelled: 'neutral',
} as const satisfies Record<OrderState, string>

export const cancelledBy = {
  buyer: m.market_cancelled_buyer,
  seller: m.market_cancelled_seller,
  expired: m.market_cancelled_expired,
}

export const categoryName: Record<string, () => string> = {
  sale: m.market_category_sale,
  refund: m.market_category_refund,
  payout: m.market_category_payout,
  materials: m.market_category_materials,
  labour: m.market_category_labour,
  transport: m.market_category_transport,
  packaging: m.market_category_packaging,
  tools: m.market_category_tools,
  fees: m.market_category_fees,
  support: m.market_category_support,
  other: m.market_category_other,
}

const moment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
export const writtenMoment = (at: Date): string => moment.format(at)
