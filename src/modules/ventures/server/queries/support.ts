import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { SupportKind } from '../../kinds.ts'

export interface SupportEntry {
  id: string
  what: SupportKind
  givenBy: string
  givenOn: IsoDay
  /** In đồng; below nothing on a reversing entry. */
  cost: number
  note: string | null
  reverses: string | null
  reason: string | null
  /** Another entry takes this one back. */
  isReversed: boolean
  recordedBy: string | null
  recordedAt: Date
}

/** The ledger of a venture in the order in which it was written, the latest first; reversed entries stay in it. */
export async function listSupport(ctx: Context, ventureId: string): Promise<SupportEntry[]> {
  const { rows } = await sql<SupportEntry>`
    select e.id, e.what, e.given_by, e.given_on, e.cost, e.note, e.reverses, e.reason, p.full_name as recorded_by, e.recorded_at,
           exists (select from ventures.support_entry r where r.reverses = e.id) as is_reversed
      from ventures.support_entry e left join members.person p on p.id = e.recorded_by
     where e.venture_id = ${ventureId}::uuid order by e.recorded_at desc, e.id desc limit 500`.execute(
    ctx.db,
  )
  return rows
}

export interface Outcome {
  id: string
  supportId: string
  months: 3 | 6 | 12
  measuredOn: IsoDay
  salesChange: number
  jobsChange: number
  newChannel: string | null
  note: string | null
  reverses: string | null
  isReversed: boolean
}

/** What came of a venture's support, as it was measured. */
export async function listOutcomes(ctx: Context, ventureId: string): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    select o.id, o.support_id, o.months, o.measured_on, o.sales_change, o.jobs_change, o.new_channel, o.note, o.reverses,
           exists (select from ventures.outcome r where r.reverses = o.id) as is_reversed
      from ventures.outcome o where o.venture_id = ${ventureId}::uuid order by o.measured_on, o.recorded_at, o.id`.execute(
    ctx.db,
  )
  return rows
}

export interface DueFollowUp {
  supportId: string
  ventureId: string
  name: string
  what: SupportKind
  givenOn: IsoDay
  months: 3 | 6 | 12
  dueOn: IsoDay
  isLate: boolean
}

/** How long before its day a measurement is listed. */
const daysAhead = 14

/**
 * What is to be measured now: three, six and twelve months after each support that stands, unless it has been.
 * Of one venture, or of all that the actor keeps; the longest overdue first.
 */
export async function listDue(ctx: Context, ventureId?: string): Promise<DueFollowUp[]> {
  const { rows } = await sql<DueFollowUp>`
    select e.id as support_id, e.venture_id, v.name, e.what, e.given_on, m.months, d.due_on, d.due_on < ${ctx.today}::date as is_late
      from ventures.support_entry e
      join ventures.venture v on v.id = e.venture_id and v.state = 'registered' and v.ended_on is null
      cross join (values (3), (6), (12)) m (months)
      cross join lateral (select (e.given_on + make_interval(months => m.months))::date as due_on) d
     where e.reverses is null and d.due_on <= ${ctx.today}::date + ${daysAhead}::int
       and ${ventureId ? sql`e.venture_id = ${ventureId}::uuid` : sql`v.unit_id in (select access.reachable('ventures.write'))`}
       and not exists (select from ventures.support_entry r where r.reverses = e.id)
       and not exists (select from ventures.outcome o where o.support_id = e.id and o.months = m.months and o.reverses is null
                          and not exists (select from ventures.outcome t where t.reverses = o.id))
     order by d.due_on, v.name, e.id limit 200`.execute(ctx.db)
  return rows
}

export interface SupportSums {
  what: SupportKind
  /** Entries that stand. */
  times: number
  ventures: number
  cost: number
  /** Of the latest measurement of each. */
  salesChange: number
  jobsChange: number
}

/** What was given within a period to the ventures that the actor reads, and what came of it, by what it was. */
export async function sumSupport(
  ctx: Context,
  period: { from: IsoDay; to: IsoDay; unitId?: string | undefined },
): Promise<SupportSums[]> {
  const { rows } = await sql<SupportSums>`
    with standing as (
      select e.* from ventures.support_entry e
       where e.reverses is null and e.given_on between ${period.from}::date and ${period.to}::date
         and ${period.unitId ? sql`exists (select from access.reach r where r.ancestor_id = ${period.unitId}::uuid and r.unit_id = e.unit_id)` : sql`true`}
         and e.unit_id in (select access.reachable('ventures.read'))
         and not exists (select from ventures.support_entry r where r.reverses = e.id)
    ), latest as (
      select distinct on (o.support_id) o.support_id, o.sales_change, o.jobs_change from ventures.outcome o
       where o.support_id in (select id from standing) and o.reverses is null
         and not exists (select from ventures.outcome t where t.reverses = o.id)
       order by o.support_id, o.months desc
    )
    select s.what, count(*)::int as times, count(distinct s.venture_id)::int as ventures, sum(s.cost)::bigint as cost,
           coalesce(sum(l.sales_change), 0)::bigint as sales_change, coalesce(sum(l.jobs_change), 0)::int as jobs_change
      from standing s left join latest l on l.support_id = s.id group by s.what order by cost desc, s.what`.execute(
    ctx.db,
  )
  return rows
}
