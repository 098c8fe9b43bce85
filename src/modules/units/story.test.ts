import { expect, test } from 'vitest'
import {
  laneLetter,
  layOutStory,
  type StoryHistory,
  type StoryLink,
  type StoryVersion,
  tellStory,
} from './story.ts'

const version = (
  unitId: string,
  validFrom: string,
  validTo: string | null = null,
  fields: Partial<StoryVersion> = {},
): StoryVersion => ({
  unitId,
  name: `Đoàn xã ${unitId}`,
  type: 'commune_union',
  parentId: 'district',
  parentName: 'Huyện đoàn',
  validFrom,
  validTo,
  decisionNo: null,
  ...fields,
})
const link = (event: StoryLink['event'], from: string, to: string | null, on: string) => ({
  event,
  from,
  to,
  on,
  decisionNo: '1684',
  fromName: `Đoàn xã ${from}`,
  toName: to && `Đoàn xã ${to}`,
})
const story = (versions: StoryVersion[], links: StoryLink[], unitId = 'new'): StoryHistory => ({
  unitId,
  today: '2026-06-15',
  versions,
  links,
})

/** Two communes become a new one. */
const merger = story(
  [
    version('new', '2025-07-01', null, { parentId: 'province', parentName: 'Tỉnh đoàn' }),
    version('one', '2020-01-01', '2025-07-01'),
    version('two', '2020-01-01', '2025-07-01'),
  ],
  [link('merge', 'one', 'new', '2025-07-01'), link('merge', 'two', 'new', '2025-07-01')],
)

test('a merger is one event, and tells neither a founding nor two endings beside it', () => {
  const events = tellStory(merger)
  expect(events.map(({ on, kind }) => [on, kind])).toEqual([
    ['2020-01-01', 'found'],
    ['2020-01-01', 'found'],
    ['2025-07-01', 'merge'],
  ])
  expect(events[2]).toMatchObject({
    from: [{ name: 'Đoàn xã one' }, { name: 'Đoàn xã two' }],
    to: [{ name: 'Đoàn xã new' }],
    isNew: true,
    decisionNo: '1684',
  })
})

test('what is merged runs into what comes of it, which goes on in the lane of one of them', () => {
  const { rows, lanes, units } = layOutStory(merger)
  expect([lanes, units]).toEqual([2, ['one', 'two', 'new']])
  expect(rows.map(({ on }) => on)).toEqual(['2020-01-01', '2025-07-01', '2026-06-15'])
  expect(rows[1]).toMatchObject({
    above: [
      { unitId: 'one', lane: 0 },
      { unitId: 'two', lane: 1 },
    ],
    below: [{ unitId: 'new', lane: 0 }],
    nodes: [{ unitId: 'new', lane: 0 }],
    joins: [
      { unitId: 'one', from: 0, to: 0 },
      { unitId: 'two', from: 1, to: 0 },
    ],
  })
  expect(rows[2]).toMatchObject({ isToday: true, nodes: [{ unitId: 'new' }], below: [] })
})

test('a split unit ends in a lane that one of its parts goes on in; an older part keeps its own', () => {
  const { rows } = layOutStory(
    story(
      [
        version('old', '2020-01-01', '2025-07-01'),
        version('new', '2025-07-01'),
        version('elder', '2010-01-01'),
      ],
      [link('split', 'old', 'new', '2025-07-01'), link('split', 'old', 'elder', '2025-07-01')],
      'old',
    ),
  )
  expect(rows[2]?.joins).toEqual([
    { unitId: 'old', from: 1, to: 1 },
    { unitId: 'old', from: 1, to: 0 },
  ])
  expect(rows[2]?.events[0]).toMatchObject({ kind: 'split', isNew: false })
})

test('names, types and places that change are told as they were and became', () => {
  const events = tellStory(
    story(
      [
        version('new', '2020-01-01', '2022-01-01'),
        version('new', '2022-01-01', '2023-01-01', { name: 'Đoàn phường', type: 'ward_union' }),
        version('new', '2023-01-01', '2024-01-01', {
          name: 'Đoàn phường',
          type: 'ward_union',
          parentId: 'city',
          parentName: 'Thành đoàn',
        }),
        version('new', '2025-01-01', null, { name: 'Đoàn phường' }),
      ],
      [link('close', 'new', null, '2024-01-01')],
    ),
  )
  expect(events.map(({ on, kind, before, after }) => [on, kind, before, after])).toEqual([
    ['2020-01-01', 'found', null, 'Huyện đoàn'],
    ['2022-01-01', 'rename', 'Đoàn xã new', 'Đoàn phường'],
    ['2022-01-01', 'change_type', 'commune_union', 'ward_union'],
    ['2023-01-01', 'move', 'Huyện đoàn', 'Thành đoàn'],
    ['2024-01-01', 'close', null, null],
    ['2025-01-01', 'reopen', null, 'Huyện đoàn'],
  ])
  expect(events[4]?.decisionNo).toBe('1684')
})

test('who shared the way without being of the story is named, but has no lane', () => {
  const shared = story(
    [version('new', '2025-07-01'), version('one', '2020-01-01', '2025-07-01')],
    [link('merge', 'one', 'new', '2025-07-01'), link('merge', 'other', 'new', '2025-07-01')],
    'one',
  )
  expect(
    tellStory(shared)
      .at(-1)
      ?.from.map(({ name }) => name),
  ).toEqual(['Đoàn xã one', 'Đoàn xã other'])
  expect(layOutStory(shared).lanes).toBe(1)
})

test('what is decided ahead comes after today', () => {
  const { rows } = layOutStory(
    story(
      [
        version('new', '2020-01-01', '2026-07-01'),
        version('new', '2026-07-01', null, { name: 'Mới' }),
      ],
      [],
    ),
  )
  expect(rows.map(({ isToday, isComing }) => [isToday, isComing])).toEqual([
    [false, false],
    [true, false],
    [false, true],
  ])
  expect(rows[1]?.below).toHaveLength(1)
})

test('a longer time takes more room, within bounds', () => {
  const { rows } = layOutStory(merger)
  expect(rows[0]?.gap).toBeGreaterThan(rows[1]?.gap ?? 0)
  expect(Math.max(...rows.map(({ gap }) => gap))).toBeLessThanOrEqual(120)
})

test('units are lettered without end', () => {
  expect([0, 25, 26, 27].map(laneLetter)).toEqual(['A', 'Z', 'AA', 'AB'])
})
