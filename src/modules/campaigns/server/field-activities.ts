import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { ActivityState, TeamRole } from '../shapes.ts'

export interface FieldActivity {
  id: string
  name: string
  place: string | null
  heldOn: IsoDay
  unitId: string
  unitName: string
  state: ActivityState
  campaignName: string
  /** Whether the actor is of its team. */
  isMine: boolean
  team: FieldTeamMember[]
}

export interface FieldTeamMember {
  personId: string
  name: string
  code: string | null
  role: TeamRole
}

/** Days before and after an activity on which a phone should have it at hand. */
const lookBack = 3
const lookAhead = 14
/** As many activities as a phone carries; those of the person's own teams come first. */
const most = 40

/**
 * The activities that the actor may record at, around these days, with their teams: three statements
 * whatever their number. A person who may record in many units gets those of their own teams first,
 * then those nearest to today.
 */
export async function listFieldActivities(ctx: Context): Promise<FieldActivity[]> {
  const { rows } = await sql<Omit<FieldActivity, 'team'>>`
    select a.id, a.name, a.place, a.held_on, a.unit_id, v.name as unit_name, a.state, c.name as campaign_name,
           t.person_id is not null as is_mine
      from campaigns.activity a
      join campaigns.campaign c on c.id = a.campaign_id
      left join campaigns.team_member t on t.activity_id = a.id and t.person_id = ${ctx.actor.personId ?? null}
       and t.state = 'accepted'
      left join lateral (select name from units.unit_version v where v.unit_id = a.unit_id
                          and v.valid_from <= ${ctx.today} order by v.valid_from desc limit 1) v on true
     where a.held_on between ${addDays(ctx.today, -lookBack)} and ${addDays(ctx.today, lookAhead)}
       and a.state <> 'cancelled'
       and a.unit_id in (select access.reachable('field.record'))
     order by t.person_id is null, abs(a.held_on - ${ctx.today}::date), a.held_on, a.name, a.id
     limit ${most}`.execute(ctx.db)
  const teams = await listTeams(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, team: teams.get(row.id) ?? [] }))
}

async function listTeams(
  ctx: Context,
  activityIds: readonly string[],
): Promise<Map<string, FieldTeamMember[]>> {
  const teams = new Map<string, FieldTeamMember[]>()
  if (activityIds.length === 0) return teams
  const { rows } = await sql<FieldTeamMember & { activityId: string }>`
    select activity_id, person_id, name, code, role from campaigns.team_of(${[...activityIds]}::uuid[])
     where state in ('accepted', 'signed_up')`.execute(ctx.db)
  for (const { activityId, ...member } of rows) {
    const team = teams.get(activityId) ?? []
    team.push(member)
    teams.set(activityId, team)
  }
  return teams
}
