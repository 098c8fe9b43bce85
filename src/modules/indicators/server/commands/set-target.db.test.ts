import { afterAll, beforeAll, expect, test } from 'vitest'
import { Forbidden, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { readTargets } from '../targets.ts'
import { arrangeOrganisation, type Organisation } from '../testing/organisation.ts'
import { setTarget } from './set-target.ts'

const database = useDatabase()
let org: Organisation

beforeAll(async () => {
  org = await arrangeOrganisation(database)
})
afterAll(() => org.app.close())

const target = (unit: 'province' | 'north' | 'hill', value: number, from: string) => ({
  id: crypto.randomUUID(),
  unitId: org.units[unit],
  indicator: 'citizen_app_share',
  value,
  from,
})
const read = async (unit: 'north' | 'hill' | 'river', on: string) =>
  org.app.read(
    await org.as(null, 'hill'),
    async (ctx) => (await readTargets(ctx, org.units[unit], on)).citizen_app_share?.value,
  )

test('a target holds for all below from its day on, unless a nearer unit has one of its own', async () => {
  const officer = await org.as('province_secretary', 'province')
  const first = target('province', 100, '2023-01-01')
  await org.app.run(officer, setTarget, first)
  await org.app.run(officer, setTarget, target('north', 80, '2023-06-01'))
  await org.app.run(officer, setTarget, target('north', 90, '2024-01-01'))
  expect(await read('hill', '2022-12-31')).toBeUndefined()
  expect(await read('hill', '2023-05-31')).toBe(100)
  expect(await read('hill', '2023-12-31')).toBe(80)
  expect(await read('hill', '2024-01-01')).toBe(90)
  expect(await read('river', '2024-01-01')).toBe(100)

  expect(await org.app.run(officer, setTarget, first)).toEqual({ id: first.id })
  expect(await read('river', '2024-01-01')).toBe(100)
})

test('a target that would rewrite history is refused', async () => {
  const officer = await org.as('commune_secretary', 'hill')
  await org.app.run(officer, setTarget, target('hill', 50, '2024-01-01'))
  await expect(org.app.run(officer, setTarget, target('hill', 60, '2023-12-01'))).rejects.toThrow(
    RuleBroken,
  )
})

test('who does not govern the unit sets no target there', async () => {
  await expect(
    org.app.run(
      await org.as('commune_secretary', 'hill'),
      setTarget,
      target('north', 1, '2025-01-01'),
    ),
  ).rejects.toThrow(Forbidden)
  await expect(
    org.app.run(
      await org.as('commune_officer', 'hill'),
      setTarget,
      target('hill', 1, '2025-01-01'),
    ),
  ).rejects.toThrow(Forbidden)
})

test('a target for something that is not counted is no target', async () => {
  const officer = await org.as('province_secretary', 'province')
  await expect(
    org.app.run(officer, setTarget, { ...target('province', 1, '2025-01-01'), indicator: 'likes' }),
  ).rejects.toThrow(Invalid)
})
