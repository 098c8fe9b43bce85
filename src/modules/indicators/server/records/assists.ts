import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { type AssistRecord, defaultSize, type Page, type RecordsAsked } from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** The help that counts, the latest first: with what and how it ended, never whom. */
export async function listAssists(ctx: Context, asked: RecordsAsked): Promise<Page<AssistRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<AssistRecord>`
    select h.id, h.activity_id, a.name as activity_name,
           ${unitNameOn(sql`h.unit_id`, sql`h.happened_on`)} as unit_name,
           h.happened_on as day, h.happened_at, s.name_vi as service_vi, s.name_en as service_en,
           d.name_vi as procedure_vi, d.name_en as procedure_en, h.outcome, h.people,
           p.full_name as recorded_by
      from assists.assist h
      join campaigns.activity a on a.id = h.activity_id
      join assists.service s on s.code = h.service
      left join assists.procedure d on d.code = h.procedure
      left join members.person p on p.id = h.recorded_by
     where h.undone_at is null and h.happened_on between ${asked.from} and ${asked.on}
       and ${countsFor(asked, sql`h.unit_id`, sql`h.happened_on`)}
       and ${asked.indicator.startsWith('peak_day_') ? sql`a.is_peak_day` : sql`true`}
       and ${after ? sql`(h.happened_on, h.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by h.happened_on desc, h.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
