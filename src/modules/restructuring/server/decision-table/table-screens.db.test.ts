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
  applyDraft,
  appoint,
  findName,
  importTable,
  listAppointments,
  listTableQuestions,
  nameFromForm,
  openDraft,
  openQuestions,
  proposalsFromForm,
  readPlan,
  removeAppointment,
  removeEvent,
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

test('an answer that a unit stays is taken back, and the unit is asked about again', async () => {
  await bringIn('Xã Mèo Vạc: xã Pả Vi, xã Pải Lủng, xã Thượng Phùng, xã Sơn Vĩ')
  const say = (answer: 'stays' | 'open') =>
    app.run(officer, answerRests, { draftId, unitIds: [units['Cán Chu Phìn'] ?? ''], answer })
  await say('stays')
  expect(listTableQuestions(await plan())).toMatchObject({ unnamed: [], rests: [{}] })
  await say('open')
  await say('open')
  expect(listTableQuestions(await plan())).toMatchObject({
    unnamed: [{ name: 'Đoàn xã Cán Chu Phìn' }],
    rests: [],
  })
})

/** Cán Chu Phìn goes into Mèo Vạc by an event beside the table, and somebody takes an office there. */
async function writeBesideTable() {
  await bringIn('Xã Mèo Vạc: xã Pả Vi, xã Pải Lủng, xã Thượng Phùng, xã Sơn Vĩ')
  const into = listTableQuestions(await plan())?.newUnits[0]?.id ?? ''
  const eventId = uuidv7()
  const merge = { kind: 'merge' as const, from: [units['Cán Chu Phìn'] ?? ''], into }
  await app.run(officer, addEvents, { draftId, events: [{ id: eventId, body: merge }] })
  await app.run(officer, appoint, {
    id: uuidv7(),
    draftId,
    personId: officer.actor.personId ?? '',
    roleType: 'commune_secretary',
    unitId: into,
  })
  return { into, eventId }
}

test('a table that is brought in again keeps its new units, by name and type, for what was written beside it', async () => {
  const { into } = await writeBesideTable()
  await bringIn('XÃ MÈO VẠC: xã Pả Vi, xã Pải Lủng, xã Sơn Vĩ\nXã Thượng Phùng: giữ nguyên')
  const found = await plan()
  expect(listTableQuestions(found)?.newUnits.map(({ id }) => id)).toEqual([into])
  expect([openQuestions(found), found.plan.faults]).toEqual([0, []])
  // A ward of that name is another unit, and a name that stands twice is two.
  await bringIn('Phường Mèo Vạc: xã Pả Vi\nXã Sơn Vĩ: xã Sơn Vĩ\nXã Sơn Vĩ: xã Pải Lủng')
  const ids = listTableQuestions(await plan())?.newUnits.map(({ id }) => id) ?? []
  expect(ids).not.toContain(into)
  expect(new Set(ids).size).toBe(3)
})

test('what was written for a unit that a new table no longer founds is a fault that can be struck out', async () => {
  const { eventId } = await writeBesideTable()
  await bringIn('Xã Pả Vi: xã Pả Vi, xã Pải Lủng, xã Thượng Phùng, xã Sơn Vĩ')
  const found = await plan()
  expect(found.plan.faults).toEqual([
    { code: 'target_unknown', unitId: units['Cán Chu Phìn'] ?? '' },
  ])
  const secretary = asking(
    app,
    await anOfficer(app.testDatabase, units.province ?? '', 'province_secretary'),
  )
  await expect(app.run(secretary, applyDraft, { draftId })).rejects.toMatchObject({
    code: 'restructuring.has_faults',
  })
  await app.run(officer, removeEvent, { draftId, eventId })
  expect(listTableQuestions(await plan())?.unnamed.map(({ name }) => name)).toEqual([
    'Đoàn xã Cán Chu Phìn',
  ])
  await app.run(officer, answerRests, {
    draftId,
    unitIds: [units['Cán Chu Phìn'] ?? ''],
    answer: 'stays',
  })
  // Nor does an office there fall under the table.
  await expect(app.run(secretary, applyDraft, { draftId })).rejects.toMatchObject({
    code: 'restructuring.office_without_unit',
  })
  const [office] = await app.read(officer, (ctx) => listAppointments(ctx, draftId))
  await app.run(officer, removeAppointment, { draftId, appointmentId: office?.id ?? '' })
  await app.run(secretary, applyDraft, { draftId })
})
