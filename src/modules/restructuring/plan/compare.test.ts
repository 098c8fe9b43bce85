import { expect, test } from 'vitest'
import { compareTrees } from './compare.ts'
import { planReform } from './plan-reform.ts'
import { aTree } from './testing.ts'
import type { ReformEvent } from './types.ts'

const { organisation, founding } = aTree()
const merger: ReformEvent[] = [
  founding('new'),
  { kind: 'merge', from: ['pv', 'tl'], into: 'new' },
  { kind: 'dissolve', unitId: 'mv' },
]
const compare = (events: ReformEvent[], open: string[] = [], answers = new Map<string, string>()) =>
  compareTrees(organisation, planReform(organisation, events, answers), events, new Set(open))
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('only what is concerned stands on either side, with what is above it', () => {
  const { before, after } = compare(merger)
  expect(ids(before)).toEqual(['hg', 'mv', 'pv', 'tl', 'tq'])
  expect(ids(after)).toEqual(['hg', 'new', 'tq'])
})

test('each side says what happens, by names', () => {
  const { before, after } = compare(merger)
  expect(before.find(({ id }) => id === 'pv')?.marks).toEqual([
    { kind: 'ended', by: 'merge', into: ['new'] },
  ])
  expect(before.find(({ id }) => id === 'mv')?.marks).toEqual([
    { kind: 'ended', by: 'dissolve', into: ['hg'] },
  ])
  expect(after.find(({ id }) => id === 'new')?.marks).toEqual([
    { kind: 'found', from: ['pv', 'tl'] },
  ])
  expect(after.find(({ id }) => id === 'hg')?.marks).toEqual([])
})

test('branches that only follow their commune are counted, and shown once it is opened', () => {
  const shut = compare(merger).after.find(({ id }) => id === 'new')
  expect(shut).toMatchObject({ children: 4, hidden: 4, isOpen: false })
  const open = compare(merger, ['new']).after
  expect(ids(open)).toEqual(['hg', 'new', 'pv1', 'pv2', 'tl1', 'tl2', 'tq'])
  expect(open.find(({ id }) => id === 'new')).toMatchObject({ hidden: 0, isOpen: true })
})

test('a unit that goes on says its old and new name, place and type', () => {
  const events: ReformEvent[] = [
    { kind: 'rename', unitId: 'pv', name: 'Đoàn phường Pả Vi' },
    { kind: 'change_type', unitId: 'pv', type: 'ward_union' },
    { kind: 'move', unitId: 'pv', parentId: 'hg' },
    { kind: 'move', unitId: 'tl1', parentId: 'pv' },
  ]
  const { before, after } = compare(events)
  expect(before.find(({ id }) => id === 'pv')?.marks).toEqual([
    { kind: 'renames', to: 'Đoàn phường Pả Vi' },
    { kind: 'moves', to: 'hg' },
  ])
  expect(after.find(({ id }) => id === 'pv')?.marks).toEqual([
    { kind: 'renamed', from: 'pv' },
    { kind: 'type', type: 'ward_union' },
    { kind: 'moved', from: 'mv' },
  ])
  expect(after.find(({ id }) => id === 'tl1')?.marks).toEqual([{ kind: 'moved', from: 'tl' }])
})

test('a draft that orders a circle is still shown', () => {
  const circle: ReformEvent[] = [{ kind: 'move', unitId: 'mv', parentId: 'pv' }]
  expect(ids(compare(circle).after)).toEqual(['hg', 'tq'])
})
