import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { defaultSize, type Page, type PlacementRecord, type RecordsAsked } from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** Who found work within a period, or still had it three months on; the latest first. */
export async function listPlacementRecords(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<PlacementRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const isKept = asked.indicator === 'jobs_kept'
  const day = isKept ? sql`p.kept_on` : sql`p.started_on`
  const { rows } = await sql<PlacementRecord>`
    select p.id, p.person_id, m.full_name as name, ${unitNameOn(sql`p.unit_id`, day)} as unit_name, ${day} as day,
           p.employer_name, p.job, p.place, p.is_abroad
      from jobs.placement p left join members.person m on m.id = p.person_id
     where ${isKept ? sql`p.kept` : sql`true`} and ${day} between ${asked.from} and ${asked.on}
       and ${countsFor(asked, sql`p.unit_id`, day)}
       and ${after ? sql`(${day}, p.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by ${day} desc, p.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
