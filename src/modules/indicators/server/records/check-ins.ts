import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import {
  type CheckInRecord,
  defaultSize,
  type Page,
  type ParticipantRecord,
  type RecordsAsked,
} from './types.ts'
import { countsFor, unitNameOn } from './under.ts'

/** The check-ins that count, the latest first. */
export async function listCheckIns(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<CheckInRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<CheckInRecord>`
    select c.id, c.person_id, p.full_name as name, c.activity_id, a.name as activity_name,
           ${unitNameOn(sql`c.unit_id`, sql`c.happened_on`)} as unit_name,
           c.happened_on as day, c.happened_at, c.method
      from campaigns.check_in c
      join campaigns.activity a on a.id = c.activity_id
      left join members.person p on p.id = c.person_id
     where ${counts(asked)}
       and ${after ? sql`(c.happened_on, c.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by c.happened_on desc, c.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}

/** The different people who came, those who came most often first. */
export async function listParticipants(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<ParticipantRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<ParticipantRecord>`
    select t.person_id, p.full_name as name, p.code, t.turns, t.first_on, t.last_on
      from (
        select c.person_id, count(*)::int as turns, min(c.happened_on) as first_on, max(c.happened_on) as last_on
          from campaigns.check_in c join campaigns.activity a on a.id = c.activity_id
         where ${counts(asked)}
         group by c.person_id
      ) t
      left join members.person p on p.id = t.person_id
     where ${after ? sql`(t.turns, t.person_id) < (${Number(after[0])}::int, ${after[1]}::uuid)` : sql`true`}
     order by t.turns desc, t.person_id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [String(row.turns), row.personId])
}

const counts = (asked: RecordsAsked) => sql<boolean>`
  c.duplicate_of is null and c.undone_at is null and c.happened_on between ${asked.from} and ${asked.on}
  and ${countsFor(asked, sql`c.unit_id`, sql`c.happened_on`)}
  and ${asked.indicator.startsWith('peak_day_') ? sql`a.is_peak_day` : sql`true`}`
