import { expect, test } from 'vitest'
import { readMoment, withMoment } from './moment.ts'

const read = (query: string) => readMoment(new URL(`https://xungkich.test/members${query}`))

test('an address says the day, written either way, and the view', () => {
  expect(read('?on=2024-04-03&view=today')).toEqual({ on: '2024-04-03', view: 'today' })
  expect(read('?on=3/4/2024')).toEqual({ on: '2024-04-03', view: 'then' })
})

test('what makes no sense is left out: today, as the tree stands', () => {
  for (const query of ['', '?on=&view=', '?on=2024-02-30&view=yesterday', "?on=' or true"])
    expect(read(query)).toEqual({ on: undefined, view: 'then' })
})

test('a link keeps them, and says nothing where nothing was asked', () => {
  expect(withMoment('/units/1', { on: undefined, view: 'then' })).toBe('/units/1')
  expect(withMoment('/members?unit=1', { on: '2024-04-03', view: 'then' })).toBe(
    '/members?unit=1&on=2024-04-03',
  )
  const href = withMoment('/units/1', { on: '2024-04-03', view: 'today' })
  expect(readMoment(new URL(href, 'https://xungkich.test'))).toEqual({
    on: '2024-04-03',
    view: 'today',
  })
})
