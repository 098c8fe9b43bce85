import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { readDecisionTable, readPlan } from '#modules/restructuring/server/index.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { loadDemo } from './load.ts'
import { type Reform, reformDemo } from './reform.ts'

const app = useApp({ now: '2025-07-02T02:00:00Z' })
let reform: Reform

beforeAll(async () => {
  console.time('load')
  await loadDemo({
    ownerUrl: app.testDatabase.ownerUrl,
    secret: testSecret,
    provinces: ['02', '08'],
    today: '2025-06-30',
  })
  console.timeEnd('load')
  const table = await readDecisionTable({
    bytes: await readFile('../../shared/data/sap-nhap-2025-tuyen-quang.csv'),
  })
  const { rows } = await app.testDatabase.ownerPool.query(
    `select id from members.person where phone = '+84300000013'`,
  )
  const by = asking(app, person(rows[0].id))
  const draft = await reformDemo(app, by, { table, apply: false })
  const read = await app.read(by, (ctx) => readPlan(ctx, draft.draftId))
  for (const q of [...(read.table?.ordered.proposed ?? []), ...(read.table?.ordered.asked ?? [])])
    console.log(
      q.row.newUnit.written,
      '<-',
      q.mention.written,
      q.mention.status,
      q.mention.reason.code,
      JSON.stringify(
        q.mention.candidates.map((c) => read.organisation.standing.get(c.unitId)?.name),
      ),
    )
  console.log(
    'unnamed',
    read.table?.ordered.unnamed.map((id) => read.organisation.standing.get(id)?.name),
  )
  console.log(draft)
  console.time('all')
  reform = await reformDemo(app, by, { table })
  console.timeEnd('all')
}, 400_000)

test('it is', () => {
  console.log(reform)
  expect(1).toBe(1)
})
