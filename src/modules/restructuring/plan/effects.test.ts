import { expect, test } from 'vitest'
import { type Counts, type Effects, effectsOf } from './effects.ts'
import { planReform } from './plan-reform.ts'
import { aTree } from './testing.ts'
import type { ReformEvent } from './types.ts'

const { organisation, founding } = aTree()
const counts: Counts = new Map<string, Record<string, number>>([
  ['mv', { member: 4, office: 2, activity: 1 }],
  [
    'pv',
    { member: 2, youth: 1, office: 3, volunteer: 5, campaign: 1, callback: 7, assist_before: 90 },
  ],
  ['tl', { member: 1, office: 1 }],
  ['pv1', { member: 10, youth: 2 }],
  ['pv2', { member: 20 }],
  ['tl1', { member: 30, office: 1 }],
  ['ns', { member: 500, office: 9 }],
])
const effects = (event: ReformEvent, ...others: ReformEvent[]) =>
  effectsOf(planReform(organisation, [event, ...others]), organisation, counts, event)
const nothing: Effects = {
  ending: 0,
  unitsBelow: 0,
  peopleBelow: 0,
  peopleMoved: 0,
  offices: 0,
  volunteers: 0,
  campaigns: 0,
  activities: 0,
  callbacks: 0,
}

test('a merger moves the communes’ own people and work, and leaves their branches’ members where they are', () => {
  expect(effects({ kind: 'merge', from: ['pv', 'tl'], into: 'new' }, founding('new'))).toEqual({
    ...nothing,
    ending: 2,
    unitsBelow: 4,
    peopleBelow: 62,
    peopleMoved: 4,
    offices: 4,
    volunteers: 5,
    campaigns: 1,
    callbacks: 7,
  })
})

test('a district that is dissolved counts what goes on below it, not communes that another event ends', () => {
  const dissolve: ReformEvent = { kind: 'dissolve', unitId: 'mv' }
  expect(effects(dissolve)).toEqual({
    ...nothing,
    ending: 1,
    unitsBelow: 6,
    peopleBelow: 66,
    peopleMoved: 4,
    offices: 2,
    activities: 1,
  })
  const merge: ReformEvent = { kind: 'merge', from: ['pv', 'tl'], into: 'new' }
  expect(effects(dissolve, founding('new'), merge)).toMatchObject({
    unitsBelow: 4,
    peopleBelow: 62,
  })
})

test('a unit that only changes its name, place or type keeps everybody and every office', () => {
  const kept = { ...nothing, unitsBelow: 2, peopleBelow: 35 }
  expect(effects({ kind: 'rename', unitId: 'pv', name: 'Đoàn xã Pả Vi mới' })).toEqual(kept)
  expect(effects({ kind: 'move', unitId: 'pv', parentId: 'hg' })).toEqual(kept)
  expect(effects({ kind: 'change_type', unitId: 'pv', type: 'ward_union' })).toEqual(kept)
})

test('a new unit shows what will stand below it', () => {
  const merge: ReformEvent = { kind: 'merge', from: ['pv'], into: 'new' }
  expect(effects(founding('new'), merge)).toEqual({ ...nothing, unitsBelow: 2, peopleBelow: 32 })
})

test('an event that the plan refuses does nothing', () => {
  expect(effects({ kind: 'merge', from: ['unheard of'], into: 'pv' })).toEqual(nothing)
})
