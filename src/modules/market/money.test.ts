import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payoutsOf, sumsOf, writtenDong } from './money.ts'
import { isInSeason, monthsUntil } from './season.ts'
import { nextStates, type OrderState, orderStates, type paymentWays } from './states.ts'

const line = fc.record({
  price: fc.integer({ min: 1, max: 500_000_000 }),
  quantity: fc.integer({ min: 1, max: 1000 }),
  stallId: fc.constantFrom('a', 'b', 'c', 'd'),
})
const lines = fc.array(line, { maxLength: 40 })

test('the sum of an order is that of its lines and the way to the door, to the đồng', () => {
  fc.assert(
    fc.property(lines, fc.nat(5_000_000), (ordered, delivery) => {
      const { goods, total } = sumsOf(ordered, delivery)
      const exactly = ordered.reduce(
        (sum, { price, quantity }) => sum + BigInt(price) * BigInt(quantity),
        0n,
      )
      expect(BigInt(goods)).toBe(exactly)
      expect(BigInt(total)).toBe(exactly + BigInt(delivery))
    }),
  )
})

test('what producers get and what the hub keeps is together what was sold, whatever the share', () => {
  fc.assert(
    fc.property(lines, fc.nat(30), (sold, percent) => {
      const payouts = payoutsOf(sold, percent)
      const sum = (field: 'goods' | 'fee' | 'payout') =>
        payouts.reduce((all, payout) => all + payout[field], 0)
      expect(sum('payout') + sum('fee')).toBe(sumsOf(sold, 0).total)
      expect(sum('goods')).toBe(sumsOf(sold, 0).goods)
      for (const { goods, fee, payout } of payouts) {
        expect(Number.isSafeInteger(fee) && fee >= 0 && payout >= 0).toBe(true)
        expect(fee * 100).toBeLessThanOrEqual(goods * percent)
      }
    }),
  )
})

test('an order never leaves its end, and nothing unpaid by transfer is handed over', () => {
  const reached = (way: (typeof paymentWays)[number]) => {
    const ways: OrderState[][] = [['placed']]
    const ended: OrderState[][] = []
    for (const one of ways) {
      const next = nextStates(one.at(-1) as OrderState, way)
      if (next.length === 0) ended.push(one)
      for (const state of next) ways.push([...one, state])
    }
    return ended
  }
  for (const path of reached('transfer')) {
    expect(path).toHaveLength(new Set(path).size)
    if (path.includes('handed_over')) expect(path).toContain('paid')
  }
  for (const path of reached('cash')) expect(path).not.toContain('paid')
  expect(orderStates.filter((state) => nextStates(state, 'cash').length === 0)).toEqual([
    'handed_over',
    'cancelled',
  ])
})

test('a season may go over the new year', () => {
  const winter = { from: 11, to: 2 }
  const months = Array.from({ length: 12 }, (_, i) => i + 1)
  expect(months.filter((month) => isInSeason(winter, month))).toEqual([1, 2, 11, 12])
  expect(months.filter((month) => isInSeason({ from: 3, to: 5 }, month))).toEqual([3, 4, 5])
  expect(isInSeason(null, 7)).toBe(true)
  expect([monthsUntil(winter, 9), monthsUntil(winter, 12), monthsUntil(winter, 3)]).toEqual([
    2, 0, 8,
  ])
})

test('đồng are written with dots', () => {
  expect(writtenDong(1_250_000)).toBe('1.250.000 đ')
})
