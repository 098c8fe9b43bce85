import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'

/** Every morning: owners are reminded of what is due tomorrow and of what was due yesterday. */
export const remindOwners = defineTask({
  name: 'assignments.remind',
  shape: z.object({}),
  schedule: '0 7 * * *',
  run: async (app) => {
    const { rows } = await sql<{
      told: number
    }>`select assignments.remind(${dayOf(app.now())}) as told`.execute(app.database.kysely)
    app.log.info({ told: rows[0]?.told ?? 0 }, 'owners reminded')
  },
})
