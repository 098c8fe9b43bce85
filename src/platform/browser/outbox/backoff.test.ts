import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoff, waitAfter } from './backoff.ts'

test('waits grow with each failure and end at the longest, whatever chance says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const ms = waitAfter(failures, random)
        expect(ms).toBeGreaterThanOrEqual(backoff.first / 2)
        expect(ms).toBeLessThanOrEqual(backoff.longest)
        expect(waitAfter(failures + 1, random)).toBeGreaterThanOrEqual(ms)
      },
    ),
  )
})

test('what the server asks for is waited, up to a quarter of an hour', () => {
  expect(waitAfter(1, 0, 60_000)).toBe(60_000)
  expect(waitAfter(1, 0, 86_400_000)).toBe(backoff.longestAsked)
})
