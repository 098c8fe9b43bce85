import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'

/** Every night: names and numbers of guests whose day has come go, as the form promised. */
export const forgetGuests = defineTask({
  name: 'tourism.forget',
  shape: z.object({}),
  schedule: '30 3 * * *',
  run: async (app) => {
    const { rows } = await sql<{ forgotten: number }>`
      select tourism.forget(${dayOf(app.now())}::date) as forgotten`.execute(app.database.kysely)
    app.log.info({ forgotten: rows[0]?.forgotten ?? 0 }, 'guests forgotten')
  },
})

/** After a venture is struck out, ends or is hidden, and every night for one that ends by itself: so are its places. */
export const followVentures = defineTask({
  name: 'tourism.follow_ventures',
  shape: z.object({}).loose(),
  schedule: '25 0 * * *',
  after: ['ventures.struck', 'ventures.ended', 'ventures.hidden'],
  run: async (app) => {
    await sql`select tourism.follow_ventures()`.execute(app.database.kysely)
  },
})
