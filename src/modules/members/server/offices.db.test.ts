import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { openDatabase } from '#platform/server/database/client.ts'
import { findSession } from '#platform/server/identity/index.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { accountCommands, findAccountOf } from './account.ts'
import { endOffice } from './commands/end-office.ts'
import { grantOffice } from './commands/grant-office.ts'
import { listGrantableRoleTypes, listHeldOffices } from './offices.ts'
import { anOfficer, aPerson } from './testing.ts'

const app = useApp({ now: '2026-06-15T02:00:00Z' })
let tree: SmallTree
let chief: Awaited<ReturnType<typeof anOfficer>>
let identity: ReturnType<typeof openDatabase>

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  chief = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  identity = openDatabase(app.testDatabase.authUrl, { max: 2, searchPath: 'identity' })
})
afterAll(() => identity.close())

const grant = (input: Record<string, unknown>, actor = chief) =>
  app.run(asking(app, actor), grantOffice, { from: '2026-06-01', ...input })
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const rolesOf = (personId: string) =>
  owner('select role_type, unit_id, valid_from, valid_to from access.role where person_id = $1', [
    personId,
  ])

test('an office is given below one’s own and within one’s reach, and is audited', async () => {
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const { roleId } = await grant({
    personId,
    roleType: 'branch_secretary',
    unitId: tree.branch,
    decisionNo: '07-QĐ/ĐTN',
  })
  expect(await rolesOf(personId)).toEqual([
    {
      role_type: 'branch_secretary',
      unit_id: tree.branch,
      valid_from: '2026-06-01',
      valid_to: null,
    },
  ])
  await app.run(asking(app, chief), endOffice, { roleId, on: '2026-06-15' })
  expect((await rolesOf(personId))[0]).toMatchObject({ valid_to: '2026-06-15' })
  expect(
    (
      await owner('select command from audit.entry where subject_id = $1 order by id', [personId])
    ).map((row) => row.command),
  ).toEqual(['access.grant_role', 'access.end_role'])
})

test.each([
  ['one’s own rank', 'commune_secretary', () => tree.commune, 'access.rank_too_high'],
  ['outside the reach', 'branch_secretary', () => tree.foreignBranch, 'forbidden'],
  ['at the wrong level', 'branch_secretary', () => tree.commune, 'access.wrong_level'],
])('an office is refused: %s', async (_, roleType, unit, code) => {
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch })
  await expect(grant({ personId, roleType, unitId: unit() })).rejects.toMatchObject({ code })
  expect(await rolesOf(personId)).toEqual([])
})

test('a role without roles.grant gives nothing, and the end must come after the start', async () => {
  const clerk = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const input = { personId, roleType: 'branch_deputy', unitId: tree.branch }
  await expect(grant(input, clerk)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(grant({ ...input, to: '2026-06-01' })).rejects.toMatchObject({ code: 'invalid' })
})

test('SQL under the application role cannot give, end or change an office of the own rank', async () => {
  const equal = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const client = new pg.Client({ connectionString: app.testDatabase.appUrl })
  await client.connect()
  const tryAs = async (text: string, values: unknown[]) => {
    await client.query('begin')
    await client.query(
      `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true)`,
      [chief.personId, uuidv7()],
    )
    try {
      return (await client.query(text, values)).rowCount
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.query('rollback')
    }
  }
  const insert = `insert into access.role (id, person_id, role_type, unit_id, valid_from)
                  values (gen_random_uuid(), $1, $2, $3, '2026-06-01')`
  try {
    expect(await tryAs(insert, [personId, 'branch_secretary', tree.branch])).toBe(1)
    expect(await tryAs(insert, [personId, 'commune_secretary', tree.commune])).toBe('42501')
    expect(await tryAs(insert, [personId, 'province_secretary', tree.commune])).toBe('42501')
    expect(await tryAs(insert, [personId, 'branch_secretary', tree.commune])).toBe('42501')
    expect(
      await tryAs(`update access.role set valid_to = '2027-01-01' where person_id = $1`, [
        equal.personId,
      ]),
    ).toBe(0)
    expect(
      await tryAs(`update access.role set role_type = 'branch_deputy' where person_id = $1`, [
        equal.personId,
      ]),
    ).toBe('42501')
  } finally {
    await client.end()
  }
})

test('the screen offers only what may be given and ended', async () => {
  const deputy = await anOfficer(app.testDatabase, tree.branch, 'branch_deputy')
  const [types, held, own] = await app.read(asking(app, chief), async (ctx) => [
    (await listGrantableRoleTypes(ctx)).map(({ name }) => name),
    await listHeldOffices(ctx, deputy.personId),
    await listHeldOffices(ctx, chief.personId),
  ])
  expect(types).toEqual(['commune_officer', 'branch_secretary', 'branch_deputy', 'field_volunteer'])
  expect(held.map((office) => office.mayEnd)).toEqual([true])
  expect(own.map((office) => office.mayEnd)).toEqual([false])
})

test('an account is opened by phone with a password that must be changed, reset, closed and opened again', async () => {
  const commands = accountCommands(identity.pool)
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch, phone: '+84912000001' })
  const who = asking(app, chief)
  const { password } = await app.run(who, commands.open, { personId })
  const login = async () =>
    (await owner('select * from identity.login where person_id = $1', [personId]))[0]
  expect(await login()).toMatchObject({ phone: '+84912000001', must_change_password: true })
  await expect(app.run(who, commands.open, { personId })).rejects.toMatchObject({
    code: 'identity.account_exists',
  })
  const { password: fresh } = await app.run(who, commands.reset, { personId })
  expect(fresh).not.toBe(password)

  const { id } = await login()
  await owner(
    `insert into identity.session (id, user_id, token, expires_at) values (gen_random_uuid(), $1, 'a token', now() + interval '1 day')`,
    [id],
  )
  expect(await findSession(identity.pool, 'a token')).toMatchObject({ loginId: id })
  await app.run(who, commands.disable, { personId })
  expect(await findSession(identity.pool, 'a token')).toBeUndefined()
  expect(await app.read(who, (ctx) => findAccountOf(ctx, personId))).toMatchObject({
    isDisabled: true,
  })
  await app.run(who, commands.enable, { personId })
  expect((await login()).disabled_at).toBeNull()
  const audit = await owner('select command, details from audit.entry where subject_id = $1', [
    personId,
  ])
  expect(audit.map((row) => row.command)).toEqual([
    'access.open_account',
    'access.reset_password',
    'access.disable_account',
    'access.enable_account',
  ])
  expect(JSON.stringify(audit)).not.toContain(fresh)
})

test('an account is out of reach: outside the subtree, of one’s own or a higher rank, one’s own', async () => {
  const commands = accountCommands(identity.pool)
  const open = (personId: string, actor = chief) =>
    app.run(asking(app, actor), commands.open, { personId })
  const outside = await aPerson(app.testDatabase, {
    unitId: tree.foreignBranch,
    phone: '+84912000002',
  })
  await expect(open(outside)).rejects.toMatchObject({ code: 'members.not_found' })
  const equal = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  await expect(open(equal.personId)).rejects.toMatchObject({ code: 'access.rank_too_high' })
  await expect(open(chief.personId)).rejects.toMatchObject({ code: 'access.rank_too_high' })
  // Registered in a branch below, but holding office in the province.
  const high = await aPerson(app.testDatabase, { unitId: tree.branch, phone: '+84912000003' })
  await owner(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values (gen_random_uuid(), $1, 'province_officer', $2, '2025-01-01')`,
    [high, tree.province],
  )
  await expect(open(high)).rejects.toMatchObject({ code: 'access.rank_too_high' })
  const clerk = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const member = await aPerson(app.testDatabase, { unitId: tree.branch, phone: '+84912000004' })
  await expect(open(member, clerk)).rejects.toMatchObject({ code: 'forbidden' })
  expect(
    await owner(
      `select from identity.login where phone like '+8491200000_' and phone <> '+84912000001'`,
    ),
  ).toEqual([])
})

test('without phone and e-mail no account is opened', async () => {
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch })
  await expect(
    app.run(asking(app, chief), accountCommands(identity.pool).open, { personId }),
  ).rejects.toMatchObject({ code: 'access.no_phone' })
})
