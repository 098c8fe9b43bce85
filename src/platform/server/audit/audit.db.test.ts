import { expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { renameUnit } from '#modules/units/server/index.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { listAudit } from './queries.ts'

const app = useApp()

test('what was done is read by those above it, newest first, and by nobody beside them', async () => {
  const tree = await aTree(app.testDatabase)
  const chief = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  for (const [unitId, name] of [
    [tree.branch, 'Chi đoàn Một'],
    [tree.foreignBranch, 'Chi đoàn Hai'],
  ] as const) {
    await app.run(chief, renameUnit, { unitId, name, on: '2026-01-01' })
  }
  const commune = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const seen = await app.read(commune, (ctx) => listAudit(ctx, {}))
  expect(seen.rows.map((row) => row.unitId)).toEqual([tree.branch])
  const all = await app.read(chief, (ctx) => listAudit(ctx, { limit: 1 }))
  expect(all.rows[0]?.unitId).toBe(tree.foreignBranch)
  const rest = await app.read(chief, (ctx) => listAudit(ctx, { before: all.next ?? undefined }))
  expect(rest.rows.map((row) => row.unitId)).toContain(tree.branch)
  const clerk = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
  await expect(app.read(clerk, (ctx) => listAudit(ctx, {}))).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('what was done on a day is found by the day in Vietnam, not in Greenwich', async () => {
  const tree = await aTree(app.testDatabase)
  const chief = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  await app.testDatabase.ownerPool.query(
    `insert into audit.entry (at, command, unit_id) values
       ('2026-03-01T16:59:59Z', 'x.first', $1), ('2026-03-01T17:00:00Z', 'x.second', $1)`,
    [tree.branch],
  )
  const on = async (day: string) =>
    (await app.read(chief, (ctx) => listAudit(ctx, { unitId: tree.branch, day }))).rows.map(
      (row) => row.command,
    )
  expect(await on('2026-03-01')).toEqual(['x.first'])
  expect(await on('2026-03-02')).toEqual(['x.second'])
})
