import { expect, test } from 'vitest'
import { ordersOf, struckWith } from './orders.ts'
import { aTree } from './testing.ts'
import type { ReformEvent } from './types.ts'

const { founding } = aTree()
const written = (...bodies: ReformEvent[]) =>
  bodies.map((body, index) => ({ id: `event ${index}`, body }))
const merge: ReformEvent = { kind: 'merge', from: ['pv'], into: 'new' }

test('a merger and the founding of what it makes are one order; a founding for nothing stands alone', () => {
  const events = written(founding('new'), merge, founding('other'))
  expect(
    ordersOf(events).map(({ event, founded }) => [event.id, ...founded.map(({ id }) => id)]),
  ).toEqual([['event 1', 'event 0'], ['event 2']])
})

test('two mergers into one new unit: it is founded once, for the first', () => {
  const events = written(founding('new'), merge, { kind: 'merge', from: ['tl'], into: 'new' })
  expect(ordersOf(events).map(({ founded }) => founded.length)).toEqual([1, 0])
})

test('striking a merger out takes the founding along, unless something else goes to the new unit', () => {
  const alone = written(founding('new'), merge)
  expect(struckWith(alone, 'event 1')).toEqual(['event 1', 'event 0'])
  const shared = written(founding('new'), merge, { kind: 'move', unitId: 'tl1', parentId: 'new' })
  expect(struckWith(shared, 'event 1')).toEqual(['event 1'])
})
