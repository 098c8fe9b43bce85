import { describe, expect, test } from 'vitest'
import { dayText, parseDayText, withSlashes } from './day-text.ts'

describe('a day as people write it', () => {
  test.each([
    ['03/04/2024', '2024-04-03'],
    ['3/4/2024', '2024-04-03'],
    [' 3.4.2024 ', '2024-04-03'],
    ['29-02-2024', '2024-02-29'],
  ])('%s is understood', (text, iso) => {
    expect(parseDayText(text)).toBe(iso)
  })

  test.each(['29/02/2023', '31/04/2024', '00/01/2024', '1/13/2024', '2024', '03/04/24', ''])(
    '%s is no day',
    (text) => {
      expect(parseDayText(text)).toBeUndefined()
    },
  )

  test('is shown day first, and what cannot be read stays as it was typed', () => {
    expect(dayText('2024-04-03')).toBe('03/04/2024')
    expect(dayText('31/02/2024')).toBe('31/02/2024')
  })
})

test.each([
  ['0', '0'],
  ['03', '03/'],
  ['0304', '03/04/'],
  ['03042024', '03/04/2024'],
  ['03/04/2024', '03/04/2024'],
  ['3/4/2024', '3/4/2024'],
  ['03/4/2024', '03/4/2024'],
  ['3.4.2024', '3.4.2024'],
])('slashes come by themselves while typing %s', (typed, shown) => {
  expect(withSlashes(typed)).toBe(shown)
})
