import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { reformDemo } from '#demo/reform.ts'
import { readDecisionTable } from '#modules/restructuring/server/index.ts'
import { openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import { joinInstallation } from './installation.ts'

const config = readConfig({ ...process.env, DATA_DIR: process.argv[2] })
const installation = await joinInstallation(config)
const client = new pg.Client({ connectionString: installation.ownerUrl })
await client.connect()
// the migration's function as it is now
const text = await readFile('migrations/20261127T1420-restructuring-draft-and-apply.sql', 'utf8')
const start = text.indexOf('create function restructuring.carry_out')
await client.query(
  'create or replace' + text.slice(start + 6, text.indexOf('/* Rows of units that end go')),
)
const app = openApp({
  config: { ...config, APP_SECRET: installation.secret, LOG_LEVEL: 'error' },
  appUrl: installation.appUrl,
  tasks: [],
})
const id = (await client.query(`select id from members.person where phone = '+84300000013'`))
  .rows[0].id
const by = {
  actor: { kind: 'person', accountId: id, personId: id } as const,
  requestId: 'x',
  locale: 'vi' as const,
  now: () => new Date('2025-07-02T02:00:00Z'),
}
const table = await readDecisionTable({
  bytes: await readFile('../../shared/data/sap-nhap-2025-tuyen-quang.csv'),
})
const poll = setInterval(async () => {
  const { rows } = await client.query(
    `select left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as q, now() - query_start as t from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  for (const r of rows) console.log(JSON.stringify(r.t), r.q)
}, 4000)
console.time('reform')
console.log(await reformDemo(app, by, { table }))
console.timeEnd('reform')
console.time('fold')
await client.query('select indicators.fold()')
console.timeEnd('fold')
clearInterval(poll)
await client.end()
await app.close()
await installation.stop()
