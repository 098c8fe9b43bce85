import { sql } from 'kysely'
import { z } from 'zod'
import { defineTask } from '../tasks/queue.ts'

const keptDays = 180

/** Every night: what was told half a year ago is no news any more. */
export const tidyNotices = defineTask({
  name: 'notices.tidy',
  shape: z.object({}),
  schedule: '40 2 * * *',
  run: async (app) => {
    const before = new Date(app.now().getTime() - keptDays * 86_400_000)
    const { rows } = await sql<{
      ended: number
    }>`select notices.tidy(${before}) as ended`.execute(app.database.kysely)
    app.log.info({ ended: rows[0]?.ended ?? 0 }, 'notices tidied')
  },
})
