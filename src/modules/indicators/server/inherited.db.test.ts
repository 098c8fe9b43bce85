import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Permission, permissions } from '#platform/server/access/role-types.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { readFigures } from './figures.ts'
import { readFresh } from './fresh.ts'
import { listRecords } from './records/list-records.ts'
import type { RecordPage, RecordsAsked } from './records/types.ts'
import { arrangeOrganisation, type Organisation } from './testing/organisation.ts'
import { foundUnits, steps, take, unitCount } from './testing/random-history.ts'

/*
 * Two reforms: on 1 February 2024 Hill and Lake became Mountain; on 1 March Mountain became Peak, with a
 * branch each, and River was split between Peak and Valley. The districts went with the second.
 */
const database = useDatabase()
let org: Organisation
const made = {
  mountain: crypto.randomUUID(),
  peak: crypto.randomUUID(),
  valley: crypto.randomUUID(),
}
const period = { from: '2023-04-04', on: '2024-04-03' }
const reads = ['members.read', 'campaigns.read', 'reports.read'] as const

const owner = (text: string, values: unknown[] = []) => database.ownerPool.query(text, values)
async function found(id: string, name: string, parentId: string, from: string) {
  await owner('insert into units.unit (id) values ($1)', [id])
  await owner(
    `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
     values (gen_random_uuid(), $1, $2, 'commune', 'commune_union', $3, $4)`,
    [id, parentId, name, from],
  )
}
async function end(unitId: string, on: string, event: string, ...heirs: string[]) {
  await owner(
    'update units.unit_version set valid_to = $2 where unit_id = $1 and valid_to is null',
    [unitId, on],
  )
  await owner(
    `insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day)
     select gen_random_uuid(), $2, $1, heir, $4 from unnest($3::uuid[]) heir`,
    [unitId, event, heirs, on],
  )
}
const moveTo = (unitId: string, parentId: string, on: string) =>
  owner(
    `with ended as (update units.unit_version set valid_to = $3 where unit_id = $1 and valid_to is null returning *)
     insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
     select gen_random_uuid(), unit_id, $2, level, type, name, $3 from ended`,
    [unitId, parentId, on],
  )

/** An officer of one of the new units, or of several. */
async function officerOf(roleType: string, ...unitIds: string[]): Promise<Asking> {
  const asking = await org.as(null, 'province')
  for (const unitId of unitIds)
    await owner(
      `insert into access.role (id, person_id, role_type, unit_id, valid_from)
       values (gen_random_uuid(), $1, $2, $3, '2024-03-01')`,
      [asking.actor.personId, roleType, unitId],
    )
  return asking
}
const reach = (asking: Asking, permission: Permission) =>
  org.app.read(asking, async (ctx) => {
    const { rows } = await sql<{ id: string; one: boolean }>`
      select id, access.reaches(${permission}, id) as one from access.reachable(${permission}) id`.execute(
      ctx.db,
    )
    // Both walls: what the list of units says, the question about one unit says too.
    expect(rows.every(({ one }) => one)).toBe(true)
    return new Set(rows.map(({ id }) => id))
  })
const reachesOne = (asking: Asking, permission: Permission, unitId: string) =>
  org.app.read(asking, async (ctx) => {
    const { rows } = await sql<{ one: boolean }>`
      select access.reaches(${permission}, ${unitId}) as one`.execute(ctx.db)
    return rows[0]?.one
  })

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  const mai = await org.join('hillBranch', { name: 'Vàng Thị Mai' })
  await org.join('lake', { name: 'Hoàng Văn Nam', to: '2024-02-01' })
  for (const [unit, people] of [
    ['hill', 3],
    ['hillBranch', 5],
    ['lake', 2],
    ['river', 7],
    ['riverBranch', 11],
  ] as const) {
    const activity = await org.hold(unit, '2023-08-12')
    await org.checkIn(activity, mai)
    await org.help(activity, [people])
  }
  await org.state('hill', '2023-01-01', [100, 400, 200])
  const { hill, lake, river, hillBranch, riverBranch, north, south, province } = org.units
  await found(made.mountain, 'Đoàn xã Núi', north, '2024-02-01')
  await moveTo(hillBranch, made.mountain, '2024-02-01')
  for (const unitId of [hill, lake]) await end(unitId, '2024-02-01', 'merge', made.mountain)
  await found(made.peak, 'Đoàn xã Đỉnh', province, '2024-03-01')
  await found(made.valley, 'Đoàn xã Thung', province, '2024-03-01')
  await moveTo(hillBranch, made.peak, '2024-03-01')
  await moveTo(riverBranch, made.valley, '2024-03-01')
  await end(made.mountain, '2024-03-01', 'merge', made.peak)
  await end(river, '2024-03-01', 'split', made.peak, made.valley)
  for (const district of [north, south]) await end(district, '2024-03-01', 'dissolve', province)
})
afterAll(() => org.app.close())

test('an officer reads the units that theirs came from, through two reforms, and no half of a split one', async () => {
  const { hill, lake, river, hillBranch, riverBranch } = org.units
  const peak = await officerOf('commune_secretary', made.peak)
  const valley = await officerOf('commune_secretary', made.valley)
  for (const permission of reads) {
    expect(await reach(peak, permission)).toEqual(
      new Set([made.peak, hillBranch, made.mountain, hill, lake]),
    )
    expect(await reach(valley, permission)).toEqual(new Set([made.valley, riverBranch]))
    for (const one of [peak, valley]) expect(await reachesOne(one, permission, river)).toBe(false)
  }
})

test('who reaches both halves of a split unit reads it, by two offices or one above', async () => {
  const both = await officerOf('commune_officer', made.peak, made.valley)
  expect((await reach(both, 'reports.read')).has(org.units.river)).toBe(true)
  expect(await reachesOne(both, 'reports.read', org.units.river)).toBe(true)
  const above = await org.as('province_officer', 'province')
  expect(await reachesOne(above, 'reports.read', org.units.river)).toBe(true)
  // Each permission by itself: an office that does not carry it adds nothing.
  const uneven = await officerOf('commune_officer', made.peak)
  await owner(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from)
     values (gen_random_uuid(), $1, 'field_volunteer', $2, '2024-03-01')`,
    [uneven.actor.personId, made.valley],
  )
  expect(await reachesOne(uneven, 'campaigns.read', org.units.river)).toBe(false)
})

test('nothing but reading reaches back: no writing, granting, sensitive facts or audit, and nothing for a volunteer', async () => {
  const { hill, lake } = org.units
  const peak = await officerOf('commune_secretary', made.peak)
  for (const permission of permissions.filter((one) => !(reads as readonly string[]).includes(one)))
    for (const unitId of [hill, lake, made.mountain]) {
      expect((await reach(peak, permission)).has(unitId), permission).toBe(false)
      expect(await reachesOne(peak, permission, unitId), permission).toBe(false)
    }
  const volunteer = await officerOf('field_volunteer', made.peak)
  for (const permission of permissions)
    expect(await reachesOne(volunteer, permission, hill), permission).toBe(false)
  expect(await reach(volunteer, 'field.record')).toEqual(new Set([made.peak, org.units.hillBranch]))
})

test('row by row too: the database hides the records of a split unit, and lets none of a former one be changed', async () => {
  const peak = await officerOf('commune_secretary', made.peak)
  const places = (table: string) =>
    org.app.read(peak, async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        select distinct unit_id as id from ${sql.table(table)}`.execute(ctx.db)
      return new Set(rows.map(({ id }) => id))
    })
  for (const table of ['assists.assist', 'campaigns.check_in'])
    expect(await places(table), table).toEqual(
      new Set([org.units.hill, org.units.lake, org.units.hillBranch]),
    )
  const client = await database.ownerPool.connect()
  try {
    await client.query('begin')
    await client.query('set local role xungkich_app')
    await client.query(
      `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true), set_config('app.today', '2024-04-03', true)`,
      [peak.actor.personId, peak.actor.accountId],
    )
    const change = (table: string) =>
      client.query(`update ${table} set undone_at = now() where unit_id = $1`, [org.units.hill])
    for (const table of ['assists.assist', 'campaigns.check_in'])
      expect((await change(table)).rowCount, table).toBe(0)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a token is as narrow as it was made', async () => {
  const peak = await officerOf('commune_secretary', made.peak)
  const token: Asking = { ...peak, actor: { ...peak.actor, permissions: ['reports.read'] } }
  expect(await reachesOne(token, 'reports.read', org.units.hill)).toBe(true)
  expect(await reachesOne(token, 'members.read', org.units.hill)).toBe(false)
})

test('an office that ended with its unit does not reach back to what that unit came from', async () => {
  const former = await org.as('commune_secretary', 'lake')
  await owner(
    `update access.role set unit_id = $2, valid_from = '2024-02-01', valid_to = '2024-03-01' where person_id = $1`,
    [former.actor.personId, made.mountain],
  )
  await owner(
    `insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
     values (gen_random_uuid(), $1, 'commune_secretary', $2, '2024-03-01', '2025-03-01')`,
    [former.actor.personId, made.mountain],
  )
  expect(await reach(former, 'members.read')).toEqual(
    new Set([made.mountain, org.units.hillBranch]),
  )
  expect(await reachesOne(former, 'members.read', org.units.lake)).toBe(false)
})

test.each([
  'members',
  'activities',
  'participations',
  'participants',
  'people_helped',
  'youths',
] as const)(
  'an officer of a merged unit opens every record of %s that its figure counts',
  async (indicator) => {
    const days = indicator === 'youths' ? { ...period, on: '2023-12-31' } : period
    const peak = await officerOf('commune_secretary', made.peak)
    const all = (asked: RecordsAsked) =>
      readFresh(org.app, peak, async (ctx: Context) => {
        const rows: unknown[] = []
        let cursor: string | undefined
        do {
          const page: RecordPage = await listRecords(ctx, { ...asked, cursor, size: 2 })
          rows.push(...page.rows)
          cursor = page.next
        } while (cursor)
        return rows as { people?: number; youths?: number }[]
      })
    const asked = { unitId: made.peak, view: 'today' as const, ...days }
    const figures = await readFresh(org.app, peak, (ctx) =>
      readFigures(ctx, { ...asked, indicators: [indicator] }),
    )
    const rows = await all({ ...asked, indicator })
    expect(figures[indicator]).toBeGreaterThan(0)
    expect(rows.reduce((sum, row) => sum + (row.people ?? row.youths ?? 1), 0)).toBe(
      figures[indicator],
    )
  },
)

test('when what became of a unit is taken back, its heir reads nothing of it any more', async () => {
  const peak = await officerOf('commune_secretary', made.peak)
  const client = await database.ownerPool.connect()
  try {
    await client.query('begin')
    const asPeak = `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true), set_config('app.today', '2024-04-03', true)`
    await client.query(asPeak, [peak.actor.personId, peak.actor.accountId])
    const reads = async (unitId: string) =>
      (await client.query(`select access.reaches('members.read', $1) as one`, [unitId])).rows[0].one
    expect(await reads(org.units.hill)).toBe(true)
    await client.query('delete from units.unit_lineage where from_unit_id = $1', [org.units.hill])
    await client.query(
      'update units.unit_version set valid_to = null where unit_id = $1 and valid_to = $2',
      [org.units.hill, '2024-02-01'],
    )
    expect([await reads(org.units.hill), await reads(org.units.lake)]).toEqual([false, true])
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('whatever history: exactly what is reached, and what came wholly into it', async () => {
  const run = fc.asyncProperty(
    steps,
    fc.array(fc.nat(), { minLength: unitCount, maxLength: unitCount }),
    fc.uniqueArray(fc.nat({ max: unitCount - 1 }), { minLength: 1, maxLength: 3 }),
    fc.nat({ max: 120 }),
    async (history, parents, offices, day) => {
      const client = await database.ownerPool.connect()
      try {
        await client.query('begin')
        const units = await foundUnits(client, parents)
        const person = crypto.randomUUID()
        await client.query(`insert into members.person (id, full_name) values ($1, 'Cán bộ')`, [
          person,
        ])
        const tree = ['move', 'correct_parent', 'close', 'reopen', 'end_into', 'forget_lineage']
        for (const step of history.filter((one) => tree.includes(one.do)))
          await take(client, units, [person], step)
        for (const index of offices)
          await client.query(
            `insert into access.role (id, person_id, role_type, unit_id, valid_from)
             values (gen_random_uuid(), $1, 'branch_secretary', $2, '2020-01-01')`,
            [person, units[index]],
          )
        await client.query(
          `select set_config('app.person_id', $1, true), set_config('app.today', ($2::date + $3::int)::text, true)`,
          [person, '2023-12-20', day],
        )
        const rows = async (text: string, values: unknown[] = []) =>
          (await client.query(text, values)).rows
        const direct = new Set(
          (await rows(`select access.reachable('field.record') as id`)).map(({ id }) => id),
        )
        // Corrections of the history may take in the units of the other tests too.
        const all: string[] = (await rows('select id from units.unit')).map(({ id }) => id)
        const heirs = new Map<string, string[]>(all.map((id) => [id, []]))
        for (const { unit_id, heir_id } of await rows('select * from units.heirs($1)', [all]))
          heirs.get(unit_id)?.push(heir_id)
        const begun = new Set(
          (
            await rows(
              'select distinct unit_id as id from units.unit_version where valid_from <= platform.today()',
            )
          ).map(({ id }) => id),
        )
        const foretold = all.filter((id) => {
          const standing = begun.has(id) ? (heirs.get(id) ?? []) : []
          return direct.has(id) || (standing.length > 0 && standing.every((one) => direct.has(one)))
        })
        const found = await rows(`select access.reachable('members.read') as id`)
        expect(found.map(({ id }) => id).sort()).toEqual(foretold.sort())
        for (const id of all)
          expect(await rows(`select access.reaches('members.read', $1) as one`, [id])).toEqual([
            { one: foretold.includes(id) },
          ])
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
  )
  await fc.assert(run, { numRuns: 60 })
}, 60_000)
