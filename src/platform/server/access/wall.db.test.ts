import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'

/*
 * The second wall by itself: plain SQL under the application's role, as if every policy in the code
 * had been forgotten.
 */
const database = useDatabase()
let tree: SmallTree
let officerId: string
let outside: string
let inside: string

beforeAll(async () => {
  tree = await aTree(database)
  officerId = (await anOfficer(database, tree.commune, 'commune_secretary')).personId
  inside = await aPerson(database, { unitId: tree.branch })
  outside = await aPerson(database, { unitId: tree.foreignBranch })
  await database.ownerPool.query(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, 'branch_secretary', $3, '2024-01-01')`,
    [uuidv7(), outside, tree.foreignBranch],
  )
  await database.ownerPool.query(
    `insert into audit.entry (command, unit_id) values ('x.y', $1), ('x.y', $2)`,
    [tree.foreignBranch, tree.branch],
  )
})

async function asPerson<Result>(
  personId: string | null,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: database.appUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true)`,
      [personId ?? '', personId ? uuidv7() : ''],
    )
    return await work(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

const rows = (personId: string | null, text: string, values: unknown[] = []) =>
  asPerson(personId, async (client) => (await client.query(text, values)).rows)

test('a query that forgets its where still returns only what the actor may see', async () => {
  const people = (await rows(officerId, 'select id from members.person')).map((row) => row.id)
  expect(people).toContain(inside)
  expect(people).not.toContain(outside)
  const stays = await rows(
    officerId,
    'select person_id from members.membership where person_id = $1',
    [outside],
  )
  expect(stays).toEqual([])
  expect(
    await rows(officerId, 'select id from access.role where person_id = $1', [outside]),
  ).toEqual([])
  expect(
    (await rows(officerId, 'select unit_id from audit.entry')).map((row) => row.unit_id),
  ).toEqual([tree.branch])
})

test('a stranger, and somebody without any office, sees nobody', async () => {
  for (const table of [
    'members.person',
    'members.membership',
    'units.unit',
    'units.unit_version',
    'units.unit_lineage',
    'access.role',
    'access.reach',
    'audit.entry',
    'members.youth_statistic',
    'sync.device',
  ]) {
    expect(await rows(null, `select * from ${table}`), table).toEqual([])
  }
  expect((await rows(inside, 'select id from members.person')).map((row) => row.id)).toEqual([
    inside,
  ])
})

test.each([
  [
    'a person',
    `insert into members.person (id, unit_id, full_name) values (gen_random_uuid(), $1, 'Kẻ Lạ')`,
  ],
  [
    'a membership',
    `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in) values (gen_random_uuid(), '{inside}', $1, 'member', '2030-01-01', 'x')`,
  ],
  [
    'a statistic',
    `insert into members.youth_statistic (id, unit_id, counted_on, population, labour_force, youths, source) values (gen_random_uuid(), $1, '2024-01-01', 1, 1, 1, 'x')`,
  ],
  [
    'an office',
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values (gen_random_uuid(), '{inside}', 'branch_secretary', $1, '2024-01-01')`,
  ],
  [
    'a unit',
    `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from) select gen_random_uuid(), id, $1, 'branch', 'village_branch', 'Lạ', '2030-01-01' from units.unit limit 1`,
  ],
])('SQL cannot add %s outside the subtree', async (_, text) => {
  await expect(
    rows(officerId, text.replaceAll('{inside}', inside), [tree.foreignBranch]),
  ).rejects.toMatchObject({ code: '42501' })
})

test.each([
  ['people', `update members.person set full_name = 'Đổi' where id = $1`, () => outside],
  [
    'memberships',
    `update members.membership set valid_to = '2030-01-01' where person_id = $1`,
    () => outside,
  ],
  [
    'units',
    `update units.unit_version set valid_to = '2031-01-01' where unit_id = $1`,
    () => tree.foreignBranch,
  ],
  [
    'the own unit',
    `update units.unit_version set valid_to = '2031-01-01' where unit_id = $1`,
    () => tree.commune,
  ],
  ['offices', `update access.role set valid_to = '2030-01-01' where person_id = $1`, () => outside],
])('SQL cannot change %s outside the subtree', async (_, text, id) => {
  expect(
    await asPerson(officerId, async (client) => (await client.query(text, [id()])).rowCount),
  ).toBe(0)
})

test('nothing of what happened can be deleted or rewritten under the application role', async () => {
  for (const table of [
    'members.person',
    'members.membership',
    'units.unit_version',
    'audit.entry',
  ]) {
    await expect(rows(officerId, `delete from ${table}`), table).rejects.toMatchObject({
      code: '42501',
    })
  }
  // Only an office that has not begun yet may be taken back; what was held stays history.
  expect(
    await asPerson(officerId, async (c) => (await c.query('delete from access.role')).rowCount),
  ).toBe(0)
  await expect(rows(officerId, `update audit.entry set command = 'x'`)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(
    rows(officerId, `update members.person set unit_id = $1`, [tree.branch]),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    rows(officerId, `insert into access.role_permission values ('branch_secretary', 'audit.read')`),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    rows(officerId, `insert into access.reach values ($1, $1, 0, '2020-01-01')`, [
      tree.foreignBranch,
    ]),
  ).rejects.toMatchObject({ code: '42501' })
})

test('an audit row cannot be written in the name of somebody else', async () => {
  await expect(
    rows(officerId, `insert into audit.entry (command, person_id) values ('x', $1)`, [outside]),
  ).rejects.toMatchObject({ code: '42501' })
})

test('an API token carries no more than it was given', async () => {
  const limited = await asPerson(officerId, async (client) => {
    await client.query(`select set_config('app.permissions', 'reports.read', true)`)
    return (await client.query('select id from members.person where id <> $1', [officerId])).rows
  })
  expect(limited).toEqual([])
})

test('a role that has ended gives nothing any more', async () => {
  const former = (await anOfficer(database, tree.branch, 'branch_secretary')).personId
  await database.ownerPool.query(
    `update access.role set valid_to = '2026-01-01' where person_id = $1`,
    [former],
  )
  expect((await rows(former, 'select id from members.person')).map((row) => row.id)).toEqual([
    former,
  ])
})

test('a card that was revoked stays so, whoever writes', async () => {
  const holder = await aPerson(database, { unitId: tree.branch })
  const { rows: keys } = await database.ownerPool.query(
    `insert into members.card_key (id, public_key) values ('wall', decode(repeat('00', 32), 'hex')) returning id`,
  )
  const { rows: cards } = await database.ownerPool.query(
    `insert into members.card (person_id, key_id, issued_on, digest) values ($1, $2, '2026-01-01', '') returning number`,
    [holder, keys[0].id],
  )
  const { number } = cards[0]
  const set = (value: string) =>
    `update members.card set revoked_at = ${value}, revoked_by = access.person_id() where number = ${number}`
  await asPerson(officerId, async (client) => {
    expect((await client.query(set('now()'))).rowCount).toBe(1)
    expect((await client.query(set('null'))).rowCount).toBe(0)
  })
  await asPerson(officerId, (client) =>
    expect(client.query(set('null'))).rejects.toThrow(/row-level security/),
  )
})

test('whether somebody can sign in is for themselves and those who manage accounts there', async () => {
  const { rows: logins } = await database.ownerPool.query(
    `insert into identity.login (id, person_id, name, email) select gen_random_uuid(), id, 'x', id || '@example' from members.person where id = any ($1) returning person_id`,
    [[inside, outside]],
  )
  expect(logins).toHaveLength(2)
  const accounts = (actor: string, of: string) =>
    rows(actor, 'select * from access.account_of($1)', [of])
  expect(await accounts(officerId, inside)).toHaveLength(1)
  expect(await accounts(officerId, outside)).toEqual([])
  expect(await accounts(outside, outside)).toHaveLength(1)
  expect(await accounts(outside, inside)).toEqual([])
})

test('no version of a foreign unit is written under one’s own, whatever its days', async () => {
  const text = `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from, valid_to)
    values (gen_random_uuid(), $1, $2, 'branch', 'village_branch', 'Lạ', '2001-01-01', '2002-01-01')`
  await expect(rows(officerId, text, [tree.foreignBranch, tree.commune])).rejects.toMatchObject({
    code: '42501',
  })
  expect(await rows(officerId, text, [tree.branch, tree.commune])).toEqual([])
})
