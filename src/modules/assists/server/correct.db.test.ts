import { expect, test } from 'vitest'
import { anActivity } from '#modules/campaigns/server/testing.ts'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { correctAssist, countAssists, getAssist, undoAssist } from './index.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })

async function anAssist() {
  const tree = await aTree(app.testDatabase)
  const activityId = await anActivity(app.testDatabase, { unitId: tree.branch })
  const secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const id = uuidv7()
  await app.testDatabase.ownerPool.query(
    `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
     values ($1, $2, $3, 'eid_level_2', 'done', 1, '2026-06-15T02:00:00Z', '2026-06-15', $4)`,
    [id, activityId, tree.branch, secretary.personId],
  )
  await app.testDatabase.ownerPool.query(
    `insert into assists.callback (assist_id, unit_id, name_sealed, phone_sealed, purpose, consent_text_version, consent_method, consented_at, recorded_by, delete_after)
     values ($1, $2, 'x', 'x', 'Gọi lại', '2026-01', 'spoken', '2026-06-15T02:00:00Z', $3, '2026-07-15')`,
    [id, tree.branch, secretary.personId],
  )
  return {
    tree,
    id,
    activityId,
    recorder: asking(app, secretary),
    officer: asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer')),
    foreign: asking(app, await anOfficer(app.testDatabase, tree.otherCommune, 'commune_officer')),
  }
}
const callbacks = async (assistId: string) =>
  (
    await app.testDatabase.ownerPool.query('select from assists.callback where assist_id = $1', [
      assistId,
    ])
  ).rowCount

test('a correction stands in the place of a record, which is kept; figures count it once', async () => {
  const { id, activityId, recorder, officer } = await anAssist()
  const input = { assistId: id, service: 'eid_level_1', outcome: 'to_continue', people: '3' }
  const first = uuidv7()
  await app.run(officer, correctAssist, { ...input, id: first })
  expect(await app.run(officer, correctAssist, { ...input, id: first })).toEqual({ id: first })
  expect(await app.read(officer, (ctx) => countAssists(ctx, activityId))).toEqual({
    assists: 1,
    people: 3,
  })
  const before = await app.read(recorder, (ctx) => getAssist(ctx, id))
  expect(before).toMatchObject({ correctedBy: first, people: 1, service: 'eid_level_2' })
  expect(before.undoneAt).not.toBeNull()
  expect(await app.read(recorder, (ctx) => getAssist(ctx, first))).toMatchObject({
    corrects: id,
    undoneAt: null,
    happenedAt: before.happenedAt,
    outcome: 'to_continue',
  })
  // Once each: the second of two who correct the same record is told to open the newest.
  await expect(app.run(recorder, correctAssist, { ...input, id: uuidv7() })).rejects.toMatchObject({
    code: 'assists.undone',
  })
})

test('the catalogue of its day holds for a correction too', async () => {
  const { id, officer } = await anAssist()
  const input = { id: uuidv7(), assistId: id, outcome: 'done', people: '1' }
  const refusal = (service: string, procedure?: string) =>
    app
      .run(officer, correctAssist, { ...input, service, ...(procedure ? { procedure } : {}) })
      .catch((error) => error.code)
  expect(await refusal('no_such_service')).toBe('assists.unknown_service')
  expect(await refusal('online_service')).toBe('assists.procedure_needed')
  expect(await refusal('eid_level_1', 'birth_registration')).toBe('assists.procedure_not_wanted')
})

test('nobody corrects or sees a record of units that are not theirs', async () => {
  const { id, foreign } = await anAssist()
  await expect(
    app.run(foreign, correctAssist, {
      id: uuidv7(),
      assistId: id,
      service: 'eid_level_1',
      outcome: 'done',
      people: '1',
    }),
  ).rejects.toMatchObject({ code: 'assists.not_found' })
  await expect(app.read(foreign, (ctx) => getAssist(ctx, id))).rejects.toMatchObject({
    code: 'assists.not_found',
  })
})

test('whom to call back is kept through a correction, and forgotten when that is taken back', async () => {
  const { id, officer } = await anAssist()
  const corrected = uuidv7()
  await app.run(officer, correctAssist, {
    id: corrected,
    assistId: id,
    service: 'eid_level_1',
    outcome: 'done',
    people: '1',
  })
  expect(await callbacks(id)).toBe(1)
  await app.run(officer, undoAssist, { assistId: corrected })
  expect(await callbacks(id)).toBe(0)
})
