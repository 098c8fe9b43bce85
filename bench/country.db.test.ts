import { beforeAll, expect, test } from 'vitest'
// Counts come as numbers, since the product's client says so to pg.
import '#platform/server/database/client.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { countryAt, idOf, populateCountry, wholeCountry } from './country.ts'

// A two-hundredth of the country, by the same statements as the whole of it.
const database = useDatabase()
const size = countryAt(1 / 200)

beforeAll(() => populateCountry(database, size), 120_000)

const one = async (sql: string) => (await database.ownerPool.query(sql)).rows[0]

test('it has as many units of each level as asked, in one tree, and members in every branch', async () => {
  const { rows } = await database.ownerPool.query(
    'select level, count(*) from units.unit_version group by level',
  )
  expect(Object.fromEntries(rows.map(({ level, count }) => [level, count]))).toEqual({
    central: 1,
    province: size.provinces,
    district: size.districts,
    commune: size.communes,
    branch: size.branches,
  })
  expect(
    await one(
      `select count(*) as reached from access.reach where ancestor_id = '${idOf('central', 1)}'`,
    ),
  ).toEqual({ reached: 1 + size.provinces + size.districts + size.communes + size.branches })
  const branches = await one(
    `select count(*) as branches, sum(n)::int as members, min(n) >= 20 as full_enough
       from (select count(*) as n from members.membership group by unit_id) b`,
  )
  expect(branches).toEqual({ branches: size.branches, members: size.members, full_enough: true })
})

test('neighbours by number are neighbours in the tree', async () => {
  expect(
    await one(`select count(*) as apart from access.reach a
      where a.depth = 1 and a.unit_id in ('${idOf('commune', 1)}', '${idOf('commune', 2)}')
        and a.ancestor_id <> '${idOf('district', 1)}'`),
  ).toEqual({ apart: 0 })
})

test('each branch and each commune is led by one of its own members', async () => {
  expect(
    await one(`select count(*) filter (where role_type = 'branch_secretary') as branches,
        count(*) filter (where role_type = 'commune_secretary') as communes,
        count(*) filter (where not exists (select from access.reach a
          where a.unit_id = p.unit_id and a.ancestor_id = r.unit_id)) as strangers
        from access.role r join members.person p on p.id = r.person_id`),
  ).toEqual({ branches: size.branches, communes: size.communes, strangers: 0 })
})

test('figures are folded and agree with the records; indexes, checks and triggers are there again', async () => {
  expect(await one('select count(*) as waiting from indicators.pending')).toEqual({ waiting: 0 })
  expect(
    (await database.ownerPool.query('select * from indicators.verify() limit 5')).rows,
  ).toEqual([])
  expect(
    await one(`select (select count(*) from pg_constraint where conrelid = 'members.membership'::regclass and contype = 'x') as apart,
        (select count(*) from pg_trigger where tgrelid = 'members.membership'::regclass and tgenabled = 'D') as resting,
        (select count(*) > 5 from pg_indexes where schemaname = 'members' and tablename = 'person') as indexed`),
  ).toEqual({ apart: 1, resting: 0, indexed: true })
})

test('the whole is the country before the reform of 2025', () => {
  expect(wholeCountry).toMatchObject({ communes: 10_599, members: 5_000_000 })
})
