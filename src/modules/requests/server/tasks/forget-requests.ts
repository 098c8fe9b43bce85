import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'

/** Every night: names, numbers and words of requests whose day has come go, as the form promised. */
export const forgetRequests = defineTask({
  name: 'requests.forget',
  shape: z.object({}),
  schedule: '20 3 * * *',
  run: async (app) => {
    const { rows } = await sql<{ forgotten: number }>`
      select requests.forget(${dayOf(app.now())}::date) as forgotten`.execute(app.database.kysely)
    app.log.info({ forgotten: rows[0]?.forgotten ?? 0 }, 'requests forgotten')
  },
})
