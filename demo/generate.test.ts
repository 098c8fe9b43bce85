import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { idsOf } from './ids.ts'
import { rolesOf } from './offices.ts'
import { peopleOf } from './people.ts'
import { haGiang, type ProvinceProfile, profilesOf, tuyenQuang } from './provinces/index.ts'
import { smallOf } from './provinces/small.ts'
import { apportion, choice, seeded } from './random.ts'
import { branchesOf, unitsOf } from './tree.ts'
import { buildTree } from './units.ts'
import { statisticsOf } from './youth-statistics.ts'

function digestOf(today: string, profile?: ProvinceProfile): string {
  const hash = createHash('sha256')
  const tree = buildTree({ today, ...(profile && { profile }) })
  for (const unit of unitsOf(tree)) hash.update(`${unit.id} ${unit.name}\n`)
  for (const statistic of statisticsOf(tree, today)) hash.update(statistic.id)
  for (const gathered of peopleOf(tree, today)) {
    for (const person of gathered.people) {
      hash.update(`${person.id} ${person.fullName} ${person.phone}\n`)
      for (const stay of person.stays) hash.update(`${stay.id} ${stay.from} ${stay.to}\n`)
    }
    for (const role of rolesOf(tree, gathered, today)) hash.update(role.id)
  }
  return hash.digest('hex')
}

test('the demonstration is the same in every generation', { timeout: 60_000 }, () => {
  expect(digestOf('2026-11-24', tuyenQuang)).toBe(digestOf('2026-11-24', tuyenQuang))
})

// Guides, screenshots and links name its people and units: whoever changes this changes those too.
test('Hà Giang is the same as it has always been', { timeout: 60_000 }, () => {
  expect(digestOf('2026-11-24')).toBe(
    'cbf3c061abb1da766ea3eef976a72df99dbf7bf6eea970d48139d2ac7575e227',
  )
})

test('a province adds up to its profile, by the gazetteer, with an office in each unit', () => {
  for (const [profile, districts, communes] of [
    [haGiang, 11, 193],
    [tuyenQuang, 7, 138],
    [smallOf(haGiang), 3, 12],
    [smallOf(tuyenQuang), 3, 12],
  ] as const) {
    const tree = buildTree({ profile, today: '2025-06-15' })
    expect(tree.districts).toHaveLength(districts)
    expect(tree.districts.flatMap((district) => district.communes)).toHaveLength(communes)
    const branches = [...branchesOf(tree)].filter((branch) => (branch.entered ?? 0) < 2024)
    expect(branches.reduce((all, branch) => all + branch.members, 0)).toBe(profile.members)
    const leading = Map.groupBy(branches, (branch) => branch.leads ?? 'none')
    expect(leading.get('commune')).toHaveLength(communes)
    expect(leading.get('district')).toHaveLength(districts)
    expect(leading.get('province')).toHaveLength(1)
    const ofYear = statisticsOf(tree, '2025-06-15').filter(
      ({ countedOn }) => countedOn >= '2023-12-31' && countedOn < '2024-03-01',
    )
    expect(ofYear.reduce((all, each) => all + each.youths, 0)).toBe(profile.youths)
  }
})

test('the seat of every district is one of its communes', () => {
  for (const profile of [haGiang, tuyenQuang]) {
    for (const district of buildTree({ profile, today: '2025-06-15' }).districts) {
      expect(district.communes.map(({ gazetteer }) => gazetteer.name)).toContain(
        district.profile.seat,
      )
    }
  }
})

test('both provinces have a little over 80,000 members together', () => {
  expect(haGiang.members + tuyenQuang.members).toBeGreaterThan(80_000)
  expect(haGiang.members + tuyenQuang.members).toBeLessThan(82_000)
})

test('provinces come in their own order; without Hà Giang, or with an unknown one, there are none', () => {
  expect(profilesOf(['08', '02'])).toEqual([haGiang, tuyenQuang])
  expect(() => profilesOf(['08'])).toThrow(RangeError)
  expect(() => profilesOf(['02', '99'])).toThrow(RangeError)
})

test('a later day of loading adds to the tree and changes nothing of it', () => {
  const named = (today: string) =>
    new Map([...unitsOf(buildTree({ today }))].map((unit) => [unit.id, unit.name]))
  const later = named('2027-10-01')
  for (const [id, name] of named('2024-04-03')) expect(later.get(id)).toBe(name)
})

test('shares add up to the total exactly', () => {
  const random = seeded('shares')
  for (let round = 0; round < 200; round++) {
    const weights = Array.from({ length: random.int(1, 50) }, () => random.next() + 0.01)
    const total = random.int(0, 100_000)
    expect(apportion(total, weights).reduce((all, share) => all + share, 0)).toBe(total)
  }
  expect(() => apportion(3, [1, 1], 2)).toThrow(RangeError)
})

test('chance follows its weights', () => {
  const random = seeded('weights')
  const take = choice([
    ['often', 9],
    ['rarely', 1],
  ] as const)
  const rarely = Array.from({ length: 10_000 }, () => take(random)).filter((it) => it === 'rarely')
  expect(rarely.length).toBeGreaterThan(850)
  expect(rarely.length).toBeLessThan(1150)
})

test('ids are of version 7, in order, and differ from kind to kind', () => {
  const next = idsOf('things')
  const ids = Array.from({ length: 1000 }, () => next())
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect([...ids].sort()).toEqual(ids)
  expect(idsOf('others')()).not.toBe(ids[0])
})
