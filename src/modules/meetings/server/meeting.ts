import { sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { MeetingKind, MeetingMode, MeetingStanding } from '../plan.ts'

export interface MeetingRow {
  id: string
  /** Who runs it. */
  unitId: string
  /** Whose meeting it was; another unit where a reform has handed on what was begun. */
  heldBy: string
  unitName: string
  kind: MeetingKind
  title: string
  heldOn: IsoDay
  startsAt: Date
  endsAt: Date | null
  place: string | null
  mode: MeetingMode
  link: string | null
  note: string | null
  chairId: string | null
  secretaryId: string | null
  state: MeetingStanding
  cancelReason: string | null
  sequence: number
  shareToken: string
  invitedAt: Date | null
  isAdHoc: boolean
  rosterEventId: string | null
  frozenAt: Date | null
  frozenSha256: string | null
  signingRequestId: string | null
  /** Whether the actor runs it, by the same function as the database's wall. */
  mayRun: boolean
}

export const meetingColumns = sql`
  m.id, m.unit_id, coalesce(m.held_by, m.unit_id) as held_by, v.name as unit_name, m.kind, m.title, m.held_on, m.starts_at, m.ends_at, m.place, m.mode, m.link,
  m.note, m.chair_id, m.secretary_id, m.state, m.cancel_reason, m.sequence, m.share_token, m.invited_at, m.is_ad_hoc,
  m.roster_event_id, m.frozen_at, m.frozen_sha256, m.signing_request_id,
  access.reaches('meetings.run', m.unit_id) as may_run
  from meetings.meeting m
  left join lateral ${versionOn(sql`coalesce(m.held_by, m.unit_id)`, sql`m.held_on`)} on true`

/** A meeting that the actor runs or is entitled to; every other is not there. Throws NotFound. */
export async function getMeeting(ctx: Context, meetingId: string): Promise<MeetingRow> {
  const { rows } = await sql<MeetingRow>`
    select ${meetingColumns} where m.id = ${meetingId}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('meetings.not_found')
  return rows[0]
}
