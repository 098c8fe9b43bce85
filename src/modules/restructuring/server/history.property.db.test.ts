import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aUnit } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { EventBody } from '../shapes.ts'
import {
  addEvents,
  answerPlaces,
  applyDraft,
  discardDraft,
  openDraft,
  readPlan,
  undoDraft,
} from './index.ts'

/*
 * Random reforms of random organisations, some taken back, with records made in between, beside the
 * plainest replay there is: a list of who stood under whom after each reform. Nothing of the planner
 * or the database's tree is shared with the replay.
 */
const app = useApp({ now: '2026-11-20T02:00:00Z' })
let reforms = 0
afterAll(() => expect(reforms).toBeGreaterThan(25))

const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

const anyReform = fc.record({
  kind: fc.constantFrom('merge', 'split', 'move', 'dissolve', 'rename', 'merge_branches'),
  first: fc.nat(),
  second: fc.nat(),
  choices: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  undone: fc.integer({ min: 0, max: 3 }).map((roll) => roll === 0),
  recordBetween: fc.boolean(),
})
type AnyReform = typeof anyReform extends fc.Arbitrary<infer One> ? One : never

/** What stands, as the replay knows it: a unit's parent and level. */
type Replay = Map<string, { parent: string | null; level: 'province' | 'commune' | 'branch' }>

test('no member, office or record is lost or doubled by any reforms, and every past day stands as a replay says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyReform, { minLength: 2, maxLength: 5 }), oneHistory),
    { numRuns: 15 },
  )
}, 180_000)

async function oneHistory(steps: AnyReform[]) {
  const { replay, province, people } = await anOrganisation()
  const secretary = asking(app, await anOfficer(app.testDatabase, province, 'province_secretary'))
  const past: { day: string; stood: Replay }[] = [{ day: '2026-01-15', stood: new Map(replay) }]
  const before = await totals(people)
  let added = 0
  for (const [index, step] of steps.entries()) {
    const day = `2026-${String(index + 2).padStart(2, '0')}-01`
    const ordered = eventsOf(step, replay, province)
    if (!ordered) continue
    const draftId = uuidv7()
    await app.run(secretary, openDraft, {
      id: draftId,
      title: 'Thử',
      effectiveOn: day,
      scopeIds: [province],
    })
    await app.run(secretary, addEvents, {
      draftId,
      events: ordered.events.map((body) => ({ id: uuidv7(), body })),
    })
    for (const [unitId, targetId] of ordered.answers)
      await app.run(secretary, answerPlaces, { draftId, unitIds: [unitId], targetId })
    const { plan } = await app.read(secretary, (ctx) => readPlan(ctx, draftId))
    if (plan.faults.length > 0 || plan.questions.length > 0) {
      await app.run(secretary, discardDraft, { draftId })
      throw new Error(`The replay ordered what cannot be: ${JSON.stringify(plan.faults)}`)
    }
    await app.run(secretary, applyDraft, { draftId })
    reforms += 1
    if (step.undone) await app.run(secretary, undoDraft, { draftId })
    else {
      ordered.replay()
      past.push({ day, stood: new Map(replay) })
    }
    if (step.recordBetween) {
      const branches = [...replay].filter(([, unit]) => unit.level === 'branch')
      const [unitId] = branches[step.first % branches.length] as [string, unknown]
      people.push(await aPerson(app.testDatabase, { unitId, from: day.replace(/-01$/, '-10') }))
      added += 1
    }
  }
  const after = await totals(people)
  expect(after).toEqual({
    ...before,
    standing: before.standing + added,
    people: before.people + added,
  })
  for (const { day, stood } of past) expect(await treeOn(province, day)).toEqual(asRows(stood))
}

/** A province with two to four communes of two or three branches; people and records in branches and communes. */
async function anOrganisation() {
  const database = app.testDatabase
  const replay: Replay = new Map()
  const people: string[] = []
  const province = await aUnit(database, { type: 'province_union' })
  replay.set(province, { parent: null, level: 'province' })
  for (let count = 0; count < 4; count++) {
    const commune = await aUnit(database, { parentId: province })
    replay.set(commune, { parent: province, level: 'commune' })
    people.push(await aPerson(database, { unitId: commune }))
    people.push((await anOfficer(database, commune, 'commune_secretary')).personId)
    for (let each = 0; each < 2; each++) {
      const branch = await aUnit(database, { type: 'village_branch', parentId: commune })
      replay.set(branch, { parent: commune, level: 'branch' })
      people.push(await aPerson(database, { unitId: branch }))
      people.push((await anOfficer(database, branch, 'branch_secretary')).personId)
    }
    await recordAt(commune, people.at(-1) as string)
  }
  return { replay, province, people }
}

/** An activity of the past and one to come, with somebody who came and citizens who were helped. */
async function recordAt(unitId: string, personId: string) {
  const [campaign, past, coming] = [uuidv7(), uuidv7(), uuidv7()]
  await owner(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state) values ($1, $2, 'C', '2026-01-01', '2026-12-31', 'open')`,
    [campaign, unitId],
  )
  await owner(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, state)
     values ($1, $3, $4, 'A', '2026-01-10', 'closed'), ($2, $3, $4, 'B', '2026-12-10', 'planned')`,
    [past, coming, campaign, unitId],
  )
  await owner(
    `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
     values ($1, $2, $3, $4, 'roster', '2026-01-10', '2026-01-10')`,
    [uuidv7(), past, unitId, personId],
  )
  await owner(
    `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
     select $1, $2, $3, (select min(code) from assists.service), 'done', 2, '2026-01-10', '2026-01-10', $4`,
    [uuidv7(), past, unitId, personId],
  )
}

/** What must be the same whatever was ordered: one open stay each, offices that stand or are remembered, records. */
async function totals(people: string[]) {
  const [row] = await owner(
    `select count(*)::int as people,
            (select count(*)::int from members.membership where person_id = any ($1) and valid_to is null) as standing,
            (select count(*)::int from members.membership m where person_id = any ($1) and valid_to is null
                and not exists (select from units.unit_version v where v.unit_id = m.unit_id and v.valid_to is null)) as homeless,
            (select count(*)::int from access.role where person_id = any ($1) and valid_to is null)
              + (select count(*)::int from access.former_office where person_id = any ($1)) as offices,
            (select count(*)::int from campaigns.check_in where person_id = any ($1)) as check_ins,
            (select coalesce(sum(people), 0)::int from assists.assist where recorded_by = any ($1)) as helped,
            (select count(*)::int from campaigns.activity a join units.unit_version v on v.unit_id = a.unit_id
              where a.held_on > '2026-11-20' and v.valid_to is null
                and a.id in (select b.id from campaigns.activity b join campaigns.campaign c on c.id = b.campaign_id
                              join campaigns.activity p on p.campaign_id = c.id
                              join campaigns.check_in i on i.activity_id = p.id and i.person_id = any ($1))) as coming
       from members.person where id = any ($1)`,
    [people],
  )
  return row
}

const asRows = (stood: Replay) =>
  [...stood]
    .map(([unit, { parent }]) => `${unit} under ${parent}`)
    .sort((one, other) => (one < other ? -1 : 1))

async function treeOn(province: string, day: string) {
  const rows = await owner(
    `select v.unit_id, v.parent_id from access.reach r
       join units.unit_version v on v.unit_id = r.unit_id and v.valid_from <= $2 and (v.valid_to is null or v.valid_to > $2)
      where r.ancestor_id = $1 and r.valid_from <= $2 and (r.valid_to is null or r.valid_to > $2)`,
    [province, day],
  )
  return rows
    .map(({ unit_id, parent_id }) => `${unit_id} under ${parent_id}`)
    .sort((one, other) => (one < other ? -1 : 1))
}

/** What a step orders, the answers that it needs, and what the replay makes of it; nothing where it makes no sense. */
function eventsOf(step: AnyReform, replay: Replay, province: string) {
  const ofLevel = (level: string) =>
    [...replay].filter(([, unit]) => unit.level === level).map(([id]) => id)
  const [communes, branches] = [ofLevel('commune'), ofLevel('branch')]
  const one = communes[step.first % communes.length]
  const other = communes[step.second % communes.length]
  const below = (id: string) =>
    [...replay].filter(([, unit]) => unit.parent === id).map(([unit]) => unit)
  const found = (unitId: string): EventBody => ({
    kind: 'found',
    unitId,
    type: 'commune_union',
    name: 'Đoàn xã Mới',
    code: undefined,
    gazetteerCode: undefined,
    parentId: province,
  })
  const put = (unit: string, parent: string) =>
    replay.set(unit, { ...(replay.get(unit) as { level: 'branch' }), parent })
  const none = new Map<string, string>()
  if (!one || !other) return undefined
  switch (step.kind) {
    case 'merge': {
      if (one === other) return undefined
      const into = uuidv7()
      return {
        events: [found(into), { kind: 'merge', from: [one, other], into }] as EventBody[],
        answers: none,
        replay: () => {
          replay.set(into, { parent: province, level: 'commune' })
          for (const old of [one, other]) {
            for (const unit of below(old)) put(unit, into)
            replay.delete(old)
          }
        },
      }
    }
    case 'split': {
      const parts = [uuidv7(), uuidv7()] as const
      const places = [one, ...below(one)].map(
        (unit, index) => [unit, parts[step.choices[index % 12] ? 0 : 1]] as const,
      )
      return {
        events: [
          found(parts[0]),
          found(parts[1]),
          { kind: 'split', unitId: one, into: [...parts] },
        ] as EventBody[],
        answers: new Map(places),
        replay: () => {
          for (const part of parts) replay.set(part, { parent: province, level: 'commune' })
          for (const [unit, part] of places) if (unit !== one) put(unit, part)
          replay.delete(one)
        },
      }
    }
    case 'move': {
      const branch = branches[step.first % branches.length]
      if (!branch || replay.get(branch)?.parent === other) return undefined
      return {
        events: [{ kind: 'move', unitId: branch, parentId: other }] as EventBody[],
        answers: none,
        replay: () => void put(branch, other),
      }
    }
    case 'dissolve': {
      if (communes.length < 2) return undefined
      return {
        events: [{ kind: 'dissolve', unitId: one }] as EventBody[],
        answers: none,
        replay: () => {
          for (const unit of below(one)) put(unit, province)
          replay.delete(one)
        },
      }
    }
    case 'rename':
      return {
        events: [{ kind: 'rename', unitId: one, name: 'Đoàn xã Tên Mới' }] as EventBody[],
        answers: none,
        replay: () => {},
      }
    default: {
      const [from, into] = [
        branches[step.first % branches.length],
        branches[step.second % branches.length],
      ]
      if (!from || !into || from === into) return undefined
      return {
        events: [{ kind: 'merge', from: [from], into }] as EventBody[],
        answers: none,
        replay: () => void replay.delete(from),
      }
    }
  }
}
