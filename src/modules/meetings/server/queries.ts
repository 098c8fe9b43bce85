import { sql } from 'kysely'
import { inTodaysUnits, isInView, type RecordsIn } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { type MeetingRow, meetingColumns } from './meeting.ts'

export interface MeetingInList extends MeetingRow {
  /** Whether the actor is invited, and not only runs it. */
  isMine: boolean
}

export interface MeetingQuery extends RecordsIn {
  text?: string | undefined
  /** coming: today's and later, the next first; past: the latest first. */
  when: 'coming' | 'past'
  page?: number
}

export const meetingsAPage = 30

/**
 * Meetings that the actor is entitled to or runs; of a unit and all below it, and by a day, where that is
 * asked. One statement, two in the units of today.
 */
export async function listMeetings(
  ctx: Context,
  query: MeetingQuery,
): Promise<{ meetings: MeetingInList[]; hasMore: boolean }> {
  const isComing = query.when === 'coming'
  const { rows } = await sql<MeetingInList>`
    select m.id in (select meetings.mine()) as is_mine, ${meetingColumns}
     where ${isComing ? sql`m.held_on >= ${ctx.today}::date` : sql`m.held_on < ${ctx.today}::date`}
       and (${query.text ?? ''} = '' or platform.searchable(m.title || ' ' || v.name)
            like '%' || platform.searchable(${query.text ?? ''}) || '%')
       and ${isInView(ctx, query, { unit: sql`coalesce(m.held_by, m.unit_id)`, day: sql`m.held_on` })}
     order by ${isComing ? sql`m.starts_at` : sql`m.starts_at desc`}, m.id
     limit ${meetingsAPage + 1} offset ${((query.page ?? 1) - 1) * meetingsAPage}`.execute(ctx.db)
  const page = rows.slice(0, meetingsAPage)
  return {
    meetings: query.moment?.view === 'today' ? await inTodaysUnits(ctx, page) : page,
    hasMore: rows.length > meetingsAPage,
  }
}

export interface PublicInvitation {
  id: string
  title: string
  startsAt: Date
  endsAt: Date | null
  place: string | null
  mode: 'in_person' | 'online' | 'mixed'
  state: 'planned' | 'open' | 'closed' | 'cancelled'
  sequence: number
  unitName: string
}

/** What an invitation's address tells whoever has it: no agenda, no names, no papers. */
export async function findInvitation(
  ctx: Context,
  token: string,
): Promise<PublicInvitation | undefined> {
  const { rows } = await sql<PublicInvitation>`
    select * from meetings.by_token(${token})`.execute(ctx.db)
  return rows[0]
}

/** The titles of those of some meetings that the actor may see, by their ids. */
export async function listMeetingTitles(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('meetings.meeting')
    .select(['id', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
