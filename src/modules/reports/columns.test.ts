import { expect, test } from 'vitest'
import { addsUp, columnsFor } from './columns.ts'

test('a share is shown with what it is a share of', () => {
  expect(columnsFor('youths_share_of_labour_force')).toEqual([
    'youths_share_of_labour_force',
    'youths',
    'labour_force',
  ])
})

test('turns and people are shown beside each other', () => {
  expect(columnsFor('peak_day_participants')).toEqual([
    'peak_day_participants',
    'peak_day_participations',
  ])
  expect(columnsFor('participations')).toEqual(['participations', 'participants'])
})

test('turns of units add up; people and shares do not', () => {
  expect(addsUp('people_helped')).toBe(true)
  expect(addsUp('members')).toBe(true)
  expect(addsUp('participants')).toBe(false)
  expect(addsUp('citizen_app_share')).toBe(false)
})
