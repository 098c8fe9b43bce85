/** Đồng have no smaller part: every amount is a whole number. */
export type Dong = number

export interface Line {
  price: Dong
  quantity: number
}

export interface Sums {
  goods: Dong
  delivery: Dong
  total: Dong
}

export const amountOf = ({ price, quantity }: Line): Dong => price * quantity

/** What an order costs. */
export function sumsOf(lines: readonly Line[], delivery: Dong): Sums {
  const goods = lines.reduce((sum, line) => sum + amountOf(line), 0)
  return { goods, delivery, total: goods + delivery }
}

/** A line of a producer in a cycle. */
export interface ProducersLine extends Line {
  stallId: string
}

export interface Payout {
  stallId: string
  goods: Dong
  /** What the hub keeps; rounded down, to the producer's good. */
  fee: Dong
  payout: Dong
}

/**
 * What each producer gets out of what a cycle has sold: their goods less the hub's share of `feePercent`.
 * Fees and pay-outs together are exactly what was sold.
 */
export function payoutsOf(lines: readonly ProducersLine[], feePercent: number): Payout[] {
  const goods = new Map<string, Dong>()
  for (const line of lines) goods.set(line.stallId, (goods.get(line.stallId) ?? 0) + amountOf(line))
  return [...goods].map(([stallId, sold]) => {
    const fee = Math.floor((sold * feePercent) / 100)
    return { stallId, goods: sold, fee, payout: sold - fee }
  })
}

const number = new Intl.NumberFormat('vi-VN')

/** As prices are written: `85.000 đ`. */
export const writtenDong = (amount: Dong): string => `${number.format(amount)} đ`
