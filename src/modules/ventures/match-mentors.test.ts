import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursLeft, type MentorOffer, matchMentors } from './match-mentors.ts'
import { spreadOf } from './spread.ts'

const mentor = (more: Partial<MentorOffer>): MentorOffer => ({
  id: 'a',
  unitId: 'elsewhere',
  skills: [],
  fields: [],
  hoursMonth: 8,
  minutesThisMonth: 0,
  venturesNow: 1,
  ...more,
})
const venture = { unitId: 'here', field: 'tourism', needs: ['sales', 'digital'] }

test('who knows what is needed comes before who is near, and each says why', () => {
  const found = matchMentors(venture, [
    mentor({ id: 'near', unitId: 'here', venturesNow: 0 }),
    mentor({ id: 'knows', skills: ['digital', 'sales'] }),
    mentor({ id: 'field', fields: ['tourism'] }),
    mentor({ id: 'busy', skills: ['digital', 'sales'], minutesThisMonth: 8 * 60 }),
  ])
  expect(found.map(({ id }) => id)).toEqual(['knows', 'field', 'near'])
  expect(found[0]?.reasons).toEqual([
    { kind: 'skill', name: 'sales' },
    { kind: 'skill', name: 'digital' },
    { kind: 'time', hours: 8 },
  ])
  expect(found[2]?.reasons).toEqual([
    { kind: 'near' },
    { kind: 'time', hours: 8 },
    { kind: 'little_to_do' },
  ])
})

test('whoever is offered has time left, and nobody moves up by knowing less', () => {
  const anyMentor = fc.record({
    id: fc.uuid(),
    unitId: fc.constantFrom('here', 'elsewhere'),
    skills: fc.subarray(['sales', 'digital', 'production']),
    fields: fc.subarray(['tourism', 'crops']),
    hoursMonth: fc.nat({ max: 20 }),
    minutesThisMonth: fc.nat({ max: 1500 }),
    venturesNow: fc.nat({ max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(anyMentor, { maxLength: 12 }), (mentors) => {
      const found = matchMentors(venture, mentors)
      expect(found.every((one) => hoursLeft(one) > 0)).toBe(true)
      expect(found.map(({ weight }) => weight)).toEqual(
        found.map(({ weight }) => weight).sort((one, other) => other - one),
      )
      // The order in which they were asked for decides nothing.
      expect(matchMentors(venture, [...mentors].reverse()).map(({ weight }) => weight)).toEqual(
        found.map(({ weight }) => weight),
      )
    }),
  )
})

test('how far a committee is apart', () => {
  expect(spreadOf([])).toBeNull()
  expect(spreadOf([20, 21, 19])).toEqual({
    count: 3,
    mean: 20,
    lowest: 19,
    highest: 21,
    isWide: false,
  })
  expect(spreadOf([10, 24])).toMatchObject({ mean: 17, isWide: true })
})
