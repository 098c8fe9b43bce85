import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOrderNumber, makeOrderNumber, nearlyHolds, orderNumbersIn } from './order-number.ts'

const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const random = fc.uint8Array({ minLength: 7, maxLength: 7, max: 247 })
const anOrderNumber = random.map((bytes) => makeOrderNumber(() => bytes))

test('an order number is ten signs that nobody takes for others', () => {
  fc.assert(
    fc.property(anOrderNumber, (number) => {
      expect(number).toMatch(/^XK[A-HJKMNP-Z2-9]{8}$/)
      expect(isOrderNumber(number)).toBe(true)
    }),
  )
  // Bytes that would favour the first signs are passed over.
  let turn = 0
  expect(makeOrderNumber(() => new Uint8Array(7).fill(turn++ === 0 ? 255 : 1))).toMatch(
    /^XKBBBBBBB/,
  )
})

test('one wrong sign, and two that changed places, are always seen', () => {
  fc.assert(
    fc.property(anOrderNumber, fc.nat(7), fc.constantFrom(...signs), (number, at, sign) => {
      const wrong = `${number.slice(0, 2 + at)}${sign}${number.slice(3 + at)}`
      expect(isOrderNumber(wrong)).toBe(wrong === number)
    }),
  )
  fc.assert(
    fc.property(anOrderNumber, fc.nat(7), fc.nat(7), (number, one, other) => {
      const swapped = [...number]
      const [a, b] = [swapped[2 + one] as string, swapped[2 + other] as string]
      swapped[2 + one] = b
      swapped[2 + other] = a
      expect(isOrderNumber(swapped.join(''))).toBe(swapped.join('') === number)
    }),
  )
})

test('a number is found in a memo however the bank wrote it', () => {
  const number = makeOrderNumber(() => Uint8Array.of(1, 2, 3, 4, 5, 6, 7))
  for (const memo of [
    number,
    number.toLowerCase(),
    `MBVCB.6912 ${number} chuyen tien mua che-CT tu 0123`,
    `${number.slice(0, 6)} ${number.slice(6)} thanh toan`,
    `Đơn ${number.slice(0, 4)}\n${number.slice(4)}`,
    `FT26331XKXK${number}XK`,
  ])
    expect(orderNumbersIn(memo)).toEqual([number])
  expect(orderNumbersIn('chuyen tien xk 2026')).toEqual([])
  const other = makeOrderNumber(() => Uint8Array.of(9, 9, 9, 9, 9, 9, 9))
  expect(orderNumbersIn(`${number} va ${other} va ${number}`)).toEqual([number, other])
})

test('a number with one sign wrong, missing or too many is nearly there; two are not', () => {
  const near = (memo: string, number: string) => nearlyHolds(memo, number)
  fc.assert(
    fc.property(anOrderNumber, fc.nat(9), (number, at) => {
      const before = number.slice(0, at)
      const after = number.slice(at + 1)
      expect(near(`tien ${before}${after} nhe`, number)).toBe(true)
      expect(near(`${before}0${after}`, number)).toBe(true)
      expect(near(`${before}1${number.slice(at)}`, number)).toBe(true)
    }),
  )
  expect(near('XKBCDE0001', 'XKBCDEFGHA')).toBe(false)
  expect(near('', 'XKBCDEFGHA')).toBe(false)
})
