import { expect, test } from 'vitest'
import { isRealDay, readDay } from './days.ts'

test('a day is read as people write it and as programs do', () => {
  expect(readDay(' 3/4/2024 ')).toBe('2024-04-03')
  expect(readDay('03-04-2024')).toBe('2024-04-03')
  expect(readDay('2024-04-03')).toBe('2024-04-03')
})

test('a day that does not exist, or lies where no register reaches, is none', () => {
  for (const text of ['30/02/2024', '2023-02-29', '0000-01-01', '1899-12-31', '01/01/2200', ''])
    expect(readDay(text), text).toBeUndefined()
  expect(isRealDay('1900-01-01')).toBe(true)
  expect(isRealDay('2199-12-31')).toBe(true)
})
