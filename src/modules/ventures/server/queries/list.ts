import { type RawBuilder, sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { publicQueryOf } from '#platform/server/public-index/index.ts'
import { mostWorkers, tradeFields, type VentureKind, type VentureSize } from '../../kinds.ts'

export interface VentureQuery {
  text?: string | undefined
  unitId?: string | undefined
  kind?: string | undefined
  field?: string | undefined
  stage?: string | undefined
  size?: VentureSize | undefined
  /** By default what stands today. */
  state?: 'draft' | 'registered' | 'ended' | 'struck' | undefined
  supported?: 'yes' | 'no' | undefined
  /** Those that stood on a day, with what they were then. */
  on?: IsoDay | undefined
  cursor?: VentureCursor | undefined
  limit?: number
}

export interface VentureCursor {
  day: IsoDay
  id: string
  backwards: boolean
}

export interface VentureRow {
  id: string
  name: string
  kind: VentureKind
  field: string
  stage: string
  place: string | null
  unitId: string
  unitName: string | null
  workers: number | null
  registrationNo: string | null
  state: 'draft' | 'registered' | 'struck'
  foundedOn: IsoDay
  endedOn: IsoDay | null
  supportedOn: IsoDay | null
  leader: string | null
}

export interface VenturePage {
  rows: VentureRow[]
  count: number
  previous: VentureCursor | null
  next: VentureCursor | null
}

const pageSize = 50

function ofSize(size: VentureSize): RawBuilder<boolean> {
  const trade = mostWorkers('trade')
  const other = mostWorkers('crops')
  const limit = (name: 'micro' | 'small' | 'medium') =>
    sql`case when v.field = any (${[...tradeFields]}::text[]) then ${trade[name]}::int else ${other[name]}::int end`
  switch (size) {
    case 'micro':
      return sql<boolean>`v.workers <= ${limit('micro')}`
    case 'small':
      return sql<boolean>`v.workers > ${limit('micro')} and v.workers <= ${limit('small')}`
    case 'medium':
      return sql<boolean>`v.workers > ${limit('small')} and v.workers <= ${limit('medium')}`
    case 'large':
      return sql<boolean>`v.workers > ${limit('medium')}`
  }
}

/** What is asked for, as conditions on the venture `v` and what it was on the day, `s`. */
function conditions(ctx: Context, query: VentureQuery): RawBuilder<boolean> {
  const on = query.on ?? ctx.today
  const words = publicQueryOf(query.text)
  const state = query.state ?? 'registered'
  return sql<boolean>`${sql.join(
    [
      query.on
        ? sql`v.state = 'registered' and s.valid_from <= ${on}::date and (s.valid_to is null or s.valid_to > ${on}::date)`
        : state === 'registered'
          ? sql`v.state = 'registered' and v.ended_on is null`
          : state === 'ended'
            ? sql`v.state = 'registered' and v.ended_on is not null`
            : sql`v.state = ${state}`,
      ...(words ? [sql`v.words @@ ${words}::tsquery`] : []),
      ...(query.kind ? [sql`s.kind = ${query.kind}`] : []),
      ...(query.field ? [sql`v.field = ${query.field}`] : []),
      ...(query.stage ? [sql`v.stage = ${query.stage}`] : []),
      ...(query.size ? [ofSize(query.size)] : []),
      ...(query.supported
        ? [
            query.supported === 'yes'
              ? sql`v.supported_on <= ${on}::date`
              : sql`(v.supported_on is null or v.supported_on > ${on}::date)`,
          ]
        : []),
      ...(query.unitId
        ? [
            sql`exists (select from access.reach r where r.ancestor_id = ${query.unitId}::uuid and r.unit_id = v.unit_id
                 and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to > ${ctx.today}::date))`,
          ]
        : []),
      sql`(v.unit_id in (select access.reachable('ventures.read')) or v.id in (select ventures.mine_today())
        or v.created_by = ${ctx.actor.personId ?? null}::uuid and v.id not in (select ventures.left_by_me()))`,
    ],
    sql` and `,
  )}`
}

const source = (ctx: Context, query: VentureQuery) => sql`
  ventures.venture v
  join lateral (select t.kind, t.valid_from, t.valid_to from ventures.standing t where t.venture_id = v.id
                   ${query.on ? sql`and t.valid_from <= ${query.on}::date` : sql``} order by t.valid_from desc limit 1) s on true
 where ${conditions(ctx, query)}`

const columns = (ctx: Context) => sql`
  v.id, v.name, s.kind, v.field, v.stage, v.place, v.unit_id, v.workers, v.registration_no, v.state, v.founded_on, v.ended_on, v.supported_on,
  (select n.name from units.unit_version n where n.unit_id = v.unit_id and n.valid_from <= ${ctx.today}::date order by n.valid_from desc limit 1) as unit_name,
  (select coalesce(p.name, m.full_name) from ventures.principal p left join members.person m on m.id = p.person_id
    where p.venture_id = v.id and p.role = 'leader' and p.left_on is null order by p.id limit 1) as leader`

/**
 * Ventures that the actor reads, the latest founded first. With `on`, those that stood on a day and what they
 * were then. Two statements: a page, and how many there are.
 */
export async function listVentures(ctx: Context, query: VentureQuery): Promise<VenturePage> {
  const limit = query.limit ?? pageSize
  const { cursor } = query
  const back = cursor?.backwards ?? false
  const beyond = cursor
    ? back
      ? sql`and (v.founded_on, v.id) > (${cursor.day}::date, ${cursor.id}::uuid)`
      : sql`and (v.founded_on, v.id) < (${cursor.day}::date, ${cursor.id}::uuid)`
    : sql``
  const order = back ? sql`v.founded_on, v.id` : sql`v.founded_on desc, v.id desc`
  const { rows: found } = await sql<VentureRow>`
    select ${columns(ctx)} from ${source(ctx, query)} ${beyond} order by ${order} limit ${limit + 1}`.execute(
    ctx.db,
  )
  const counted = await sql<{
    count: number
  }>`select count(*)::int as count from ${source(ctx, query)}`.execute(ctx.db)
  const more = found.length > limit
  const page = found.slice(0, limit)
  const rows = back ? page.reverse() : page
  const at = (row: VentureRow | undefined, backwards: boolean): VentureCursor | null =>
    row ? { day: row.foundedOn, id: row.id, backwards } : null
  return {
    rows,
    count: counted.rows[0]?.count ?? 0,
    previous: cursor && (!back || more) ? at(rows[0], true) : null,
    next: back || more ? at(rows.at(-1), false) : null,
  }
}
