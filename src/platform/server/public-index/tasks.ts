import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '../../days.ts'
import { defineTask } from '../tasks/queue.ts'

/** Every night: what has ended is found by nobody any more, and leaves the index. */
export const tidyPublicIndex = defineTask({
  name: 'platform.tidy_public_index',
  shape: z.object({}),
  schedule: '50 2 * * *',
  run: async (app) => {
    const { rows } = await sql<{
      ended: number
    }>`select platform.tidy_public(${dayOf(app.now())}::date) as ended`.execute(app.database.kysely)
    app.log.info({ ended: rows[0]?.ended ?? 0 }, 'public index tidied')
  },
})
