import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  closeUnit,
  createUnit,
  findUnit,
  getUnit,
  listChildren,
  listComing,
  listUnitHistory,
  moveUnit,
  renameUnit,
  searchUnits,
  withdrawChange,
} from './index.ts'
import { aTree } from './testing.ts'

const app = useApp()
const found = (parentId: string, name = 'Chi đoàn thôn Mới') => ({
  id: uuidv7(),
  parentId,
  type: 'village_branch',
  name,
  on: '2026-01-01',
  decisionNo: '12-QĐ/ĐTN',
})

test('a commune secretary founds a branch, and repeating it founds no second one', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const input = found(tree.commune)
  await app.run(officer, createUnit, input)
  await app.run(officer, createUnit, input)
  const children = await app.read(officer, (ctx) => listChildren(ctx, tree.commune))
  expect(children.filter((child) => child.name === input.name)).toHaveLength(1)
  const unit = await app.read(officer, (ctx) => getUnit(ctx, input.id))
  expect(unit.path.map((step) => step.id)).toEqual([tree.province, tree.district, tree.commune])
})

test('nobody founds, renames, moves or closes a unit outside their own', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  await expect(app.run(officer, createUnit, found(tree.otherCommune))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(
    app.run(officer, renameUnit, { unitId: tree.foreignBranch, name: 'Khác', on: '2026-02-01' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    app.run(officer, renameUnit, { unitId: tree.commune, name: 'Tự đổi', on: '2026-02-01' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    app.run(officer, moveUnit, {
      unitId: tree.branch,
      parentId: tree.otherCommune,
      on: '2026-02-01',
    }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    app.run(officer, closeUnit, { unitId: tree.foreignBranch, on: '2026-02-01' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('a renamed unit keeps its history, and its old name leads to it with or without diacritics', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  await app.run(officer, renameUnit, {
    unitId: tree.commune,
    name: 'Đoàn xã Phố Cáo',
    on: '2025-05-01',
    decisionNo: '7-QĐ',
  })
  const then = await app.read(officer, (ctx) => findUnit(ctx, tree.commune, { on: '2024-04-03' }))
  const now = await app.read(officer, (ctx) => findUnit(ctx, tree.commune))
  expect([then?.name, now?.name]).toEqual(['Đoàn xã Sủng Là', 'Đoàn xã Phố Cáo'])
  for (const text of ['sung la', 'Sủng Là', 'là sủng xã']) {
    const hits = await app.read(officer, (ctx) => searchUnits(ctx, text))
    expect(hits.find((hit) => hit.id === tree.commune)).toMatchObject({
      name: 'Đoàn xã Phố Cáo',
      formerName: 'Đoàn xã Sủng Là',
    })
  }
  const history = await app.read(officer, (ctx) => listUnitHistory(ctx, tree.commune))
  expect(history.map((change) => change.kind)).toEqual(['rename', 'found'])
})

test('a moved unit takes what is below it along, from that day on', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  await app.run(officer, moveUnit, {
    unitId: tree.commune,
    parentId: tree.otherDistrict,
    on: '2026-03-01',
  })
  const before = await app.read(officer, (ctx) => getUnit(ctx, tree.branch, { on: '2026-02-28' }))
  const after = await app.read(officer, (ctx) => getUnit(ctx, tree.branch, { on: '2026-03-01' }))
  expect(before.path.map((step) => step.id)).toEqual([tree.province, tree.district, tree.commune])
  expect(after.path.map((step) => step.id)).toEqual([
    tree.province,
    tree.otherDistrict,
    tree.commune,
  ])
})

test('after a move the officers of the new place reach it and those of the old one no longer', async () => {
  const tree = await aTree(app.testDatabase)
  const chief = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  const old = asking(app, await anOfficer(app.testDatabase, tree.district, 'district_secretary'))
  const now = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherDistrict, 'district_secretary'),
  )
  await app.run(chief, moveUnit, {
    unitId: tree.commune,
    parentId: tree.otherDistrict,
    on: '2026-03-01',
  })
  await expect(app.run(old, createUnit, found(tree.commune))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await app.run(now, createUnit, { ...found(tree.commune), on: '2026-04-01' })
})

test('a unit cannot stand under itself, under one below it, or under a lower level', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  await expect(
    app.run(officer, moveUnit, { unitId: tree.district, parentId: tree.commune, on: '2026-03-01' }),
  ).rejects.toMatchObject({ code: 'units.level_too_high' })
  await expect(
    app.run(officer, createUnit, { ...found(tree.branch), type: 'commune_union' }),
  ).rejects.toMatchObject({ code: 'units.level_too_high' })
})

test('a unit with people, units or offices in it is not closed; an empty one is, and stays in history', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  await expect(
    app.run(officer, closeUnit, { unitId: tree.commune, on: '2026-03-01' }),
  ).rejects.toMatchObject({ code: 'units.has_children' })
  await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  await expect(
    app.run(officer, closeUnit, { unitId: tree.branch, on: '2026-03-01' }),
  ).rejects.toMatchObject({ code: 'units.has_members' })
  await app.run(officer, closeUnit, { unitId: tree.otherBranch, on: '2026-03-01' })
  await expect(
    app.run(officer, renameUnit, { unitId: tree.otherBranch, name: 'X', on: '2026-04-01' }),
  ).rejects.toMatchObject({ code: 'units.closed' })
  const past = await app.read(officer, (ctx) =>
    findUnit(ctx, tree.otherBranch, { on: '2026-02-01' }),
  )
  expect(past?.validTo).toBe('2026-03-01')
})

test('two versions of a unit never overlap, whoever writes them', async () => {
  const tree = await aTree(app.testDatabase)
  await expect(
    app.testDatabase.ownerPool.query(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
       values (gen_random_uuid(), $1, $2, 'commune', 'commune_union', 'Chồng', '2025-01-01')`,
      [tree.commune, tree.district],
    ),
  ).rejects.toMatchObject({ code: '23P01' })
})

test('a change on or before the day of the last change is refused with what to do', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  await expect(
    app.run(officer, renameUnit, { unitId: tree.commune, name: 'Sớm', on: '2020-01-01' }),
  ).rejects.toMatchObject({ code: 'units.change_before_last' })
})

test('a decision is recorded ahead of its day: a unit to be founded, a name to come, a closing', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const foreign = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'),
  )
  const input = { ...found(tree.commune), on: '2026-07-01' }
  await app.run(officer, createUnit, input)
  const children = () => app.read(officer, (ctx) => listChildren(ctx, tree.commune))
  expect((await children()).map(({ id }) => id)).not.toContain(input.id)
  const coming = await app.read(officer, (ctx) => listComing(ctx, tree.commune))
  expect(coming).toMatchObject([{ id: input.id, validFrom: '2026-07-01' }])
  await expect(
    app.run(foreign, renameUnit, { unitId: input.id, name: 'Của người khác', on: '2026-08-01' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await app.run(officer, renameUnit, { unitId: input.id, name: 'Tên sau', on: '2026-08-01' })

  await app.run(officer, renameUnit, { unitId: tree.branch, name: 'Sẽ đổi', on: '2026-09-01' })
  const unit = () => app.read(officer, (ctx) => getUnit(ctx, tree.branch))
  expect(await unit()).toMatchObject({ name: 'Chi đoàn thôn Đoàn Kết', closedOn: null })
  expect(await app.read(officer, (ctx) => listComing(ctx, tree.commune))).toHaveLength(2)
  await app.run(officer, closeUnit, { unitId: tree.otherBranch, on: '2026-10-01' })
  expect(await app.read(officer, (ctx) => getUnit(ctx, tree.otherBranch))).toMatchObject({
    closedOn: '2026-10-01',
  })
})

test('a second unit of the same name, type and parent is refused while the first one stands', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  const taken = { code: 'units.name_taken' }
  const name = 'Chi đoàn thôn Đoàn Kết'
  await expect(app.run(officer, createUnit, found(tree.commune, name))).rejects.toMatchObject(taken)
  await expect(
    app.run(officer, renameUnit, { unitId: tree.otherBranch, name, on: '2026-02-01' }),
  ).rejects.toMatchObject(taken)
  await app.run(officer, createUnit, { ...found(tree.commune, name), type: 'school_branch' })
  await app.run(officer, createUnit, found(tree.otherCommune, name))
  await app.run(officer, closeUnit, { unitId: tree.otherBranch, on: '2026-03-01' })
  const again = found(tree.commune, 'Chi đoàn thôn Tân Tiến')
  await expect(app.run(officer, createUnit, { ...again, on: '2026-02-28' })).rejects.toMatchObject(
    taken,
  )
  await app.run(officer, createUnit, { ...again, on: '2026-03-01' })
})

test('renaming to the present name says so, and a change too early names the day of the last one', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const name = 'Chi đoàn thôn Đoàn Kết'
  await expect(
    app.run(officer, renameUnit, { unitId: tree.branch, name, on: '2026-02-01' }),
  ).rejects.toMatchObject({ faults: [{ path: 'name', code: 'name_unchanged' }] })
  await expect(
    app.run(officer, renameUnit, { unitId: tree.branch, name: 'Khác', on: '2019-02-01' }),
  ).rejects.toMatchObject({ details: { day: '01/01/2020' } })
})

test('a closing stands in the history with its decision', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  await app.run(officer, closeUnit, {
    unitId: tree.branch,
    on: '2026-03-01',
    decisionNo: '5-QĐ/ĐTN',
  })
  const history = await app.read(officer, (ctx) => listUnitHistory(ctx, tree.branch))
  expect(history).toMatchObject([
    { kind: 'close', on: '2026-03-01', decisionNo: '5-QĐ/ĐTN' },
    { kind: 'found' },
  ])
})

test('what was decided ahead is taken back, the last first, and only before its day', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  const unitId = tree.branch
  const before = await app.read(officer, (ctx) => listUnitHistory(ctx, unitId))
  const withdraw = () => app.run(officer, withdrawChange, { unitId })
  await expect(withdraw()).rejects.toMatchObject({ code: 'units.nothing_to_withdraw' })
  await app.run(officer, renameUnit, { unitId, name: 'Sẽ đổi', on: '2026-07-01' })
  await app.run(officer, moveUnit, { unitId, parentId: tree.otherCommune, on: '2026-08-01' })
  await app.run(officer, closeUnit, { unitId, on: '2026-09-01' })
  expect(await withdraw()).toMatchObject({ event: 'close', on: '2026-09-01' })
  expect(await withdraw()).toMatchObject({ event: 'move', on: '2026-08-01' })
  expect(await withdraw()).toMatchObject({ event: 'rename', on: '2026-07-01' })
  expect(await app.read(officer, (ctx) => listUnitHistory(ctx, unitId))).toEqual(before)
  const later = await app.read(officer, (ctx) => getUnit(ctx, unitId, { on: '2027-01-01' }))
  expect(later).toMatchObject({ name: 'Chi đoàn thôn Đoàn Kết', closedOn: null })
  expect(later.path.map((step) => step.id)).toEqual([tree.province, tree.district, tree.commune])

  await app.run(officer, renameUnit, { unitId, name: 'Đã đổi', on: '2026-06-15' })
  await expect(withdraw()).rejects.toMatchObject({ code: 'units.nothing_to_withdraw' })
})

test('only who may change the unit at both ends takes its move back, by the command and by its door', async () => {
  const tree = await aTree(app.testDatabase)
  const above = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  await app.run(above, moveUnit, {
    unitId: tree.branch,
    parentId: tree.otherCommune,
    on: '2026-08-01',
  })
  const input = { unitId: tree.branch }
  await expect(app.run(officer, withdrawChange, input)).rejects.toMatchObject({ code: 'forbidden' })
  const door = {
    ...withdrawChange,
    handle: async (ctx: Parameters<typeof withdrawChange.handle>[0]) => {
      await ctx.authorize({ kind: 'signed_in' })
      await sql`select * from units.withdraw_change(${tree.branch})`.execute(ctx.db)
      return { unitId: tree.branch, event: 'move', on: undefined }
    },
  }
  await expect(app.run(officer, door, input)).rejects.toMatchObject({ code: '42501' })
  await app.run(above, withdrawChange, input)
})

test('a picker of a form that writes offers only open units where one may write', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  await app.run(officer, closeUnit, { unitId: tree.otherBranch, on: '2026-03-01' })
  const ids = async (may?: string) =>
    (
      await app.read(officer, (ctx) =>
        searchUnits(ctx, 'chi đoàn thôn', { within: tree.province, ...(may ? { may } : {}) }),
      )
    ).map((hit) => hit.id)
  expect((await ids()).sort()).toEqual([tree.branch, tree.otherBranch, tree.foreignBranch].sort())
  expect(await ids('members.write')).toEqual([tree.branch])
  expect(await ids('no.such')).toEqual([])
})
