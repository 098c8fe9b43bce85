import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { MeetingEvent, MeetingEventBody } from '../events.ts'
import type { MeetingsPack, PackedMeeting, PackedUnit } from '../pack.ts'
import type { AgendaItem, RosterMember } from '../plan.ts'
import { followedIn } from './followed.ts'
import { type MeetingRow, meetingColumns } from './meeting.ts'
import { listPapers } from './papers/queries.ts'
import { listRules } from './plan.ts'

/** Days before and after a meeting on which a phone should have it at hand, and how many it carries. */
const lookBack = 7
const lookAhead = 31
const most = 20
const mostUnits = 3

/**
 * What a phone needs to hold or follow meetings without a network: those the actor is invited to or runs at
 * their own unit, with agenda and papers; for who runs them also the lists of names, so that a meeting can be
 * begun that nobody had planned. A fixed number of statements. Throws Forbidden where the account is no person's.
 */
export async function makeMeetingsPack(
  ctx: Context,
  options: { daysOffline: number },
): Promise<MeetingsPack> {
  if (!ctx.actor.personId) throw new Forbidden('sync.no_person')
  const issuedAt = ctx.now()
  const meetings = await listNear(ctx)
  const units = await listOwnUnits(ctx)
  const papers = await listPapers(
    ctx,
    meetings.map(({ id }) => id),
  )
  const agendas = await agendasOf(ctx, meetings)
  // Names go only to the phones of those who write down who came.
  const run = meetings.filter(({ mayRun }) => mayRun)
  const rosters = await rostersOf(ctx, run)
  const events = await eventsOf(ctx, run)
  return {
    issuedAt: issuedAt.toISOString(),
    validUntil: new Date(
      issuedAt.getTime() + Math.max(3, options.daysOffline) * 86_400_000,
    ).toISOString(),
    rules: await listRules(ctx),
    units,
    meetings: meetings.map(
      (meeting): PackedMeeting => ({
        id: meeting.id,
        unitId: meeting.unitId,
        unitName: meeting.unitName,
        kind: meeting.kind,
        title: meeting.title,
        heldOn: meeting.heldOn,
        startsAt: meeting.startsAt.toISOString(),
        place: meeting.place,
        mode: meeting.mode,
        chairId: meeting.chairId,
        secretaryId: meeting.secretaryId,
        state: meeting.state,
        isFrozen: meeting.frozenAt !== null,
        mayRun: meeting.mayRun,
        agenda: agendas.get(meeting.id) ?? [],
        roster: rosters.get(meeting.id) ?? [],
        events: events.get(meeting.id) ?? [],
        papers: papers
          .filter(({ meetingId }) => meetingId === meeting.id)
          .map(({ id, itemId, title, extension, mediaType, size, isConfidential }) => ({
            id,
            itemId,
            title,
            extension,
            mediaType,
            size,
            isConfidential,
          })),
      }),
    ),
  }
}

async function listNear(ctx: Context): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select ${meetingColumns}
     where m.held_on between ${addDays(ctx.today, -lookBack)} and ${addDays(ctx.today, lookAhead)}
       and m.state <> 'cancelled'
       and (m.id in (select meetings.mine()) or m.unit_id in (select access.granted('meetings.run')))
     order by abs(m.held_on - ${ctx.today}::date), m.starts_at, m.id limit ${most}`.execute(ctx.db)
  return rows
}

/** The units at which the actor holds the office itself, with who is entitled to their meetings today. */
async function listOwnUnits(ctx: Context): Promise<PackedUnit[]> {
  const { rows } = await sql<
    RosterMember & { unitId: string; unitName: string; kind: PackedUnit['kind'] }
  >`
    select g.unit_id, v.name as unit_name,
           case v.level when 'branch' then 'branch' else 'committee' end as kind, e.*
      from (select distinct unit_id from access.granted('meetings.run') unit_id order by unit_id limit ${mostUnits}) g
      join units.unit_version v on v.unit_id = g.unit_id
       and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
      left join lateral meetings.entitled(g.unit_id, case v.level when 'branch' then 'branch' else 'committee' end,
                                          ${ctx.today}::date) e on true`.execute(ctx.db)
  const units = new Map<string, PackedUnit>()
  for (const { unitId, unitName, kind, ...member } of rows) {
    const unit = units.get(unitId) ?? { unitId, unitName, kind, roster: [], tasks: [] }
    if (member.personId) unit.roster.push(member)
    units.set(unitId, unit)
  }
  const tasks = await followedIn(ctx, [...units.keys()], ctx.today)
  for (const unit of units.values()) unit.tasks = tasks.get(unit.unitId) ?? []
  return [...units.values()]
}

const idsOf = (meetings: readonly MeetingRow[]) => meetings.map(({ id }) => id)

function grouped<Row extends { meetingId: string }, One>(
  rows: readonly Row[],
  pick: (row: Row) => One,
): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const row of rows) {
    const group = groups.get(row.meetingId) ?? []
    group.push(pick(row))
    groups.set(row.meetingId, group)
  }
  return groups
}

async function agendasOf(
  ctx: Context,
  meetings: readonly MeetingRow[],
): Promise<Map<string, AgendaItem[]>> {
  const { rows } = await sql<AgendaItem & { meetingId: string }>`
    select meeting_id, id, title, kind, presenter from meetings.agenda_item
     where meeting_id = any (${idsOf(meetings)}::uuid[]) and removed_at is null
     order by meeting_id, position, id`.execute(ctx.db)
  return grouped(rows, ({ meetingId: _, ...item }) => item)
}

async function rostersOf(
  ctx: Context,
  meetings: readonly MeetingRow[],
): Promise<Map<string, RosterMember[]>> {
  const { rows } = await sql<RosterMember & { meetingId: string }>`
    select * from (
      select m.id as meeting_id, e.person_id, e.name, e.role, e.residence_status from meetings.meeting m
       cross join lateral meetings.entitled(m.unit_id, m.kind, m.held_on) e
       where m.id = any (${idsOf(meetings)}::uuid[]) and m.roster_event_id is null
      union all
      select meeting_id, person_id, name, role, residence_status from meetings.roster r
       where r.meeting_id = any (${idsOf(meetings)}::uuid[])) p
     order by meeting_id, platform.given_name(name) collate "vi-x-icu", name collate "vi-x-icu", person_id`.execute(
    ctx.db,
  )
  return grouped(rows, ({ meetingId: _, ...member }) => member)
}

async function eventsOf(
  ctx: Context,
  meetings: readonly MeetingRow[],
): Promise<Map<string, MeetingEvent[]>> {
  const { rows } = await sql<{
    meetingId: string
    id: string
    body: MeetingEventBody
    happenedAt: Date
    deviceId: string | null
    deviceSeq: number | null
  }>`
    select meeting_id, id, body, happened_at, device_id, device_seq from meetings.event
     where meeting_id = any (${idsOf(meetings)}::uuid[]) order by meeting_id, happened_at, id`.execute(
    ctx.db,
  )
  return grouped(rows, ({ id, body, happenedAt, deviceId, deviceSeq }) => ({
    id,
    body,
    happenedAt: happenedAt.toISOString(),
    deviceId,
    seq: deviceSeq === null ? null : Number(deviceSeq),
  }))
}
