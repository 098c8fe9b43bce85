import { expect, test } from 'vitest'
import { foretell, levelsOf } from './foretell.ts'
import { planReform } from './plan-reform.ts'
import { aTree } from './testing.ts'

const { organisation, founding } = aTree()
const plan = planReform(organisation, [
  founding('new'),
  { kind: 'merge', from: ['pv', 'tl'], into: 'new' },
  { kind: 'dissolve', unitId: 'mv' },
])

test('people and records stay as many; offices of units that end go, and those appointed come', () => {
  const counts = new Map<string, Record<string, number>>([
    ['pv', { member: 2, office: 3, assist_before: 90 }],
    ['pv1', { member: 10, office: 1 }],
  ])
  const told = foretell(plan, counts, 2)
  expect(told.member).toEqual({ before: 12, after: 12 })
  expect(told.assist_before).toEqual({ before: 90, after: 90 })
  expect(told.office).toEqual({ before: 4, after: 3 })
})

test('units are counted by level on both sides', () => {
  const levels = levelsOf(organisation, plan)
  expect(levels.get('district')).toEqual({ before: 1, after: 0 })
  expect(levels.get('commune')).toEqual({ before: 3, after: 2 })
  expect(levels.get('branch')).toEqual({ before: 4, after: 4 })
})
