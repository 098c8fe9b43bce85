import { beforeEach, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aUnit } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  addEvents,
  answerPlaces,
  applyDraft,
  dissolveDistricts,
  districtsLeft,
  eventsFromForm,
  isTreeChanging,
  listBuiltOn,
  listEndingOffices,
  listEvents,
  listOutcome,
  listPlaces,
  mayRestructureAtEach,
  openDraft,
  readPlan,
  searchStanding,
} from './index.ts'

const app = useApp()
const on = '2026-06-01'

/** A province with a district of two communes, the first with two branches. */
async function aProvince() {
  const database = app.testDatabase
  const province = await aUnit(database, { type: 'province_union', name: 'Tỉnh đoàn Hà Giang' })
  const district = await aUnit(database, {
    type: 'district_union',
    parentId: province,
    name: 'Huyện đoàn Mèo Vạc',
  })
  const paVi = await aUnit(database, { parentId: district, name: 'Đoàn xã Pả Vi' })
  const taLung = await aUnit(database, { parentId: district, name: 'Đoàn xã Tả Lủng' })
  const branches = [
    await aUnit(database, { type: 'village_branch', parentId: paVi, name: 'Chi đoàn thôn 2' }),
    await aUnit(database, { type: 'village_branch', parentId: paVi, name: 'Chi đoàn thôn 10' }),
  ]
  return { province, district, paVi, taLung, branches }
}

let here: Awaited<ReturnType<typeof aProvince>>
let secretary: Asking
let officer: Asking

beforeEach(async () => {
  here = await aProvince()
  secretary = asking(app, await anOfficer(app.testDatabase, here.province, 'province_secretary'))
  officer = asking(app, await anOfficer(app.testDatabase, here.province, 'province_officer'))
})

async function aDraft(scopeIds = [here.province]) {
  const id = uuidv7()
  await app.run(officer, openDraft, {
    id,
    title: 'Sắp xếp',
    decisionNo: '',
    effectiveOn: on,
    scopeIds,
  })
  return id
}

const aForm = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (let count = 0; count < 10; count++) form.append('ids', uuidv7())
  return form
}
const add = async (draftId: string, fields: Record<string, string>) => {
  const form = aForm(fields)
  const input = await app.read(officer, (ctx) => eventsFromForm(ctx, draftId, form))
  await app.run(officer, addEvents, input)
  return { form, input }
}
const merger = () => ({
  kind: 'merge',
  from0: here.paVi,
  from1: here.taLung,
  target: 'new',
  name: 'Đoàn xã Mèo Vạc',
  type: 'commune_union',
  parentId: here.province,
})

test('a merger into a new unit founds it and merges into it; sent twice it is there once', async () => {
  const draftId = await aDraft()
  const { form } = await add(draftId, merger())
  const again = await app.read(officer, (ctx) => eventsFromForm(ctx, draftId, form))
  await app.run(officer, addEvents, again)
  const events = await app.read(officer, (ctx) => listEvents(ctx, draftId))
  expect(events.map(({ body }) => body.kind).sort()).toEqual(['found', 'merge'])
  const { plan } = await app.read(officer, (ctx) => readPlan(ctx, draftId))
  expect(plan.faults).toEqual([])
  expect(plan.ended.size).toBe(2)
})

test('without script units are found by their whole name, those that the draft founds too', async () => {
  const draftId = await aDraft()
  await add(draftId, merger())
  const { input } = await add(draftId, {
    kind: 'move',
    unitIdText: 'Chi đoàn thôn 10',
    parentIdText: 'Đoàn xã Mèo Vạc',
  })
  const [founded] = (await app.read(officer, (ctx) => listEvents(ctx, draftId))).flatMap(
    ({ body }) => (body.kind === 'found' ? [body.unitId] : []),
  )
  expect(input.events[0]?.body).toMatchObject({ kind: 'move', parentId: founded })
})

test('a form that lacks something says each thing that it lacks', async () => {
  const draftId = await aDraft()
  const faults = async (fields: Record<string, string>) => {
    const read = app.read(officer, (ctx) => eventsFromForm(ctx, draftId, aForm(fields)))
    const { faults } = (await read.catch((error: unknown) => error)) as {
      faults?: { path: string; code: string }[]
    }
    return faults?.map(({ path, code }) => `${path} ${code}`)
  }
  expect(await faults({ kind: 'merge', target: 'new' })).toEqual([
    'from0 required',
    'name required',
    'parentId required',
  ])
  expect(await faults({ kind: 'merge', target: 'existing', from0: here.paVi })).toEqual([
    'into required',
  ])
  expect(await faults({ kind: 'split', unitId: here.paVi, part0: here.taLung })).toEqual([
    'name0 restructuring_two_parts',
  ])
  expect(await faults({ kind: 'merge', from0Text: 'Không có', into: here.paVi })).toContain(
    'from0 invalid_value',
  )
})

test('merging a unit into one of those named keeps that one', async () => {
  const draftId = await aDraft()
  const { input } = await add(draftId, {
    kind: 'merge',
    target: 'existing',
    from0: here.paVi,
    from1: here.taLung,
    into: here.paVi,
  })
  expect(input.events.map(({ body }) => body)).toEqual([
    { kind: 'merge', from: [here.taLung], into: here.paVi },
  ])
})

test('suggestions hold what stands in scope, above it, and what the draft founds, nothing else', async () => {
  const elsewhere = await aProvince()
  const draftId = await aDraft([here.district])
  const names = async (text: string) =>
    (await app.read(officer, (ctx) => searchStanding(ctx, draftId, text))).map(({ id }) => id)
  expect(await names('pa vi')).toEqual([here.paVi])
  expect(await names('tinh doan')).toEqual([here.province])
  expect(await names('tinh doan')).not.toContain(elsewhere.province)
  await add(draftId, merger())
  expect((await names('meo vac')).length).toBe(2)
  const [founded] = await app.read(officer, (ctx) => searchStanding(ctx, draftId, 'xa meo'))
  expect(founded).toMatchObject({ name: 'Đoàn xã Mèo Vạc', isNew: true })
})

test('ending the districts names each in scope once', async () => {
  const draftId = await aDraft()
  const plan = () => app.read(officer, (ctx) => readPlan(ctx, draftId))
  expect(districtsLeft(await plan())).toEqual([here.district])
  await app.run(officer, addEvents, { draftId, events: dissolveDistricts(await plan()) })
  expect(districtsLeft(await plan())).toEqual([])
})

test('places of a split come in the order of their numbers, own people last, and keep their answers', async () => {
  await aPerson(app.testDatabase, { unitId: here.paVi })
  const draftId = await aDraft()
  const { input } = await add(draftId, {
    kind: 'split',
    unitId: here.paVi,
    name0: 'Đoàn xã Đông',
    name1: 'Đoàn xã Tây',
    type: 'commune_union',
    parentId: here.province,
  })
  const parts = input.events.flatMap(({ body }) => (body.kind === 'split' ? body.into : []))
  const places = () =>
    app.read(officer, async (ctx) => (await listPlaces(ctx, await readPlan(ctx, draftId)))[0])
  expect(await places()).toMatchObject({
    left: 3,
    parts: [{ name: 'Đoàn xã Đông' }, { name: 'Đoàn xã Tây' }],
    places: [
      { name: 'Chi đoàn thôn 2', isOwn: false },
      { name: 'Chi đoàn thôn 10', isOwn: false },
      { name: 'Đoàn xã Pả Vi', isOwn: true, people: 1 },
    ],
  })
  await app.run(officer, answerPlaces, { draftId, unitIds: here.branches, targetId: parts[1] })
  expect(await places()).toMatchObject({
    left: 1,
    places: [{ answer: parts[1] }, { answer: parts[1] }, { answer: null }],
  })
})

test('who loses an office is listed; afterwards what became of the units, and what was built on it', async () => {
  const commune = await anOfficer(app.testDatabase, here.paVi, 'commune_secretary')
  const draftId = await aDraft()
  const { input } = await add(draftId, merger())
  const ending = await app.read(officer, async (ctx) => {
    const { plan } = await readPlan(ctx, draftId)
    return listEndingOffices(ctx, [...plan.ended.keys()], on, { limit: 50, offset: 0 })
  })
  expect(ending).toMatchObject([
    { personId: commune.personId, roleType: 'commune_secretary', unitName: 'Đoàn xã Pả Vi' },
  ])
  await app.run(secretary, applyDraft, { draftId })
  const outcome = await app.read(secretary, (ctx) => listOutcome(ctx, draftId))
  expect(outcome.map(({ event, fromName, toName }) => [event, fromName, toName])).toEqual([
    ['merge', 'Đoàn xã Pả Vi', 'Đoàn xã Mèo Vạc'],
    ['merge', 'Đoàn xã Tả Lủng', 'Đoàn xã Mèo Vạc'],
    ['found', null, 'Đoàn xã Mèo Vạc'],
  ])
  const builtOn = () => app.read(secretary, (ctx) => listBuiltOn(ctx, draftId))
  expect(await builtOn()).toEqual([])
  const [founded] = input.events.flatMap(({ body }) => (body.kind === 'found' ? [body.unitId] : []))
  await aUnit(app.testDatabase, {
    parentId: founded as string,
    type: 'village_branch',
    from: '2026-06-10',
  })
  expect((await builtOn()).length).toBeGreaterThan(0)
})

test('who drafts is told beforehand that they may not apply', async () => {
  const may = (by: Asking, units: string[]) =>
    app.read(by, (ctx) => mayRestructureAtEach(ctx, units))
  expect(await may(secretary, [here.province, here.paVi])).toBe(true)
  expect(await may(officer, [here.province])).toBe(false)
  const elsewhere = await aProvince()
  expect(await may(secretary, [here.province, elsewhere.province])).toBe(false)
})

test('while somebody changes the tree everybody else can see that', async () => {
  const changing = () => app.read(secretary, isTreeChanging)
  expect(await changing()).toBe(false)
  const other = await app.testDatabase.ownerPool.connect()
  await other.query('begin')
  await other.query("select pg_advisory_xact_lock(hashtext('units.tree'))")
  expect(await changing()).toBe(true)
  await other.query('rollback')
  other.release()
  expect(await changing()).toBe(false)
})
