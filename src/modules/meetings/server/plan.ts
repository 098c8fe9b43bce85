import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { MeetingEvent, MeetingEventBody } from '../events.ts'
import type { AgendaItem, MeetingPlan, RosterMember } from '../plan.ts'
import type { Rule } from '../quorum.ts'
import { getMeeting, type MeetingRow } from './meeting.ts'

/**
 * What the minutes of a meeting are made of: its plan and its events. Five statements. Before it was
 * opened its list is whoever is entitled on its day; afterwards the list that was written down then.
 * Throws NotFound where the actor may not see it.
 */
export async function loadMeeting(
  ctx: Context,
  meetingId: string,
): Promise<{ meeting: MeetingRow; plan: MeetingPlan; events: MeetingEvent[] }> {
  const meeting = await getMeeting(ctx, meetingId)
  const plan = await planOf(ctx, meeting)
  return { meeting, plan, events: await listEvents(ctx, meetingId) }
}

/** A meeting's plan. Four statements. */
export async function planOf(ctx: Context, meeting: MeetingRow): Promise<MeetingPlan> {
  return {
    id: meeting.id,
    unitId: meeting.unitId,
    unitName: meeting.unitName,
    parentName: await parentNameOf(ctx, meeting),
    kind: meeting.kind,
    title: meeting.title,
    heldOn: meeting.heldOn,
    startsAt: meeting.startsAt.toISOString(),
    place: meeting.place,
    mode: meeting.mode,
    chairId: meeting.chairId,
    secretaryId: meeting.secretaryId,
    agenda: await listAgenda(ctx, meeting.id),
    roster: await listRoster(ctx, meeting),
    rules: await listRules(ctx),
  }
}

async function parentNameOf(ctx: Context, meeting: MeetingRow): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select p.name from units.unit_version u
      join units.unit_version p on p.unit_id = u.parent_id
       and p.valid_from <= ${meeting.heldOn} and (p.valid_to is null or p.valid_to > ${meeting.heldOn})
     where u.unit_id = ${meeting.heldBy}
       and u.valid_from <= ${meeting.heldOn} and (u.valid_to is null or u.valid_to > ${meeting.heldOn})`.execute(
    ctx.db,
  )
  return rows[0]?.name ?? null
}

/** The points of a meeting's agenda, in their order. */
export async function listAgenda(ctx: Context, meetingId: string): Promise<AgendaItem[]> {
  const rows = await ctx.db
    .selectFrom('meetings.agendaItem')
    .select(['id', 'title', 'kind', 'presenter'])
    .where('meetingId', '=', meetingId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as AgendaItem[]
}

/** Who is entitled: as written down when it was opened, else as on its day. By given name. */
export async function listRoster(
  ctx: Context,
  meeting: Pick<MeetingRow, 'id' | 'unitId' | 'kind' | 'heldOn' | 'rosterEventId'>,
): Promise<RosterMember[]> {
  const { rows } = meeting.rosterEventId
    ? await sql<RosterMember>`
        select person_id, name, role, residence_status from meetings.roster where meeting_id = ${meeting.id}
         order by platform.given_name(name) collate "vi-x-icu", name collate "vi-x-icu", person_id`.execute(
        ctx.db,
      )
    : await sql<RosterMember>`
        select person_id, name, role, residence_status
          from meetings.entitled(${meeting.unitId}, ${meeting.kind}, ${meeting.heldOn}::date)`.execute(
        ctx.db,
      )
  return rows
}

/** All rules there are and were, the latest first. */
export async function listRules(ctx: Context): Promise<Rule[]> {
  const rows = await ctx.db
    .selectFrom('meetings.rule')
    .select([
      'id',
      'kind',
      'purpose',
      'numerator',
      'denominator',
      'isStrict',
      'base',
      'lessExcused',
      'source',
      'validFrom',
      'validTo',
    ])
    .orderBy('kind')
    .orderBy('purpose')
    .orderBy('validFrom', 'desc')
    .execute()
  return rows as Rule[]
}

/** What happened in a meeting, as it was written down. */
export async function listEvents(ctx: Context, meetingId: string): Promise<MeetingEvent[]> {
  const rows = await ctx.db
    .selectFrom('meetings.event')
    .select(['id', 'body', 'happenedAt', 'deviceId', 'deviceSeq'])
    .where('meetingId', '=', meetingId)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    happenedAt: row.happenedAt.toISOString(),
    deviceId: row.deviceId,
    seq: row.deviceSeq === null ? null : Number(row.deviceSeq),
    body: row.body as unknown as MeetingEventBody,
  }))
}
