import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { type MatchReason, matchMentors } from '../../match-mentors.ts'

export interface MentorFor {
  id: string
  unitId: string
  unitName: string | null
  name: string
  organisation: string | null
  skills: string[]
  fields: string[]
  hoursMonth: number
  mode: string
  minutesThisMonth: number
  venturesNow: number
  /** They go together already. */
  isPaired: boolean
  personId: string | null
  reasons: MatchReason[]
  weight: number
}

/** Mentors whom a venture may have, the best first, with the reasons; for officers who keep it. */
export async function listMentorsFor(ctx: Context, ventureId: string): Promise<MentorFor[]> {
  const { rows } = await sql<Omit<MentorFor, 'reasons' | 'weight'>>`
    select id, unit_id, unit_name, name, organisation, skills, fields, hours_month, mode, minutes_this_month, ventures_now, is_paired, person_id
      from ventures.mentors_for(${ventureId}::uuid)`.execute(ctx.db)
  const venture = await sql<{ unitId: string; field: string; needs: string[] }>`
    select unit_id, field, needs from ventures.venture where id = ${ventureId}::uuid`.execute(
    ctx.db,
  )
  return venture.rows[0] ? matchMentors(venture.rows[0], rows) : []
}

export interface Mentoring {
  id: string
  mentorId: string
  mentorName: string
  organisation: string | null
  goal: string
  reasons: MatchReason[]
  startedOn: IsoDay
  endedOn: IsoDay | null
}

/** Who accompanies a venture, or did. */
export async function listMentorings(ctx: Context, ventureId: string): Promise<Mentoring[]> {
  const { rows } = await sql<Mentoring>`
    select id, mentor_id, mentor_name, organisation, goal, reasons, started_on, ended_on from ventures.mentorings_of(${ventureId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

export interface MentorMeeting {
  id: string
  mentoringId: string
  metOn: IsoDay
  minutes: number
  note: string
  nextStep: string | null
}

/** What was noted of the meetings with mentors, the latest first. */
export async function listMentorMeetings(
  ctx: Context,
  ventureId: string,
): Promise<MentorMeeting[]> {
  const { rows } = await sql<MentorMeeting>`
    select id, mentoring_id, met_on, minutes, note, next_step from ventures.mentor_meeting
     where venture_id = ${ventureId}::uuid order by met_on desc, noted_at desc limit 200`.execute(
    ctx.db,
  )
  return rows
}

export interface MentorRow {
  id: string
  unitId: string
  unitName: string | null
  name: string
  personId: string | null
  organisation: string | null
  skills: string[]
  fields: string[]
  hoursMonth: number
  mode: string
  phone: string | null
  note: string | null
  state: 'active' | 'resting'
  venturesNow: number
  mayChange: boolean
}

const mentorColumns = sql`
  m.id, m.unit_id, m.person_id, m.organisation, m.skills, m.fields, m.hours_month, m.mode, m.phone, m.note, m.state,
  coalesce(m.name, p.full_name, '') as name, access.reaches('ventures.write', m.unit_id) as may_change,
  (select n.name from units.unit_version n where n.unit_id = m.unit_id order by n.valid_from desc limit 1) as unit_name,
  (select count(*)::int from ventures.mentoring g where g.mentor_id = m.id and g.ended_on is null) as ventures_now
  from ventures.mentor m left join members.person p on p.id = m.person_id`

/** The mentors of the actor's units, those who are active first. */
export async function listMentors(ctx: Context): Promise<MentorRow[]> {
  const { rows } = await sql<MentorRow>`
    select ${mentorColumns} where m.unit_id in (select access.reachable('ventures.read'))
     order by m.state, platform.given_name(coalesce(m.name, p.full_name, '')) collate "vi-x-icu", m.id limit 300`.execute(
    ctx.db,
  )
  return rows
}

export async function findMentor(ctx: Context, mentorId: string): Promise<MentorRow | undefined> {
  const { rows } =
    await sql<MentorRow>`select ${mentorColumns} where m.id = ${mentorId}::uuid`.execute(ctx.db)
  return rows[0]
}
