import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

/** What an event must know of its meeting. */
export interface MeetingPlace {
  readonly id: string
  readonly unitId: string
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled'
  readonly frozenAt: Date | null
  readonly mayRun: boolean
  /** Who is entitled, and stands on its list once there is one. */
  readonly entitled: ReadonlySet<string>
}

/** The meetings that a batch of events speaks of, as far as the actor sees them: two statements. */
export async function findPlaces(
  ctx: Context,
  meetingIds: Iterable<string>,
): Promise<Map<string, MeetingPlace>> {
  const ids = [...new Set(meetingIds)]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<MeetingPlace, 'entitled'>>`
    select id, unit_id, state, frozen_at, access.reaches('meetings.run', unit_id) as may_run
      from meetings.meeting where id = any (${ids}::uuid[])
     order by id`.execute(ctx.db)
  const { rows: people } = await sql<{ meetingId: string; personId: string }>`
    select m.id as meeting_id, e.person_id from meetings.meeting m
     cross join lateral meetings.entitled(m.unit_id, m.kind, m.held_on) e
     where m.id = any (${ids}::uuid[])
    union
    select r.meeting_id, r.person_id from meetings.roster r where r.meeting_id = any (${ids}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        entitled: new Set(
          people.filter(({ meetingId }) => meetingId === row.id).map(({ personId }) => personId),
        ),
      },
    ]),
  )
}
