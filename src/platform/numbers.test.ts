import { expect, test } from 'vitest'
import { writtenNumber } from './numbers.ts'

test('numbers are written as the reader writes them', () => {
  expect(writtenNumber(44789, 'vi')).toBe('44.789')
  expect(writtenNumber(44789, 'en')).toBe('44,789')
  expect(writtenNumber(24.72, 'vi', 1)).toBe('24,7')
})
