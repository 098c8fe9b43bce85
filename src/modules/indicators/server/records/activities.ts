import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { type ActivityRecord, defaultSize, type Page, type RecordsAsked } from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** The activities of a period that were not cancelled, the latest first. */
export async function listActivities(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<ActivityRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<ActivityRecord>`
    select a.id, a.name, a.place, ${unitNameOn(sql`a.unit_id`, sql`a.held_on`)} as unit_name,
           a.held_on as day, a.is_peak_day, a.state
      from campaigns.activity a
     where a.state <> 'cancelled' and a.held_on between ${asked.from} and ${asked.on}
       and ${countsFor(asked, sql`a.unit_id`, sql`a.held_on`)}
       and ${asked.indicator.startsWith('peak_day_') ? sql`a.is_peak_day` : sql`true`}
       and ${after ? sql`(a.held_on, a.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by a.held_on desc, a.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
