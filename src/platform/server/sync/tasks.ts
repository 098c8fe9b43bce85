import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '../../days.ts'
import { defineTask } from '../tasks/queue.ts'

/** Every night: what has waited or been refused for too long is ended. */
export const tidySync = defineTask({
  name: 'sync.tidy',
  shape: z.object({}),
  schedule: '20 2 * * *',
  run: async (app) => {
    const { rows } = await sql<{
      ended: number
    }>`select sync.tidy(${dayOf(app.now())}) as ended`.execute(app.database.kysely)
    app.log.info({ ended: rows[0]?.ended ?? 0 }, 'sync tidied')
  },
})
