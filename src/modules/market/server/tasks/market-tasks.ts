import { sql } from 'kysely'
import { z } from 'zod'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { system } from '#platform/server/context.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'

/** Run by the clock only: what was not paid, or not confirmed, in time is for others again. */
const expireOrders = defineCommand('market.expire_orders', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  const { rows } = await sql<{ expired: number }>`
    select market.expire_orders(${ctx.now()}) as expired`.execute(ctx.db)
  ctx.note({ details: { expired: rows[0]?.expired ?? 0 } })
})

/** Every ten minutes; where nothing is to do, nothing is written. */
const expire = defineTask({
  name: 'market.expire',
  shape: z.object({}),
  schedule: '*/10 * * * *',
  run: async (app, asking) => {
    const { rows } = await sql<{
      due: boolean
    }>`select market.has_expired(${app.now()}) as due`.execute(app.database.kysely)
    if (rows[0]?.due) await app.run({ ...asking, actor: system }, expireOrders, {})
  },
})

/** Every night: buyers whose orders ended long ago are forgotten, and memos that nobody needs. */
const forget = defineTask({
  name: 'market.forget',
  shape: z.object({}),
  schedule: '40 2 * * *',
  run: async (app) => {
    const before = new Date(app.now().getTime() - app.config.MARKET_DAYS_BUYER * 86_400_000)
    await sql`select market.forget_buyers(${before})`.execute(app.database.kysely)
  },
})

/** After a reform, and every night: stalls are where their venture or their unit is. */
const followReforms = defineTask({
  name: 'market.follow_reforms',
  shape: z.object({}).loose(),
  schedule: '20 0 * * *',
  after: [
    ...['restructuring.applied', 'restructuring.undone', 'units.closed', 'units.moved'],
    ...['ventures.struck', 'ventures.ended', 'ventures.hidden'],
  ],
  run: async (app) => {
    await sql`select market.follow_reforms()`.execute(app.database.kysely)
  },
})

export const marketTasks: readonly Task[] = [expire, forget, followReforms]
