import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'
import { importChunk } from '../commands/import-chunk.ts'

/**
 * Writes a list into the register, chunk by chunk, as whoever started it. What was written stays
 * written; a run that was cut off is gone on with by the next one.
 */
export const importMembers = defineTask({
  name: 'members.import',
  shape: z.object({ importId: z.uuid() }),
  minutes: 30,
  run: (app, asking, { importId }) => writeList(app, asking, importId),
})

/** Goes on with imports that a crash cut off: nobody has to notice. */
export const resumeImports = defineTask({
  name: 'members.resume_imports',
  shape: z.object({}),
  schedule: '* * * * *',
  run: async (app) => {
    const { rows } = await sql<{
      id: string
      acting: Pick<Asking, 'actor' | 'requestId' | 'locale'>
    }>`
      select id, acting from members.stalled_imports()`.execute(app.database.kysely)
    for (const { id, acting } of rows) await writeList(app, { ...acting, now: app.now }, id)
  },
})

/** Takes away what says something about people in lists that nobody needs any more. */
export const purgeImports = defineTask({
  name: 'members.purge_imports',
  shape: z.object({}),
  schedule: '40 2 * * *',
  run: async (app) => {
    await sql`select members.purge_imports()`.execute(app.database.kysely)
  },
})

async function writeList(app: App, asking: Asking, importId: string): Promise<void> {
  try {
    while ((await app.run(asking, importChunk, { importId })).more);
  } catch (error) {
    // Whoever started it may no longer, or has thrown it away: trying again would not help.
    if (!(error instanceof DomainError) || error.code === 'conflict') throw error
    await sql`select members.fail_import(${importId}, ${error.code})`.execute(app.database.kysely)
  }
}
