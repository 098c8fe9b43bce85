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

test('what failed first is told to all reads of a request, not that the transaction is aborted', async () => {
  const reads = openRequestReads(app, asking(app, system))
  const failures = await Promise.all(
    ["select 'x'::uuid", 'select 1', 'select 2'].map((text) =>
      reads
        .read((ctx) => sql.raw(text).execute(ctx.db))
        .then(
          () => 'answered',
          (error) => error.code,
        ),
    ),
  )
  await reads.end()
  expect(failures).toEqual(['22P02', '22P02', '22P02'])
})
