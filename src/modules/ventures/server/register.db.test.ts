import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anIdea } from '#modules/ideas/server/testing.ts'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aMerger, aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { type Actor, type Context, nobody } from '#platform/server/context.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as ventures from './index.ts'
import { aVenture } from './testing.ts'

const app = useApp({ now: '2026-06-15T02:00:00Z' })
let tree: SmallTree
let officer: Actor
let foreign: Actor
let member: Actor & { personId: string }

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  officer = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Vừ Mí Nô' })
  member = { ...person(personId), personId }
})

const run = (who: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, who), command, input)
const read = <Result>(who: Actor, work: (ctx: Context) => Promise<Result>) =>
  app.read(asking(app, who), work)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

/** Plain SQL as somebody: how many rows it changed, or the code of the refusal. */
const byHand = (who: Actor, text: string) =>
  app
    .run(
      asking(app, who),
      defineCommand('test.by_hand', z.object({}), async (ctx) => {
        await ctx.authorize(anyone)
        return Number((await sql.raw(text).execute(ctx.db)).numAffectedRows ?? 0)
      }),
      {},
    )
    .catch((error) => error.code)

const fields = (more: object = {}) => ({
  id: uuidv7(),
  name: 'Hợp tác xã mật ong Mèo Vạc',
  kind: 'cooperative',
  field: 'livestock',
  workers: '12',
  capital: '250.000.000',
  foundedOn: '10/03/2023',
  ...more,
})

/** The stock of a unit on a day, folded. */
async function stock(unitId: string, on: string, view = 'then') {
  while ((await owner('select indicators.fold() as n'))[0].n > 0);
  const rows = await owner(
    `select indicator, value::int from indicators.total($1, array['enterprises', 'cooperatives', 'household_businesses', 'startup_models', 'supported_models'], '-infinity', $2, $3)`,
    [unitId, on, view],
  )
  return Object.fromEntries(
    rows.filter(({ value }) => value !== 0).map(({ indicator, value }) => [indicator, value]),
  )
}

test('an officer enters a venture, registers it, and it counts from its founding; the same again changes nothing', async () => {
  const input = fields({ unitId: tree.commune })
  await run(officer, ventures.saveVenture, input)
  expect(await stock(tree.commune, '2026-06-15')).toEqual({})
  await run(officer, ventures.registerVenture, { ventureId: input.id })
  await run(officer, ventures.registerVenture, { ventureId: input.id })
  expect(await stock(tree.commune, '2023-03-09')).toEqual({})
  expect(await stock(tree.commune, '2023-03-10')).toEqual({ cooperatives: 1 })
  expect(await stock(tree.province, '2026-06-15')).toEqual({ cooperatives: 1 })
  const venture = await read(officer, (ctx) => ventures.getVenture(ctx, input.id))
  expect(venture).toMatchObject({
    name: input.name,
    workers: 12,
    capital: 250_000_000,
    state: 'registered',
    foundedOn: '2023-03-10',
    mayKeep: true,
    mayManage: true,
    isMine: false,
  })
  await run(officer, ventures.publishVenture, { ventureId: input.id, agreed: 'on' })
  await run(officer, ventures.strikeVenture, { ventureId: input.id, reason: 'Ghi hai lần' })
  expect(await stock(tree.commune, '2026-06-15')).toEqual({})
  const found = await read(nobody, (ctx) => searchPublic(ctx, { text: 'mat ong meo vac' }))
  expect(found.entries.map(({ address }) => address)).not.toContain(`/ventures/${input.id}`)
})

test('a member drafts what they lead; only an officer of their commune registers it', async () => {
  const input = fields({ name: 'Tổ dệt lanh Sủng Là', kind: 'startup_model' })
  await run(member, ventures.saveVenture, input)
  await expect(
    run(member, ventures.registerVenture, { ventureId: input.id }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(
    run(foreign, ventures.registerVenture, { ventureId: input.id }),
  ).rejects.toMatchObject({ status: 404 })
  await run(officer, ventures.registerVenture, { ventureId: input.id })
  expect(await read(member, (ctx) => ventures.getVenture(ctx, input.id))).toMatchObject({
    state: 'registered',
    mayManage: true,
    mayKeep: false,
    isMine: true,
  })
  expect(await read(member, (ctx) => ventures.listPrincipals(ctx, input.id))).toMatchObject([
    { name: 'Vừ Mí Nô', role: 'leader', manages: true },
  ])
})

test('somebody of another unit neither reads nor changes a draft, or what is registered', async () => {
  for (const state of ['draft', 'registered'] as const) {
    const id = await aVenture(app.testDatabase, {
      unitId: tree.commune,
      state,
      leaderId: member.personId,
    })
    const stranger = person(await aPerson(app.testDatabase, { unitId: tree.otherBranch }))
    for (const who of [foreign, stranger]) {
      await expect(read(who, (ctx) => ventures.getVenture(ctx, id))).rejects.toMatchObject({
        status: 404,
      })
      await expect(
        run(who, ventures.saveVenture, fields({ id, unitId: tree.commune })),
      ).rejects.toMatchObject({ status: expect.toBeOneOf([403, 404, 409]) })
      const seen = await read(who, (ctx) =>
        sql`select from ventures.standing where venture_id = ${id}
            union all select from ventures.principal where venture_id = ${id}`.execute(ctx.db),
      )
      expect(seen.rows).toEqual([])
    }
  }
  const reader = await anOfficer(app.testDatabase, tree.province, 'province_inspector')
  const draft = await aVenture(app.testDatabase, { unitId: tree.commune, state: 'draft' })
  await expect(read(reader, (ctx) => ventures.getVenture(ctx, draft))).rejects.toMatchObject({
    status: 404,
  })
})

test('one of the people behind it cannot register it, move it or count it by plain SQL either', async () => {
  const id = await aVenture(app.testDatabase, {
    unitId: tree.commune,
    state: 'draft',
    leaderId: member.personId,
  })
  for (const text of [
    `update ventures.venture set state = 'registered' where id = '${id}'`,
    `update ventures.venture set unit_id = '${tree.otherCommune}' where id = '${id}'`,
    `update ventures.standing set counts = true where venture_id = '${id}'`,
    `update ventures.standing set unit_id = '${tree.otherCommune}' where venture_id = '${id}'`,
    `update ventures.principal set manages = true where venture_id = '${id}'`,
    `insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, valid_to, counts) values (gen_random_uuid(), '${id}', '${tree.commune}', 'household', '2020-01-01', '2021-01-01', true)`,
  ])
    expect(await byHand(member, text), text).toBeOneOf(['42501', 0])
  expect(
    await read(
      member,
      async (ctx) =>
        (await sql`select ventures.turn(${id}::uuid, 'registered', null) as done`.execute(ctx.db))
          .rows,
    ),
  ).toEqual([{ done: false }])
  // What they may: say how it stands.
  expect(
    await byHand(member, `update ventures.venture set stage = 'growing' where id = '${id}'`),
  ).toBe(1)
})

test('an idea keeps its id: its page knows the venture that came out of it', async () => {
  const ideaId = await anIdea(app.testDatabase, {
    unitId: tree.branch,
    authorId: member.personId,
    state: 'done',
  })
  const hidden = await anIdea(app.testDatabase, {
    unitId: tree.foreignBranch,
    authorId: await aPerson(app.testDatabase, { unitId: tree.foreignBranch }),
    state: 'branch',
  })
  const input = fields({
    unitId: tree.commune,
    ideaId: `https://xungkich.example/gallery/${ideaId}`,
  })
  await expect(
    run(officer, ventures.saveVenture, { ...input, ideaId: hidden }),
  ).rejects.toMatchObject({ status: 400 })
  await run(officer, ventures.saveVenture, input)
  await run(officer, ventures.registerVenture, { ventureId: input.id })
  const of = (who: Actor) => read(who, (ctx) => ventures.listVenturesOfIdea(ctx, ideaId))
  expect(await of(member)).toEqual([])
  expect(await of(officer)).toMatchObject([{ id: input.id }])
  await expect(
    run(officer, ventures.publishVenture, { ventureId: input.id }),
  ).rejects.toMatchObject({ status: 400 })
  await run(officer, ventures.publishVenture, { ventureId: input.id, agreed: 'on' })
  expect(await of(nobody)).toMatchObject([{ id: input.id, isPublic: true }])
  // What everybody reads is no more than was agreed to, and it is found at the front door.
  const page = await read(nobody, (ctx) => ventures.findPublicVenture(ctx, input.id))
  expect(page).toMatchObject({ name: input.name, ideaId, people: [], commune: 'xã Sủng Là' })
  expect(Object.keys(page ?? {})).not.toContain('capital')
  const entries = async () =>
    (await read(nobody, (ctx) => searchPublic(ctx, { text: 'mat ong meo vac' }))).entries.map(
      ({ address }) => address,
    )
  expect(await entries()).toEqual([`/ventures/${input.id}`])
  await run(officer, ventures.endVenture, { ventureId: input.id, on: '2026-06-14', reason: 'x' })
  expect(await entries()).toEqual([])
})

test('a household that became an enterprise counts as each in its time; who it names is for each to say', async () => {
  const id = await aVenture(app.testDatabase, {
    unitId: tree.commune,
    leaderId: member.personId,
    foundedOn: '2022-01-01',
    isPublic: true,
  })
  const at = async (on: string) => stock(tree.commune, on)
  const [then, now] = [await at('2023-01-01'), await at('2026-06-15')]
  await run(officer, ventures.changeStanding, {
    ventureId: id,
    kind: 'enterprise',
    on: '2026-01-01',
  })
  expect(await at('2023-01-01')).toEqual(then)
  expect(await at('2026-06-15')).toEqual({
    ...now,
    enterprises: (now.enterprises ?? 0) + 1,
    household_businesses: now.household_businesses - 1,
  })
  await expect(
    run(officer, ventures.changeStanding, { ventureId: id, kind: 'household', on: '2025-12-31' }),
  ).rejects.toMatchObject({ status: 400 })
  const [principal] = await read(member, (ctx) => ventures.listPrincipals(ctx, id))
  const show = (who: Actor) =>
    run(who, ventures.showPrincipal, { ventureId: id, principalId: principal?.id, showsName: true })
  await expect(show(officer)).rejects.toMatchObject({ code: 'ventures.says_for_themselves' })
  await owner('update members.person set birth_on = $2, birth_year = 2000 where id = $1', [
    member.personId,
    '2000-01-01',
  ])
  await show(member)
  expect(await read(nobody, (ctx) => ventures.findPublicVenture(ctx, id))).toMatchObject({
    people: ['Vừ Mí Nô'],
  })
})

test('nobody of the register is named in public by somebody else, by the form or past it', async () => {
  const id = await aVenture(app.testDatabase, {
    ...{ unitId: tree.commune, leaderId: member.personId, isPublic: true },
  })
  const friendId = await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Sùng Thị Dợ' })
  await owner('update members.person set code = $2, birth_year = 2000 where id = any ($1)', [
    ...[[friendId], 'HG-000001'],
  ])
  const named = (more: object) => ({
    ...{ id: uuidv7(), ventureId: id, name: 'Sùng Thị Dợ', role: 'member', ...more },
  })
  const inRegister = named({ number: 'HG-000001', showsName: 'on' })
  for (const who of [member, officer])
    await expect(run(who, ventures.namePrincipal, inRegister)).rejects.toMatchObject({
      faults: [{ path: 'showsName', code: 'ventures_says_for_themselves' }],
    })
  const inserted = `insert into ventures.principal (id, venture_id, unit_id, person_id, role, shows_name)
    values (gen_random_uuid(), '${id}', '${tree.commune}', '${friendId}', 'member', true)`
  expect(await byHand(member, inserted)).toBe('42501')
  await run(member, ventures.namePrincipal, { ...inRegister, showsName: '' })
  // Those in no register are asked by whoever names them.
  await run(member, ventures.namePrincipal, named({ name: 'Bà Ly Thị Mỷ', showsName: 'on' }))
  const shown = `update ventures.principal set shows_name = true where id = '${inRegister.id}'`
  for (const who of [member, officer]) expect(await byHand(who, shown)).toBe('42501')
  const people = async () =>
    (await read(nobody, (ctx) => ventures.findPublicVenture(ctx, id)))?.people
  expect(await people()).toEqual(['Bà Ly Thị Mỷ'])
  await run(person(friendId), ventures.showPrincipal, {
    ...{ ventureId: id, principalId: inRegister.id, showsName: true },
  })
  expect((await people())?.sort()).toEqual(['Bà Ly Thị Mỷ', 'Sùng Thị Dợ'])
  // Who chose to be named may still be said to have left.
  await run(member, ventures.leavePrincipal, {
    ...{ ventureId: id, principalId: inRegister.id, on: '2026-06-15' },
  })
  expect(await people()).toEqual(['Bà Ly Thị Mỷ'])
})

test('a commune that is merged hands its ventures on; taken back, they are where they were', async () => {
  const here = await aTree(app.testDatabase)
  const ended = await aVenture(app.testDatabase, {
    unitId: here.commune,
    kind: 'enterprise',
    foundedOn: '2022-01-01',
    endedOn: '2024-01-01',
  })
  const going = await aVenture(app.testDatabase, { unitId: here.commune, foundedOn: '2022-05-01' })
  const into = await aMerger(app.testDatabase, {
    from: [here.commune],
    parentId: here.province,
    on: '2025-07-01',
    name: 'Đoàn xã Mới',
  })
  await owner('select ventures.follow_reforms()')
  expect(
    await owner('select unit_id from ventures.venture where id = any ($1) order by founded_on', [
      [ended, going],
    ]),
  ).toEqual([{ unit_id: here.commune }, { unit_id: into }])
  // As then: the old commune until the day, the new one from it on; in today's units always the new one.
  expect(await stock(here.commune, '2025-06-30')).toEqual({ household_businesses: 1 })
  expect(await stock(into, '2025-07-01')).toEqual({ household_businesses: 1 })
  expect(await stock(into, '2023-06-01', 'today')).toEqual({
    household_businesses: 1,
    enterprises: 1,
  })
  expect(await stock(here.province, '2026-06-15')).toEqual({ household_businesses: 1 })
  expect(await owner('select ventures.follow_reforms() as moved')).toEqual([{ moved: 0 }])
  expect(await owner('select * from indicators.verify()')).toEqual([])
  // Taken back.
  await owner('delete from units.unit_lineage where to_unit_id = $1', [into])
  await owner(`update units.unit_version set valid_to = null where unit_id = $1`, [here.commune])
  await owner(`update units.unit_version set valid_to = '2025-07-02' where unit_id = $1`, [into])
  await owner('select ventures.follow_reforms()')
  expect(
    await owner('select unit_id, valid_to from ventures.standing where venture_id = $1', [going]),
  ).toEqual([{ unit_id: here.commune, valid_to: null }])
  expect(await stock(here.commune, '2026-06-15')).toEqual({ household_businesses: 1 })
})
