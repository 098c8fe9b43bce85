import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { MeetingEvent } from '../events.ts'
import { writeMinutes } from '../minutes.ts'
import type { MeetingPlan } from '../plan.ts'
import type { MeetingRow } from './meeting.ts'
import { loadMeeting } from './plan.ts'

export interface Minutes {
  meeting: MeetingRow
  plan: MeetingPlan
  events: MeetingEvent[]
  /** As it stands: frozen, or edited by the secretary, or as it wrote itself. */
  text: string
  /** As it wrote itself out of what happened. */
  written: string
  /** How many times it was edited; 0: as it wrote itself. */
  revision: number
  edits: { revision: number; editorName: string | null; editedAt: Date }[]
  amendments: { id: string; text: string; addedAt: Date; adderName: string | null }[]
}

/** The minutes of a meeting with what they came from. Throws NotFound where the actor may not see it. */
export async function getMinutes(ctx: Context, meetingId: string): Promise<Minutes> {
  const { meeting, plan, events } = await loadMeeting(ctx, meetingId)
  const written = writeMinutes(plan, events)
  const { rows: revisions } = await sql<{
    revision: number
    text: string
    editedBy: string | null
    editedAt: Date
  }>`
    select r.revision, r.text, r.edited_by, r.edited_at from meetings.minutes_revision r
     where r.meeting_id = ${meetingId} order by r.revision desc`.execute(ctx.db)
  const { rows: amendments } = await sql<{
    id: string
    text: string
    addedBy: string | null
    addedAt: Date
  }>`
    select id, text, added_by, added_at from meetings.amendment where meeting_id = ${meetingId}
     order by added_at, id`.execute(ctx.db)
  const names = new Map(plan.roster.map(({ personId, name }) => [personId, name]))
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return {
    meeting,
    plan,
    events,
    written,
    text: (await frozenText(ctx, meeting)) ?? revisions[0]?.text ?? written,
    revision: revisions[0]?.revision ?? 0,
    edits: revisions.map((row) => ({
      revision: row.revision,
      editorName: nameOf(row.editedBy),
      editedAt: row.editedAt,
    })),
    amendments: amendments.map((row) => ({
      id: row.id,
      text: row.text,
      addedAt: row.addedAt,
      adderName: nameOf(row.addedBy),
    })),
  }
}

async function frozenText(ctx: Context, meeting: MeetingRow): Promise<string | null> {
  if (!meeting.frozenAt) return null
  const row = await ctx.db
    .selectFrom('meetings.meeting')
    .select('frozenText')
    .where('id', '=', meeting.id)
    .executeTakeFirst()
  return row?.frozenText ?? null
}
