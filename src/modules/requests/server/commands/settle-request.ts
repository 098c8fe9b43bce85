import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { OneRequest, SettleRequest } from '../../shapes.ts'
import type { RequestState } from '../../topics.ts'
import { canSettleAt } from '../policy.ts'

async function hold(ctx: CommandContext, id: string) {
  const { rows } = await sql<{ unitId: string; state: RequestState }>`
    select unit_id, state from requests.request where id = ${id}::uuid for update`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('requests.not_found')
  await ctx.authorize(canSettleAt(rows[0].unitId))
  ctx.note({ unitId: rows[0].unitId, subjectId: id, details: { from: rows[0].state } })
  return rows[0]
}

/** An officer takes a request on: whoever asked sees that somebody does. The same again changes nothing. */
export const takeRequest = defineCommand('requests.take', OneRequest, async (ctx, input) => {
  const { state } = await hold(ctx, input.requestId)
  if (state === 'taken') return { id: input.requestId }
  if (state !== 'waiting') throw new RuleBroken('requests.settled')
  await sql`update requests.request set state = 'taken', taken_by = ${ctx.actor.personId ?? null}::uuid, taken_at = ${ctx.now()}
    where id = ${input.requestId}::uuid`.execute(ctx.db)
  return { id: input.requestId }
})

const settle = async (
  ctx: CommandContext,
  input: { requestId: string; outcome: string },
  to: 'done' | 'declined',
) => {
  const { state } = await hold(ctx, input.requestId)
  if (state !== 'waiting' && state !== 'taken') throw new RuleBroken('requests.settled')
  await sql`update requests.request set state = ${to}, outcome = ${input.outcome}, settled_at = ${ctx.now()},
      taken_by = coalesce(taken_by, ${ctx.actor.personId ?? null}::uuid), taken_at = coalesce(taken_at, ${ctx.now()}),
      delete_after = least(delete_after, ${addDays(ctx.today, ctx.config.REQUEST_DAYS)}::date)
    where id = ${input.requestId}::uuid`.execute(ctx.db)
  return { id: input.requestId }
}

/** Somebody was helped; what came of it stands under the link of whoever asked. */
export const finishRequest = defineCommand('requests.finish', SettleRequest, (ctx, input) =>
  settle(ctx, input, 'done'),
)

/** Help is not possible, with the reason that whoever asked reads. */
export const declineRequest = defineCommand('requests.decline', SettleRequest, (ctx, input) =>
  settle(ctx, input, 'declined'),
)
