import { beforeEach, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aUnit } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  addEvents,
  answerNames,
  answerRests,
  findName,
  importTable,
  listTableQuestions,
  nameFromForm,
  openDraft,
  openQuestions,
  proposalsFromForm,
  readPlan,
  rowsOf,
  searchStanding,
  summaryOf,
  tableFromForm,
} from '../index.ts'

const app = useApp()
let officer: Asking
let draftId: string
let units: Record<string, string>

/** A province with a district of five communes, and a draft about it. */
beforeEach(async () => {
  const database = app.testDatabase
  const province = await aUnit(database, { type: 'province_union', name: 'Tỉnh đoàn Hà Giang' })
  const parentId = await aUnit(database, {
    type: 'district_union',
    parentId: province,
    name: 'Huyện đoàn Mèo Vạc',
  })
  units = { province }
  for (const name of ['Pả Vi', 'Pải Lủng', 'Thượng Phùng', 'Sơn Vĩ', 'Cán Chu Phìn'])
    units[name] = await aUnit(database, { parentId, name: `Đoàn xã ${name}` })
  officer = asking(app, await anOfficer(database, province, 'province_officer'))
  draftId = uuidv7()
  await app.run(officer, openDraft, {
    id: draftId,
    title: 'Sắp xếp',
    decisionNo: '',
    effectiveOn: '2026-06-01',
    scopeIds: [province],
  })
})

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) form.append(name, value)
  return form
}
const plan = () => app.read(officer, (ctx) => readPlan(ctx, draftId))
const bringIn = async (text: string) => {
  const form = formOf({ text, parentId: units.province ?? '' })
  const input = await app.read(officer, (ctx) => tableFromForm(ctx, draftId, form))
  await app.run(officer, importTable, input)
}
const answer = async (fields: Record<string, string | string[]>) =>
  app.run(
    officer,
    answerNames,
    await app.read(officer, (ctx) => nameFromForm(ctx, draftId, formOf(fields))),
  )

const table = `Xã Mèo Vạc: xã Pả Vi, một phần xã Pải Lủng
Xã Sơn Vĩ: xã Thượng Phụng, xã Hồng Sơn`

test('a form without a table, or without a unit above, says which field is missing', async () => {
  const read = (fields: Record<string, string>) =>
    app.read(officer, (ctx) => tableFromForm(ctx, draftId, formOf(fields)))
  await expect(read({ text: ' ' })).rejects.toMatchObject({ faults: [{ path: 'text' }] })
  await expect(read({ text: table })).rejects.toMatchObject({ faults: [{ path: 'parentId' }] })
  await expect(read({ text: 'abc', parentId: units.province ?? '' })).rejects.toMatchObject({
    code: 'restructuring.no_decision_table',
  })
  // Without script only the name that was typed comes.
  expect((await read({ text: table, parentIdText: 'tỉnh đoàn hà giang' })).parentId).toBe(
    units.province,
  )
})

test('a table says what it holds, and asks one thing after another until nothing is left', async () => {
  await bringIn(table)
  let found = await plan()
  expect(summaryOf(found)).toMatchObject({
    founded: 2,
    counts: { certain: 2, likely: 1, ask: 1 },
    open: { proposed: 1, asked: 1 },
    parent: 'Tỉnh đoàn Hà Giang',
  })
  expect(rowsOf(found).map(({ name, open }) => [name, open])).toEqual([
    ['Đoàn xã Mèo Vạc', 0],
    ['Đoàn xã Sơn Vĩ', 2],
  ])
  expect(openQuestions(found)).toBe(3)

  const proposals = listTableQuestions(found)?.proposed.map(
    ({ key, units: [unit] }) => `${key} ${unit?.id}`,
  )
  const confirmed = proposalsFromForm(draftId, formOf({ proposals: proposals ?? [] }))
  await app.run(officer, answerNames, confirmed)
  await expect(answer({ name: '2.1' })).rejects.toMatchObject({ faults: [{ path: 'other' }] })
  // A name younger than the register means several units; one of them comes as text.
  await answer({
    name: '2.1',
    unitIds: [units['Sơn Vĩ'] ?? ''],
    otherText: 'Đoàn xã Cán Chu Phìn',
  })
  found = await plan()
  expect(findName(found, '2.1')?.units.map(({ name }) => name)).toEqual([
    'Đoàn xã Sơn Vĩ',
    'Đoàn xã Cán Chu Phìn',
  ])
  expect(findName(found, '1.0')).toBeNull()
  const questions = listTableQuestions(found)
  expect(questions).toMatchObject({ proposed: [], asked: [], unnamed: [] })
  expect(questions?.partly).toMatchObject([{ name: 'Đoàn xã Pải Lủng', into: 'Đoàn xã Mèo Vạc' }])

  await app.run(officer, answerRests, {
    draftId,
    unitIds: [units['Pải Lủng'] ?? ''],
    answer: 'goes_whole',
  })
  found = await plan()
  expect(openQuestions(found)).toBe(0)
  expect(found.plan.ended.size).toBe(5)
  expect(listTableQuestions(found)?.rests).toMatchObject([{ into: 'Đoàn xã Mèo Vạc' }])
})

test('a unit that the table leaves out goes into one that it founds, which can be named like any other', async () => {
  await bringIn('Xã Mèo Vạc: xã Pả Vi, xã Pải Lủng, xã Thượng Phùng, xã Sơn Vĩ')
  const before = listTableQuestions(await plan())
  expect(before?.unnamed.map(({ name }) => name)).toEqual(['Đoàn xã Cán Chu Phìn'])
  const [into] = before?.newUnits ?? []
  const hits = (onlyStanding: boolean) =>
    app.read(officer, (ctx) => searchStanding(ctx, draftId, 'đoàn xã mèo vạc', { onlyStanding }))
  expect(await hits(false)).toMatchObject([{ id: into?.id, isNew: true }])
  expect(await hits(true)).toEqual([])
  await app.run(officer, addEvents, {
    draftId,
    events: [
      {
        id: uuidv7(),
        body: { kind: 'merge', from: [units['Cán Chu Phìn'] ?? ''], into: into?.id ?? '' },
      },
    ],
  })
  const found = await plan()
  expect([openQuestions(found), found.plan.faults]).toEqual([0, []])
  expect(found.plan.ended.size).toBe(5)
})
