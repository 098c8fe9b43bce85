import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { revealed } from './content.ts'

export interface DeviceState {
  id: string
  label: string | null
  enrolledAt: Date
  lastSeenAt: Date
  receivedUpTo: number
  /** How many numbers arrived beyond the first gap. */
  beyondGap: number
  stored: number
  refused: number
  waiting: number
}

export interface Refusal {
  recordId: string
  deviceId: string
  seq: number
  kind: string
  reason: string
  happenedAt: Date | null
  refusedAt: Date
  body: unknown
}

/** The actor's own devices: what each has sent and what became of it. */
export async function listMyDevices(ctx: Context): Promise<DeviceState[]> {
  const { rows } = await sql<DeviceState>`
    select d.id, d.label, d.enrolled_at, d.last_seen_at,
           coalesce((select upper(run) - 1 from unnest(d.received) run where lower(run) = 1), 0)::int as received_up_to,
           coalesce((select sum(upper(run) - lower(run)) from unnest(d.received) run where lower(run) > 1), 0)::int as beyond_gap,
           (select count(*)::int from sync.receipt r where r.account_id = d.account_id and r.device_id = d.id) as stored,
           (select count(distinct f.record_id)::int from sync.refusal f
             where f.account_id = d.account_id and f.device_id = d.id) as refused,
           (select count(*)::int from sync.waiting w where w.account_id = d.account_id and w.device_id = d.id) as waiting
      from sync.device d where d.account_id = ${ctx.actor.accountId ?? null} order by d.last_seen_at desc`.execute(
    ctx.db,
  )
  return rows
}

/** The actor's refused records, the latest first, as they were sent. */
export async function listMyRefusals(
  ctx: Context,
  options: { limit?: number } = {},
): Promise<Refusal[]> {
  const rows = await ctx.db
    .selectFrom('sync.refusal')
    .select(['recordId', 'deviceId', 'seq', 'kind', 'reason', 'happenedAt', 'refusedAt', 'body'])
    .where('accountId', '=', ctx.actor.accountId ?? '')
    .orderBy('refusedAt', 'desc')
    .limit(options.limit ?? 200)
    .execute()
  return rows.map((row) => ({ ...row, body: revealed(row.body, ctx.sealer) }))
}
