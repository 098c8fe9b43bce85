import { sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { RequestState, Topic } from '../topics.ts'
import { digestOf } from './link.ts'

export interface HelpRequest {
  id: string
  unitName: string
  topic: Topic
  wish: string | null
  village: string | null
  /** Nothing once its day has come. */
  name: string | null
  phone: string | null
  state: RequestState
  takenBy: string | null
  outcome: string | null
  askedAt: Date
  settledAt: Date | null
  deleteAfter: IsoDay
}

interface SealedRequest extends Omit<HelpRequest, 'name' | 'phone'> {
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
}

/**
 * Requests of the actor's units, those that wait the longest first, then what was settled last; at most 200.
 * One statement.
 */
export async function listRequests(
  ctx: Context,
  which: 'open' | 'settled',
): Promise<HelpRequest[]> {
  const { rows } = await sql<SealedRequest>`
    select r.id, v.name as unit_name, r.topic, r.wish, r.village, r.name_sealed, r.phone_sealed, r.state,
           p.full_name as taken_by, r.outcome, r.asked_at, r.settled_at, r.delete_after
      from requests.request r
      left join lateral ${versionOn(sql`r.unit_id`, sql`${ctx.today}::date`)} on true
      left join members.person p on p.id = r.taken_by
     where ${which === 'open' ? sql`r.state in ('waiting', 'taken') order by r.asked_at` : sql`r.state not in ('waiting', 'taken') order by r.settled_at desc`}, r.id
     limit 200`.execute(ctx.db)
  return rows.map(({ nameSealed, phoneSealed, ...row }) => ({
    ...row,
    name: nameSealed && ctx.sealer.unseal(nameSealed),
    phone: phoneSealed && ctx.sealer.unseal(phoneSealed),
  }))
}

export interface RequestStanding {
  id: string
  topic: Topic
  state: RequestState
  outcome: string | null
  unitName: string | null
  askedAt: Date
  settledAt: Date | null
}

/** Where a request stands, for whoever holds its link. Throws NotFound. */
export async function getStanding(ctx: Context, link: string): Promise<RequestStanding> {
  const { rows } = await sql<RequestStanding>`
    select id, topic, state, outcome, unit_name, asked_at, settled_at from requests.by_link(${digestOf(link)})`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('requests.not_found')
  return rows[0]
}
