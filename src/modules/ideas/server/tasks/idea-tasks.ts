import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { system } from '#platform/server/context.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'

/** How many ideas are looked at to learn how rare words are. */
const sample = 50_000

/** Run by the clock only: tells the level above, once a step, of what waits too long. */
const tellOverdue = defineCommand('ideas.tell_overdue', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  const { rows } = await sql<{ personId: string; ideas: number }>`
    select person_id, ideas from ideas.tell_overdue(${ctx.today}::date)`.execute(ctx.db)
  for (const { personId, ideas } of rows)
    await tell(ctx, {
      personIds: [personId],
      kind: 'ideas.overdue',
      params: { count: ideas },
      href: '/ideas?show=overdue',
    })
  ctx.note({ details: { told: rows.length } })
})

/** Every morning: what waits too long is told to the level above. */
const remind = defineTask({
  name: 'ideas.remind',
  shape: z.object({}),
  schedule: '0 7 * * *',
  run: (app, asking) => app.run({ ...asking, actor: system }, tellOverdue, {}),
})

/** Every night: proposals whose day has come are deleted, and how rare words are is counted anew. */
const tidy = defineTask({
  name: 'ideas.tidy',
  shape: z.object({}),
  schedule: '50 2 * * *',
  run: async (app) => {
    await sql`select ideas.forget_proposals(${dayOf(app.now())}::date)`.execute(app.database.kysely)
    await sql`select ideas.count_words(${sample})`.execute(app.database.kysely)
  },
})

/** After a reform, and every night for what begins by itself: ideas go to whoever stands in their unit's place. */
const followReforms = defineTask({
  name: 'ideas.follow_reforms',
  shape: z.object({}).loose(),
  schedule: '10 0 * * *',
  after: ['restructuring.applied', 'restructuring.undone', 'units.closed', 'units.moved'],
  run: async (app) => {
    await sql`select ideas.follow_reforms()`.execute(app.database.kysely)
  },
})

export const ideaTasks: readonly Task[] = [remind, tidy, followReforms]
