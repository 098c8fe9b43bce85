import { sql } from 'kysely'
import { addDays, type IsoDay, timeZone } from '#platform/days.ts'
import { may } from '../access/sentence.ts'
import type { Context } from '../context.ts'

export interface AuditRow {
  id: number
  at: Date
  command: string
  personName: string | null
  unitId: string | null
  unitName: string | null
  subjectId: string | null
  details: Record<string, unknown>
  requestId: string | null
}

export interface AuditQuery {
  /** The unit with all below it: who stood there when it was done or, `today`, whoever came before those of today. */
  unitId?: string | undefined
  view?: 'then' | 'today' | undefined
  /** Only what was done by the end of the day. */
  on?: IsoDay | undefined
  subjectId?: string | undefined
  command?: string | undefined
  /** The day in Vietnam on which it was done. */
  day?: IsoDay | undefined
  before?: number | undefined
  limit?: number
}

/** What was done within the units whose audit the actor may read, the latest first; two statements. */
export async function listAudit(
  ctx: Context,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; next: number | null }> {
  await ctx.authorize(may('audit.read').anywhere)
  const limit = query.limit ?? 50
  const { rows } = await sql<AuditRow>`
    select e.id, e.at, e.command, p.full_name as person_name, e.unit_id, v.name as unit_name,
           e.subject_id, e.details, e.request_id
      from audit.entry e
      left join members.person p on p.id = e.person_id
      left join lateral (select name from units.unit_version v where v.unit_id = e.unit_id
                          order by v.valid_from <= ${doneOn} desc, v.valid_from desc limit 1) v on true
     where ${within(query, ctx.today)}
       and (${query.on ?? null}::date is null
            or e.at < (${query.on ? addDays(query.on, 1) : null}::date)::timestamp at time zone ${timeZone})
       and (${query.subjectId ?? null}::uuid is null or e.subject_id = ${query.subjectId ?? null})
       and (${query.command ?? ''} = '' or e.command like ${`${query.command ?? ''}%`})
       and (${query.day ?? null}::date is null
            or (e.at >= (${query.day ?? null}::date)::timestamp at time zone ${timeZone}
                and e.at < (${query.day ?? null}::date + 1)::timestamp at time zone ${timeZone}))
       and (${query.before ?? null}::bigint is null or e.id < ${query.before ?? null})
     order by e.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

const doneOn = sql`(e.at at time zone ${timeZone})::date`

/** Whether what was done belongs under the unit asked for, in the view asked for. */
const within = ({ unitId, view }: AuditQuery, today: IsoDay) => {
  if (!unitId) return sql`true`
  return view === 'today'
    ? sql`e.unit_id in (select units.under(${unitId}::uuid, ${today}::date, 'today'))`
    : sql`exists (select from access.reach r where r.ancestor_id = ${unitId}::uuid and r.unit_id = e.unit_id
             and r.readable_from <= ${doneOn} and (r.readable_to is null or r.readable_to > ${doneOn}))`
}
