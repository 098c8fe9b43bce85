import * as m from '#paraglide/messages.js'

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('vi-VN')

/** Pay of a month in millions of đồng, as people say it. */
export function payText(from: number, to: number): string {
  const [low, high] = [from, to].map((amount) => number.format(amount / 1_000_000)) as [
    string,
    string,
  ]
  return from === to ? m.jobs_pay_one({ amount: low }) : m.jobs_pay_range({ from: low, to: high })
}

/** An amount in đồng to the last one. */
export const moneyText = (amount: number): string => `${whole.format(amount)} ₫`
