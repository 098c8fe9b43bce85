import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asking, system, useApp } from '#platform/testing/app.ts'
import { openRequestReads } from './request-reads.ts'

const app = useApp()

test('a connection lost between two reads fails the read, not the program, and the next one is answered', async () => {
  const who = asking(app, system)
  const reads = openRequestReads(app, who)
  const [backend] = await reads.read(
    async (ctx) =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.db)).rows,
  )
  // Nothing is under way on the connection just then: nobody but its pool hears that it ends.
  await app.testDatabase.ownerPool.query('select pg_terminate_backend($1)', [backend?.pid])
  await expect
    .poll(() => reads.read((ctx) => sql`select 1`.execute(ctx.db)).then(String, String))
    .toContain('not queryable')
  await reads.end()
  const { rows } = await app.read(who, (ctx) => sql`select 1 as one`.execute(ctx.db))
  expect(rows).toEqual([{ one: 1 }])
})
