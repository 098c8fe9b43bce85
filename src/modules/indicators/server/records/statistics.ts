import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { defaultSize, type Page, type RecordsAsked, type StatisticRecord } from './types.ts'
import { unitNameOn } from './under.ts'

/** The statements out of which a figure of youths, population or labour force is summed, the latest first. */
export async function listStatistics(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<StatisticRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<StatisticRecord>`
    select s.id, s.unit_id, ${unitNameOn(sql`s.unit_id`, sql`${asked.on}::date`)} as unit_name,
           s.counted_on as day, s.youths, s.population, s.labour_force, s.source
      from indicators.youth_statements(${asked.unitId}, ${asked.on}, ${asked.view ?? 'then'}) i
      join members.youth_statistic s on s.id = i.id
     where ${after ? sql`(s.counted_on, s.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by s.counted_on desc, s.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
