import { expect, test } from 'vitest'
import { takeLook } from './public-limit.ts'

test('who looks too often waits, and others do not', () => {
  const waits = Array.from({ length: 40 }, () => takeLook('198.51.100.7', 0))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(30)
  expect(waits.at(-1)).toBe(6)
  expect(takeLook('198.51.100.8', 0)).toBe(0)
  expect(takeLook('198.51.100.7', 6001)).toBe(0)
  const one = Array.from({ length: 31 }, (_, n) => takeLook(`2001:db8:1:1::${n}`, 0))
  expect(one.at(-1)).toBe(6)
})
