import { sql } from 'kysely'
import { z } from 'zod'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { system } from '#platform/server/context.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'
import { indexVenture } from '../index-venture.ts'

/** Run by the clock only: tells whoever entered support that what came of it is to be measured today. */
const tellDue = defineCommand('ventures.tell_due', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  const { rows } = await sql<{ personId: string; ventureId: string; name: string; months: number }>`
    select person_id, venture_id, name, months from ventures.due_today()`.execute(ctx.db)
  for (const { personId, ventureId, name, months } of rows)
    await tell(ctx, {
      personIds: [personId],
      kind: 'ventures.follow_up',
      params: { name, months },
      href: `/ventures/register/${ventureId}`,
    })
  ctx.note({ details: { told: rows.length } })
})

const remind = defineTask({
  name: 'ventures.remind',
  shape: z.object({}),
  schedule: '10 7 * * *',
  run: (app, asking) => app.run({ ...asking, actor: system }, tellDue, {}),
})

/** Run after a reform only: what everybody finds names the commune of today. */
const indexAgain = defineCommand('ventures.index_again', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  const { rows } = await sql<{
    id: string
  }>`select id from ventures.public_list('', null, null, null, null, null, 5000)`.execute(ctx.db)
  for (const { id } of rows) await indexVenture(ctx, id)
  ctx.note({ details: { ventures: rows.length } })
})

/** After a reform, and every night for what begins by itself: ventures go on in the commune that stands in place of theirs. */
const followReforms = defineTask({
  name: 'ventures.follow_reforms',
  shape: z.object({}).loose(),
  schedule: '15 0 * * *',
  after: ['restructuring.applied', 'restructuring.undone', 'units.closed', 'units.moved'],
  run: async (app, asking) => {
    const { rows } = await sql<{
      moved: number
    }>`select ventures.follow_reforms() as moved`.execute(app.database.kysely)
    if (rows[0]?.moved) await app.run({ ...asking, actor: system }, indexAgain, {})
  },
})

export const ventureTasks: readonly Task[] = [remind, followReforms]
