import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { type CertificateRecord, defaultSize, type Page, type RecordsAsked } from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** The certificates of courses that were earned within a period and not taken back; the latest first. */
export async function listCertificateRecords(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<CertificateRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<CertificateRecord>`
    select c.id, c.person_id, p.full_name as name, c.course_title, ${unitNameOn(sql`c.unit_id`, sql`c.issued_on`)} as unit_name,
           c.issued_on as day, c.valid_until
      from learning.certificate c left join members.person p on p.id = c.person_id
     where c.revoked_on is null and c.issued_on between ${asked.from} and ${asked.on}
       and ${countsFor(asked, sql`c.unit_id`, sql`c.issued_on`)}
       and ${after ? sql`(c.issued_on, c.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by c.issued_on desc, c.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
