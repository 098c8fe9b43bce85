import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'

/** Every night: names and numbers whose day has come are deleted, as was promised when they were taken. */
export const forgetCallbacks = defineTask({
  name: 'assists.forget_callbacks',
  shape: z.object({}),
  schedule: '30 2 * * *',
  run: async (app) => {
    const { rows } = await sql<{
      forgotten: number
    }>`select assists.forget_due(${dayOf(app.now())}::date) as forgotten`.execute(
      app.database.kysely,
    )
    app.log.info({ forgotten: rows[0]?.forgotten ?? 0 }, 'callbacks forgotten')
  },
})
