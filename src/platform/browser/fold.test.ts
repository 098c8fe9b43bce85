import { expect, test } from 'vitest'
import { fold, matches } from './fold.ts'

test('names are found without diacritics, by the beginnings of any of their words', () => {
  expect(fold('ĐẶNG Thị Mỷ')).toBe('dang thi my')
  expect(matches('Giàng Thị Mỷ', 'my gia')).toBe(true)
  expect(matches('Giàng Thị Mỷ', 'mỷ')).toBe(true)
  expect(matches('Giàng Thị Mỷ', '')).toBe(true)
  expect(matches('Giàng Thị Mỷ HG-00123', '00123')).toBe(true)
  expect(matches('Giàng Thị Mỷ', 'mya')).toBe(false)
})
