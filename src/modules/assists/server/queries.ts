import { sql } from 'kysely'
import { inTodaysUnits, isInView, type RecordsIn, versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Outcome } from '../shapes.ts'

/** How many assists and people an activity has, of those that the actor may see; undone ones do not count. */
export async function countAssists(
  ctx: Context,
  activityId: string,
): Promise<{ assists: number; people: number }> {
  const { rows } = await sql<{ assists: number; people: number }>`
    select count(*)::int as assists, coalesce(sum(people), 0)::int as people
      from assists.assist where activity_id = ${activityId} and undone_at is null`.execute(ctx.db)
  return rows[0] ?? { assists: 0, people: 0 }
}

export interface AssistRow {
  id: string
  activityId: string
  activityName: string
  unitId: string
  unitName: string
  serviceName: string
  procedureName: string | null
  outcome: Outcome
  people: number
  happenedAt: Date
  happenedOn: IsoDay
  undoneAt: Date | null
  hasCallback: boolean
}

export interface AssistQuery extends RecordsIn {
  activityId?: string | undefined
  service?: string | undefined
  outcome?: string | undefined
  /** The id of the last row of the page before. */
  after?: string | undefined
  limit?: number
}

/**
 * Assists that the actor may see, the latest made first (ids of version 7 are in order of time); of a
 * unit and all below it, and given by a day, where that is asked. One statement, walked from the
 * cursor; two in the units of today.
 */
export async function listAssists(
  ctx: Context,
  query: AssistQuery,
): Promise<{ rows: AssistRow[]; next: string | null }> {
  const limit = query.limit ?? 50
  const { rows } = await sql<AssistRow>`
    select a.id, a.activity_id, c.name as activity_name, a.unit_id, v.name as unit_name,
           ${ctx.locale === 'en' ? sql`s.name_en` : sql`s.name_vi`} as service_name,
           ${ctx.locale === 'en' ? sql`p.name_en` : sql`p.name_vi`} as procedure_name,
           a.outcome, a.people, a.happened_at, a.happened_on, a.undone_at,
           exists (select from assists.callback b where b.assist_id = a.id) as has_callback
      from assists.assist a
      join campaigns.activity c on c.id = a.activity_id
      join assists.service s on s.code = a.service
      left join assists.procedure p on p.code = a.procedure
      left join lateral ${versionOn(sql`a.unit_id`, sql`a.happened_on`)} on true
     where (${query.activityId ?? null}::uuid is null or a.activity_id = ${query.activityId ?? null})
       and ${isInView(ctx, query, { unit: sql`a.unit_id`, day: sql`a.happened_on` })}
       and (${query.service ?? null}::text is null or a.service = ${query.service ?? null})
       and (${query.outcome ?? null}::text is null or a.outcome = ${query.outcome ?? null})
       and (${query.after ?? null}::uuid is null or a.id < ${query.after ?? null})
     order by a.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  return {
    rows: query.moment?.view === 'today' ? await inTodaysUnits(ctx, page) : page,
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export interface CallbackRow {
  assistId: string
  purpose: string
  serviceName: string
  consentedAt: Date
  deleteAfter: IsoDay
}

/**
 * What citizens wait to be called about, the longest waiting first; one statement. Whom to call stays
 * sealed until it is opened (`openCallback`).
 */
export async function listCallbacks(ctx: Context, limit = 100): Promise<CallbackRow[]> {
  const { rows } = await sql<CallbackRow>`
    select c.assist_id, c.purpose, ${ctx.locale === 'en' ? sql`s.name_en` : sql`s.name_vi`} as service_name,
           c.consented_at, c.delete_after
      from assists.callback c
      join assists.assist a on a.id = c.assist_id
      join assists.service s on s.code = a.service
     where c.settled_at is null order by c.consented_at limit ${limit}`.execute(ctx.db)
  return rows
}

/** How many citizens wait for a call at the actor's own units, by those who may open their numbers. */
export async function countCallbacks(ctx: Context): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from assists.callback c join assists.assist a on a.id = c.assist_id
     where c.settled_at is null
       and (a.recorded_by = access.person_id() or a.unit_id in (select access.granted('campaigns.write')))`.execute(
    ctx.db,
  )
  return rows[0]?.waiting ?? 0
}
