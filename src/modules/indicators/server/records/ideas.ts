import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { defaultSize, type IdeaRecord, type Page, type RecordsAsked } from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** The ideas that were proposed, or published in the national bank, within a period; the latest first. */
export async function listIdeaRecords(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<IdeaRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const day = asked.indicator === 'ideas_published' ? sql`i.published_on` : sql`i.proposed_on`
  const { rows } = await sql<IdeaRecord>`
    select i.id, i.title, ${unitNameOn(sql`i.unit_id`, day)} as unit_name, ${day} as day, i.state, i.category, i.bank_code
      from ideas.idea i
     where i.state <> 'withdrawn' and ${day} between ${asked.from} and ${asked.on}
       and ${countsFor(asked, sql`i.unit_id`, day)}
       and ${after ? sql`(${day}, i.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by ${day} desc, i.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
