import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { listMembers } from '#modules/members/server/index.ts'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { getUnit, searchUnits } from '#modules/units/server/index.ts'
import { aUnit } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { EventBody } from '../shapes.ts'
import {
  addEvents,
  answerPlaces,
  applyDraft,
  appoint,
  getDraft,
  openDraft,
  readPlan,
  readReturning,
  reverseDraft,
  undoDraft,
} from './index.ts'

const app = useApp()
const on = '2026-06-01'

/** A province with a district of two communes, with two branches and members in each. */
async function aProvince() {
  const database = app.testDatabase
  const province = await aUnit(database, { type: 'province_union', name: `Tỉnh ${uuidv7()}` })
  const district = await aUnit(database, { type: 'district_union', parentId: province })
  const communeOf = async (name: string) => {
    const id = await aUnit(database, { name, parentId: district })
    const branches = [
      await aUnit(database, { type: 'village_branch', parentId: id, name: `${name} 1` }),
      await aUnit(database, { type: 'village_branch', parentId: id, name: `${name} 2` }),
    ]
    for (const unitId of branches)
      for (let count = 0; count < 3; count++) await aPerson(database, { unitId })
    return { id, branches }
  }
  return {
    province,
    district,
    paVi: await communeOf('Đoàn xã Pả Vi'),
    taLung: await communeOf('Đoàn xã Tả Lủng'),
  }
}
type Province = Awaited<ReturnType<typeof aProvince>>

let here: Province
let secretary: Asking
let officer: Asking

beforeEach(async () => {
  here = await aProvince()
  secretary = asking(app, await anOfficer(app.testDatabase, here.province, 'province_secretary'))
  officer = asking(app, await anOfficer(app.testDatabase, here.province, 'province_officer'))
})

async function aDraft(events: EventBody[], options: { scopeIds?: string[]; by?: Asking } = {}) {
  const by = options.by ?? officer
  const id = uuidv7()
  await app.run(by, openDraft, {
    id,
    title: 'Sắp xếp đơn vị hành chính',
    decisionNo: '1684/NQ-UBTVQH15',
    effectiveOn: on,
    scopeIds: options.scopeIds ?? [here.province],
  })
  await app.run(by, addEvents, {
    draftId: id,
    events: events.map((body) => ({ id: uuidv7(), body })),
  })
  return id
}

const founding = (unitId: string, name = 'Đoàn xã Mèo Vạc'): EventBody => ({
  kind: 'found',
  unitId,
  type: 'commune_union',
  name,
  code: undefined,
  gazetteerCode: undefined,
  parentId: here.province,
})

/** Both communes become one under the province, and the district goes. */
const merger = (into: string): EventBody[] => [
  founding(into),
  { kind: 'merge', from: [here.paVi.id, here.taLung.id], into },
  { kind: 'dissolve', unitId: here.district },
]

const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

test('a reform ends communes and district, and every branch stands under the new commune with its members', async () => {
  const into = uuidv7()
  const draft = await aDraft(merger(into))
  const before = await app.read(secretary, (ctx) => listMembers(ctx, { unitId: here.province }))
  const { balance } = await app.run(secretary, applyDraft, { draftId: draft })
  expect(balance?.member).toEqual({ before: balance?.member?.after, after: balance?.member?.after })

  const unit = await app.read(secretary, (ctx) => getUnit(ctx, here.paVi.branches[0] as string))
  expect(unit.path.map(({ id }) => id)).toEqual([here.province, into])
  expect((await app.read(secretary, (ctx) => getUnit(ctx, here.paVi.id))).closedOn).toBe(on)
  expect((await app.read(secretary, (ctx) => getUnit(ctx, here.district))).closedOn).toBe(on)
  const after = await app.read(secretary, (ctx) => listMembers(ctx, { unitId: here.province }))
  expect(after.count).toBe(before.count)
  expect((await app.read(secretary, (ctx) => listMembers(ctx, { unitId: into }))).count).toBe(12)
  const [heir] = await owner('select heir_id from units.heirs(array[$1]::uuid[])', [here.paVi.id])
  expect(heir?.heir_id).toBe(into)
})

test('PostgreSQL knows at once how much a reform has written: the page that follows it counted for minutes', async () => {
  await app.run(secretary, applyDraft, { draftId: await aDraft(merger(uuidv7())) })
  const [known] = await owner(
    "select reltuples from pg_class where oid = 'restructuring.change'::regclass",
    [],
  )
  // -1: never looked at.
  expect(known?.reltuples).toBeGreaterThan(0)
})

test('applying it twice changes nothing the second time', async () => {
  const draft = await aDraft(merger(uuidv7()))
  await app.run(secretary, applyDraft, { draftId: draft })
  const count = () => owner('select count(*) from units.unit_version')
  const once = await count()
  await app.run(secretary, applyDraft, { draftId: draft })
  expect(await count()).toEqual(once)
})

test('a commune’s own members close one stay and open another; cards, people and the rest of history stay', async () => {
  const member = await aPerson(app.testDatabase, { unitId: here.paVi.id, name: 'Vàng Thị Mỷ' })
  const into = uuidv7()
  await app.run(secretary, applyDraft, { draftId: await aDraft(merger(into)) })
  const stays = await owner(
    `select unit_id, valid_from::text, valid_to::text, reason_in, reason_out from members.membership
      where person_id = $1 order by valid_from`,
    [member],
  )
  expect(stays).toEqual([
    {
      unit_id: here.paVi.id,
      valid_from: '2022-03-26',
      valid_to: on,
      reason_in: 'admitted',
      reason_out: 'restructured',
    },
    {
      unit_id: into,
      valid_from: on,
      valid_to: null,
      reason_in: 'restructured',
      reason_out: null,
    },
  ])
  const [person] = await owner('select unit_id, standing from members.person where id = $1', [
    member,
  ])
  expect(person).toEqual({ unit_id: into, standing: 'member' })
})

test('who only drafts cannot apply, and nobody drafts or applies beyond their own units', async () => {
  const elsewhere = await aProvince()
  const draft = await aDraft(merger(uuidv7()))
  await expect(app.run(officer, applyDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(aDraft([], { scopeIds: [elsewhere.province] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const stranger = asking(
    app,
    await anOfficer(app.testDatabase, elsewhere.province, 'province_secretary'),
  )
  await expect(app.run(stranger, applyDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'restructuring.not_found',
  })
  // A draft about one's own province may still name units of another: the database refuses it.
  const sly = await aDraft([
    { kind: 'move', unitId: here.paVi.branches[0] as string, parentId: elsewhere.paVi.id },
  ])
  await expect(app.run(secretary, applyDraft, { draftId: sly })).rejects.toMatchObject({
    code: 'restructuring.has_faults',
  })
})

test('the plan’s tables cannot be filled by hand to reach beyond one’s own units', async () => {
  const elsewhere = await aProvince()
  const draft = await aDraft(merger(uuidv7()))
  await owner(
    `insert into restructuring.planned_version (draft_id, unit_id, parent_id, level, type, name, change)
     values ($1, $2, $3, 'branch', 'village_branch', 'Chiếm', 'changed')`,
    [draft, elsewhere.paVi.branches[0], here.paVi.id],
  )
  await expect(
    app.read(secretary, (ctx) => sql`select restructuring.apply(${draft}, 30, 7)`.execute(ctx.db)),
  ).rejects.toMatchObject({ code: '42501' })
})

test('a split waits until each branch has its place', async () => {
  const [east, west] = [uuidv7(), uuidv7()]
  const draft = await aDraft([
    founding(east, 'Đoàn xã Đông'),
    founding(west, 'Đoàn xã Tây'),
    { kind: 'split', unitId: here.paVi.id, into: [east, west] },
  ])
  await expect(app.run(secretary, applyDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'restructuring.has_questions',
  })
  const [first, second] = here.paVi.branches as [string, string]
  await app.run(officer, answerPlaces, { draftId: draft, unitIds: [first], targetId: east })
  await app.run(officer, answerPlaces, { draftId: draft, unitIds: [second], targetId: west })
  const { plan } = await app.read(officer, (ctx) => readPlan(ctx, draft))
  expect(plan.questions).toEqual([])
  await app.run(secretary, applyDraft, { draftId: draft })
  expect((await app.read(secretary, (ctx) => listMembers(ctx, { unitId: east }))).count).toBe(3)
  const heirs = await owner('select heir_id from units.heirs(array[$1]::uuid[])', [here.paVi.id])
  expect(heirs.map(({ heir_id }) => heir_id).sort()).toEqual([east, west].sort())
})

test('an officer of a unit that ended goes on reading what was theirs, no more, and writes nothing', async () => {
  const database = app.testDatabase
  const before = await anOfficer(database, here.district, 'district_secretary')
  const former = asking(app, before)
  const other = await aUnit(database, { parentId: here.province, type: 'district_union' })
  const otherCommune = await aUnit(database, { parentId: other })
  const stranger = await aPerson(database, { unitId: otherCommune })
  const into = uuidv7()
  await app.run(secretary, applyDraft, { draftId: await aDraft(merger(into)) })

  const seen = await app.read(former, (ctx) => listMembers(ctx, { unitId: here.district }))
  // The members of the branches; the officer moved to the province with the district's own people.
  expect(seen.count).toBe(12)
  const all = await app.read(former, (ctx) => listMembers(ctx, { limit: 100 }))
  expect(all.rows.map(({ id }) => id)).not.toContain(stranger)
  const newcomer = await aUnit(database, {
    parentId: into,
    type: 'village_branch',
    from: '2026-06-10',
  })
  const late = await aPerson(database, { unitId: newcomer, from: '2026-06-11' })
  expect(
    (await app.read(former, (ctx) => listMembers(ctx, { limit: 100 }))).rows.map(({ id }) => id),
  ).not.toContain(late)
  const held = async (wanted: string) =>
    app.read(former, async (ctx) => {
      const { rows } = await sql<{
        u: string
      }>`select access.granted(${wanted}) as u`.execute(ctx.db)
      return rows.length
    })
  expect(await held('members.read')).toBe(1)
  for (const wanted of ['members.write', 'members.read_sensitive', 'units.write', 'audit.read'])
    expect(await held(wanted), wanted).toBe(0)

  app.setNow('2027-01-15T02:00:00Z')
  expect(await held('members.read')).toBe(0)
  app.setNow('2026-06-15T02:00:00Z')
})

test('nobody gets an office by the reform alone; an appointment in the draft gives it from the day on', async () => {
  const old = await anOfficer(app.testDatabase, here.paVi.id, 'commune_secretary')
  const into = uuidv7()
  const draft = await aDraft(merger(into))
  await app.run(officer, appoint, {
    id: uuidv7(),
    draftId: draft,
    personId: old.personId,
    roleType: 'commune_secretary',
    unitId: into,
  })
  await app.run(secretary, applyDraft, { draftId: draft })
  const roles = await owner(
    `select unit_id, role_type, valid_from::text, valid_to::text from access.role where person_id = $1 order by valid_from`,
    [old.personId],
  )
  expect(roles).toEqual([
    {
      unit_id: here.paVi.id,
      role_type: 'commune_secretary',
      valid_from: '2022-01-01',
      valid_to: on,
    },
    { unit_id: into, role_type: 'commune_secretary', valid_from: on, valid_to: null },
  ])
})

test('an office of another level, or one as high as one’s own, is given by no draft', async () => {
  const [wrong, high] = [await aDraft(merger(uuidv7())), await aDraft(merger(uuidv7()))]
  const person = await aPerson(app.testDatabase, { unitId: here.paVi.branches[0] as string })
  const named = { id: uuidv7(), personId: person }
  await app.run(officer, appoint, {
    ...named,
    draftId: wrong,
    roleType: 'branch_secretary',
    unitId: here.province,
  })
  await expect(app.run(secretary, applyDraft, { draftId: wrong })).rejects.toMatchObject({
    code: 'restructuring.wrong_level',
  })
  await app.run(officer, appoint, {
    ...named,
    id: uuidv7(),
    draftId: high,
    roleType: 'province_secretary',
    unitId: here.province,
  })
  await expect(app.run(secretary, applyDraft, { draftId: high })).rejects.toMatchObject({
    code: 'restructuring.not_allowed',
  })
})

test('what is planned follows its unit: a coming activity with its team, a campaign, a volunteer, open work', async () => {
  const volunteer = await aPerson(app.testDatabase, { unitId: here.paVi.branches[0] as string })
  const [campaign, coming, held] = [uuidv7(), uuidv7(), uuidv7()]
  await owner(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state) values ($1, $2, 'C', '2026-01-01', '2026-12-31', 'open')`,
    [campaign, here.paVi.id],
  )
  await owner(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, state)
     values ($1, $3, $4, 'A', '2026-06-20', 'planned'), ($2, $3, $4, 'B', '2026-05-10', 'closed')`,
    [coming, held, campaign, here.paVi.id],
  )
  for (const activity of [coming, held])
    await owner(
      `insert into campaigns.team_member (id, activity_id, unit_id, person_id, state) values ($1, $2, $3, $4, 'accepted')`,
      [uuidv7(), activity, here.paVi.id, volunteer],
    )
  await owner(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from, valid_to)
     values ($1, $2, 'field_volunteer', $3, '2026-05-20', '2026-07-01')`,
    [uuidv7(), volunteer, here.paVi.id],
  )
  const [open, done] = [uuidv7(), uuidv7()]
  await owner(
    `insert into assignments.assignment (id, unit_id, title, owner_id, due_on, given_on, state, ended_on)
     values ($1, $3, 'x', $4, '2026-08-01', '2026-05-01', 'open', null), ($2, $3, 'y', $4, '2026-05-09', '2026-05-01', 'done', '2026-05-08')`,
    [open, done, here.paVi.id, volunteer],
  )
  const idea = uuidv7()
  await owner(
    `insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, category, state, proposed_on, step_unit_id, step_due)
     values ($1, $2, $2, $3, 'x', 'x', 'x', 'x', 'commune', '2026-05-01', $2, '2026-06-30')`,
    [idea, here.paVi.id, volunteer],
  )
  const followed = async (id: string) => {
    await owner('select ideas.follow_reforms()')
    return (await owner('select home_unit_id, step_unit_id from ideas.idea where id = $1', [id]))[0]
  }
  const into = uuidv7()
  const draft = await aDraft(merger(into))
  const where = async () => ({
    idea: await followed(idea),
    work: (
      await owner('select unit_id from assignments.assignment where id = any ($1) order by state', [
        [open, done],
      ])
    ).map(({ unit_id }) => unit_id),
    campaign: (await owner('select unit_id from campaigns.campaign where id = $1', [campaign]))[0]
      ?.unit_id,
    activities: (
      await owner(
        'select unit_id from campaigns.activity where campaign_id = $1 order by held_on',
        [campaign],
      )
    ).map(({ unit_id }) => unit_id),
    teams: (
      await owner(
        `select t.unit_id from campaigns.team_member t join campaigns.activity a on a.id = t.activity_id
          where a.campaign_id = $1 order by a.held_on`,
        [campaign],
      )
    ).map(({ unit_id }) => unit_id),
  })
  const before = await where()
  await app.run(secretary, applyDraft, { draftId: draft })
  const old = here.paVi.id
  expect(await where()).toEqual({
    idea: { home_unit_id: into, step_unit_id: into },
    work: [old, into],
    campaign: into,
    activities: [old, into],
    teams: [old, into],
  })
  const roles = await owner(
    `select unit_id, valid_from::text, valid_to::text from access.role where person_id = $1 order by valid_from`,
    [volunteer],
  )
  expect(roles).toEqual([
    { unit_id: old, valid_from: '2026-05-20', valid_to: on },
    { unit_id: into, valid_from: on, valid_to: '2026-07-01' },
  ])
  await app.run(secretary, undoDraft, { draftId: draft })
  expect(await where()).toEqual(before)
})

test('undone within its window, everything is as it was', async () => {
  const member = await aPerson(app.testDatabase, { unitId: here.paVi.id })
  await anOfficer(app.testDatabase, here.paVi.id, 'commune_secretary')
  const state = async () => ({
    versions: await owner('select to_jsonb(v) from units.unit_version v order by id'),
    stays: await owner('select to_jsonb(m) from members.membership m order by id'),
    roles: await owner('select to_jsonb(r) from access.role r order by id'),
    reach: await owner('select to_jsonb(r) from access.reach r order by 1'),
    units: await owner('select to_jsonb(u) from units.unit u order by id'),
    lineage: await owner('select to_jsonb(l) from units.unit_lineage l order by id'),
    person: await owner('select unit_id, standing from members.person where id = $1', [member]),
    former: await owner('select to_jsonb(f) from access.former_office f order by id'),
  })
  const before = await state()
  const draft = await aDraft(merger(uuidv7()))
  await app.run(secretary, applyDraft, { draftId: draft })
  expect(await state()).not.toEqual(before)
  await app.run(secretary, undoDraft, { draftId: draft })
  expect(await state()).toEqual(before)
  expect((await app.read(secretary, (ctx) => getDraft(ctx, draft))).state).toBe('undone')
})

test('the new commune’s officer reads what its communes were, until the reform is taken back', async () => {
  const into = uuidv7()
  const old = await anOfficer(app.testDatabase, here.taLung.id, 'commune_secretary')
  const draft = await aDraft(merger(into))
  const appointed = { draftId: draft, personId: old.personId, unitId: into }
  await app.run(officer, appoint, {
    id: uuidv7(),
    ...appointed,
    roleType: 'commune_secretary',
  })
  const reads = () =>
    app.read(asking(app, old), async (ctx) => {
      const { rows } = await sql<{ id: string; writes: boolean }>`
        select id, access.reaches('members.write', id) as writes
          from unnest(${[here.paVi.id, here.taLung.id, here.district]}::uuid[]) id
         where access.reaches('members.read', id)`.execute(ctx.db)
      return rows
    })
  expect(await reads()).toEqual([{ id: here.taLung.id, writes: true }])
  await app.run(secretary, applyDraft, { draftId: draft })
  expect(await reads()).toEqual([
    { id: here.paVi.id, writes: false },
    { id: here.taLung.id, writes: false },
  ])
  await app.run(secretary, undoDraft, { draftId: draft })
  expect(await reads()).toEqual([{ id: here.taLung.id, writes: true }])
})

test('what was built on it, and time, keep it from being undone', async () => {
  const into = uuidv7()
  const draft = await aDraft(merger(into))
  await app.run(secretary, applyDraft, { draftId: draft })
  const branch = await aUnit(app.testDatabase, {
    parentId: into,
    type: 'village_branch',
    from: '2026-06-10',
  })
  await expect(app.run(secretary, undoDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'restructuring.built_on',
  })
  await owner('delete from units.unit_version where unit_id = $1', [branch])
  await owner(
    `update restructuring.draft set undo_until = now() - interval '1 minute' where id = $1`,
    [draft],
  )
  await expect(app.run(secretary, undoDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'restructuring.undo_too_late',
  })
  await expect(app.run(officer, undoDraft, { draftId: draft })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('an old name is still found, and says that it closed', async () => {
  await app.run(secretary, applyDraft, { draftId: await aDraft(merger(uuidv7())) })
  const hits = await app.read(secretary, (ctx) =>
    searchUnits(ctx, 'pa vi', { within: here.province }),
  )
  expect(hits.find(({ id }) => id === here.paVi.id)?.closedOn).toBe(on)
})

test('a member admitted in between makes no difference to what is lost or doubled', async () => {
  const draft = await aDraft(merger(uuidv7()))
  const branch = here.taLung.branches[1] as string
  await aPerson(app.testDatabase, { unitId: branch, from: '2026-06-20' })
  await app.run(secretary, applyDraft, { draftId: draft })
  const doubled = await owner(
    `select person_id from members.membership where valid_to is null group by person_id having count(*) > 1`,
  )
  expect(doubled).toEqual([])
})

test('a draft that reverses it brings back units, names and places, and asks about what came since', async () => {
  const into = uuidv7()
  const draft = await aDraft([
    ...merger(into),
    { kind: 'rename', unitId: here.paVi.branches[0] as string, name: 'Chi đoàn thôn Mới' },
  ])
  const outline = () =>
    owner(
      `select v.unit_id, v.name, v.parent_id from units.unit_version v join access.reach r on r.unit_id = v.unit_id
        where r.ancestor_id = $1 and r.valid_to is null and v.valid_to is null order by 1`,
      [here.province],
    )
  const before = await outline()
  await app.run(secretary, applyDraft, { draftId: draft })
  const since = await aUnit(app.testDatabase, {
    parentId: into,
    type: 'village_branch',
    from: '2026-06-10',
  })
  const reversed = uuidv7()
  await app.run(officer, reverseDraft, { id: reversed, draftId: draft, effectiveOn: '2026-07-01' })
  await app.run(officer, reverseDraft, { id: reversed, draftId: draft, effectiveOn: '2026-07-01' })
  const { plan } = await app.read(officer, (ctx) => readPlan(ctx, reversed))
  expect(plan.faults).toEqual([])
  expect(plan.questions).toEqual([
    { kind: 'place', unitId: since, of: into, into: [here.paVi.id, here.taLung.id] },
  ])
  await app.run(officer, answerPlaces, {
    draftId: reversed,
    unitIds: [since],
    targetId: here.paVi.id,
  })
  await app.run(secretary, applyDraft, { draftId: reversed })
  expect((await outline()).filter(({ unit_id }) => unit_id !== since)).toEqual(before)
})

/** Tả Lủng is merged into Pả Vi, which goes on; four people of Tả Lủng itself come along, one later. */
async function aMergerIntoExisting() {
  const people = {
    stays: await aPerson(app.testDatabase, { unitId: here.taLung.id, name: 'Vàng Thị Ở Lại' }),
    moves: await aPerson(app.testDatabase, { unitId: here.taLung.id, name: 'Sùng Mí Chuyển' }),
    leaves: await aPerson(app.testDatabase, { unitId: here.taLung.id, name: 'Giàng A Rời' }),
    later: await aPerson(app.testDatabase, {
      unitId: here.taLung.id,
      name: 'Lý Thị Sau',
      from: '2026-06-05',
    }),
    native: await aPerson(app.testDatabase, { unitId: here.paVi.id, name: 'Hoàng Văn Gốc' }),
  }
  const draft = await aDraft([{ kind: 'merge', from: [here.taLung.id], into: here.paVi.id }])
  await app.run(secretary, applyDraft, { draftId: draft })
  await owner(
    `with ended as (update members.membership set valid_to = '2026-06-12', reason_out = 'transferred'
       where person_id = $1 and valid_to is null returning *)
     insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
     select gen_random_uuid(), person_id, $2, kind, '2026-06-12', 'transferred' from ended`,
    [people.moves, here.paVi.branches[0]],
  )
  await owner(
    `update members.membership set valid_to = '2026-06-13', reason_out = 'left' where person_id = $1 and valid_to is null`,
    [people.leaves],
  )
  const reversed = uuidv7()
  await app.run(officer, reverseDraft, { id: reversed, draftId: draft, effectiveOn: '2026-06-14' })
  return { people, draft, reversed }
}
const standsAt = async (personId: string) =>
  (
    await owner(
      `select unit_id from members.membership where person_id = $1 and valid_from <= '2026-06-15'
          and (valid_to is null or valid_to > '2026-06-15')`,
      [personId],
    )
  ).map(({ unit_id }) => unit_id)

test('a reversal brings back who came along and is still there, and says who is not brought back', async () => {
  const { people, reversed } = await aMergerIntoExisting()
  const look = (by: Asking) =>
    app.read(by, async (ctx) => {
      const draft = await getDraft(ctx, reversed)
      const { plan } = await readPlan(ctx, reversed)
      return readReturning(ctx, draft, draft.state === 'open' ? plan : undefined)
    })
  const said = {
    back: [{ fromId: here.paVi.id, toId: here.taLung.id, count: 2, to: 'Đoàn xã Tả Lủng' }],
    staying: [
      { name: 'Sùng Mí Chuyển', why: 'moved', nowAt: 'Đoàn xã Pả Vi 1' },
      { name: 'Giàng A Rời', why: 'moved' },
    ],
    stayingCount: 2,
  }
  expect(await look(officer)).toMatchObject(said)
  await app.run(secretary, applyDraft, { draftId: reversed })
  expect(await look(officer)).toMatchObject(said)
  expect(await standsAt(people.stays)).toEqual([here.taLung.id])
  expect(await standsAt(people.later)).toEqual([here.taLung.id])
  expect(await standsAt(people.moves)).toEqual([here.paVi.branches[0]])
  expect(await standsAt(people.leaves)).toEqual([])
  expect(await standsAt(people.native)).toEqual([here.paVi.id])
  const [person] = await owner('select unit_id, standing from members.person where id = $1', [
    people.stays,
  ])
  expect(person).toEqual({ unit_id: here.taLung.id, standing: 'member' })
  // Each stay is one row after another, none over another.
  expect(
    await owner(
      `select unit_id, valid_from::text, valid_to::text from members.membership where person_id = $1 order by valid_from`,
      [people.stays],
    ),
  ).toEqual([
    { unit_id: here.taLung.id, valid_from: '2022-03-26', valid_to: on },
    { unit_id: here.paVi.id, valid_from: on, valid_to: '2026-06-14' },
    { unit_id: here.taLung.id, valid_from: '2026-06-14', valid_to: null },
  ])
})

test('a reversal that is undone, or that does not bring the unit back, leaves people where they were', async () => {
  const { people, reversed } = await aMergerIntoExisting()
  const stays = () => owner('select to_jsonb(m) from members.membership m order by id')
  const before = await stays()
  await app.run(secretary, applyDraft, { draftId: reversed })
  expect(await stays()).not.toEqual(before)
  await app.run(secretary, undoDraft, { draftId: reversed })
  expect(await stays()).toEqual(before)

  const again = uuidv7()
  const [{ reverses } = { reverses: '' }] = await owner(
    'select reverses from restructuring.draft where id = $1',
    [reversed],
  )
  await app.run(officer, reverseDraft, { id: again, draftId: reverses, effectiveOn: '2026-06-14' })
  await owner(`delete from restructuring.event where draft_id = $1 and kind = 'reopen'`, [again])
  await owner(`delete from restructuring.event where draft_id = $1 and kind = 'move'`, [again])
  await app.run(officer, addEvents, {
    draftId: again,
    events: [{ id: uuidv7(), body: { kind: 'rename', unitId: here.paVi.id, name: 'Đoàn xã Lớn' } }],
  })
  const found = await app.read(officer, async (ctx) =>
    readReturning(ctx, await getDraft(ctx, again), (await readPlan(ctx, again)).plan),
  )
  expect(found).toMatchObject({ back: [], stayingCount: 4 })
  expect(found?.staying.filter(({ why }) => why === 'not_restored').length).toBe(2)
  await app.run(secretary, applyDraft, { draftId: again })
  expect(await standsAt(people.stays)).toEqual([here.paVi.id])
})

test('of a new commune that is dissolved again each goes back to their own, and who came since where it is said', async () => {
  const fromPaVi = await aPerson(app.testDatabase, { unitId: here.paVi.id })
  const fromTaLung = await aPerson(app.testDatabase, { unitId: here.taLung.id })
  const into = uuidv7()
  const draft = await aDraft(merger(into))
  await app.run(secretary, applyDraft, { draftId: draft })
  const since = await aPerson(app.testDatabase, { unitId: into, from: '2026-06-10' })
  const reversed = uuidv7()
  await app.run(officer, reverseDraft, { id: reversed, draftId: draft, effectiveOn: '2026-06-14' })
  await app.run(officer, answerPlaces, {
    draftId: reversed,
    unitIds: [into],
    targetId: here.paVi.id,
  })
  const stays = () => owner('select to_jsonb(m) from members.membership m order by id')
  const before = await stays()
  await app.run(secretary, applyDraft, { draftId: reversed })
  expect(await standsAt(fromPaVi)).toEqual([here.paVi.id])
  expect(await standsAt(fromTaLung)).toEqual([here.taLung.id])
  expect(await standsAt(since)).toEqual([here.paVi.id])
  await app.run(secretary, undoDraft, { draftId: reversed })
  expect(await stays()).toEqual(before)
})

test('nobody brings people of others back by a draft that says it reverses theirs', async () => {
  const { draft, people } = await aMergerIntoExisting()
  const elsewhere = await aProvince()
  const stranger = asking(
    app,
    await anOfficer(app.testDatabase, elsewhere.province, 'province_secretary'),
  )
  const sly = await aDraft([{ kind: 'rename', unitId: elsewhere.paVi.id, name: 'Đoàn xã Khác' }], {
    scopeIds: [elsewhere.province],
    by: stranger,
  })
  await owner('update restructuring.draft set reverses = $2 where id = $1', [sly, draft])
  expect(
    await app.read(stranger, (ctx) =>
      sql`select * from restructuring.readable_returning(${sly})`.execute(ctx.db),
    ),
  ).toMatchObject({ rows: [] })
  await expect(app.run(stranger, applyDraft, { draftId: sly })).rejects.toMatchObject({
    code: 'restructuring.not_allowed',
  })
  expect(await standsAt(people.stays)).toEqual([here.paVi.id])
})
