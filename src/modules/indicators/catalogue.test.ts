import { expect, test } from 'vitest'
import { counted, definitionOf, indicatorNames, workOut } from './catalogue.ts'

test('a share of nobody is not known, and not nought', () => {
  expect(workOut('citizen_app_share', { members: 0, members_with_citizen_app: 0 })).toBeNull()
  expect(workOut('youths_share_of_population', { youths: 5, population: null })).toBeNull()
})

test('a share is in percent with two decimals', () => {
  expect(workOut('youths_share_of_population', { youths: 220_000, population: 890_000 })).toBe(
    24.72,
  )
  expect(workOut('citizen_app_share', { members: 3, members_with_citizen_app: 3 })).toBe(100)
})

test('who is missing is everybody without those who are not', () => {
  expect(workOut('members_without_citizen_app', { members: 10, members_with_citizen_app: 7 })).toBe(
    3,
  )
})

test('every indicator is worked out of indicators that are counted themselves', () => {
  for (const part of counted(indicatorNames)) expect(definitionOf(part).of).toBeUndefined()
})
