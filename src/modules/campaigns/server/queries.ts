import { sql } from 'kysely'
import { inTodaysUnits, isInView, type RecordsIn, versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ActivityState, CampaignState, TeamRole, TeamState } from '../shapes.ts'

export interface CampaignRow {
  id: string
  name: string
  theme: string | null
  unitId: string
  unitName: string
  startsOn: IsoDay
  endsOn: IsoDay
  state: CampaignState
  activityCount: number
}

const campaignColumns = sql`
  c.id, c.name, c.theme, c.unit_id, v.name as unit_name, c.starts_on, c.ends_on, c.state,
  (select count(*)::int from campaigns.activity a where a.campaign_id = c.id) as activity_count
  from campaigns.campaign c
  left join lateral ${versionOn(sql`c.unit_id`, sql`c.starts_on`)} on true`

/**
 * Campaigns, those that go on or come first, the latest first; of a unit and all below it, and begun
 * by a day, where that is asked. One statement, two in the units of today.
 */
export async function listCampaigns(
  ctx: Context,
  query: RecordsIn & { state?: CampaignState; text?: string; limit?: number } = {},
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`select ${campaignColumns}
     where (${query.state ?? null}::text is null or c.state = ${query.state ?? null})
       and (${query.text ?? ''} = '' or platform.searchable(c.name) like '%' || platform.searchable(${query.text ?? ''}) || '%')
       and ${isInView(ctx, query, { unit: sql`c.unit_id`, day: sql`c.starts_on` })}
     order by c.state in ('open', 'planned') desc, c.starts_on desc, c.id
     limit ${query.limit ?? 100}`.execute(ctx.db)
  return query.moment?.view === 'today' ? inTodaysUnits(ctx, rows) : rows
}

/** A campaign. Throws NotFound. */
export async function getCampaign(ctx: Context, campaignId: string): Promise<CampaignRow> {
  const { rows } =
    await sql<CampaignRow>`select ${campaignColumns} where c.id = ${campaignId}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('campaigns.not_found')
  return rows[0]
}

export interface ActivityRow {
  id: string
  campaignId: string
  campaignName: string
  campaignState: CampaignState
  name: string
  place: string | null
  unitId: string
  unitName: string
  heldOn: IsoDay
  startsAt: Date | null
  endsAt: Date | null
  isPeakDay: boolean
  /** Whether everybody may see it, at the front door. */
  isPublic: boolean
  state: ActivityState
  /** The actor's own part in it, if any. */
  mine: TeamState | null
}

const activityColumns = (ctx: Context) => sql`
  a.id, a.campaign_id, c.name as campaign_name, c.state as campaign_state, a.name, a.place, a.unit_id, v.name as unit_name, a.held_on,
  a.starts_at, a.ends_at, a.is_peak_day, a.is_public, a.state, t.state as mine
  from campaigns.activity a
  join campaigns.campaign c on c.id = a.campaign_id
  left join campaigns.team_member t on t.activity_id = a.id and t.person_id = ${ctx.actor.personId ?? null}
  left join lateral ${versionOn(sql`a.unit_id`, sql`a.held_on`)} on true`

/**
 * The activities of a campaign, at most 500: today's and what comes first, then what is past, the
 * latest first; of a unit and all below it, and held by a day, where that is asked. One statement, two
 * in the units of today. `ofMine`: only those of the actor's own units, of the one above theirs, and of
 * units below where they hold an office.
 */
export async function listActivities(
  ctx: Context,
  campaignId: string,
  query: RecordsIn & { ofMine?: boolean } = {},
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`select ${activityColumns(ctx)}
    where a.campaign_id = ${campaignId} and (not ${query.ofMine ?? false} or a.unit_id in (${myUnits(ctx)}))
      and ${isInView(ctx, query, { unit: sql`a.unit_id`, day: sql`a.held_on` })}
    order by a.held_on < ${ctx.today}, abs(a.held_on - ${ctx.today}::date), a.name, a.id
    limit 500`.execute(ctx.db)
  return query.moment?.view === 'today' ? inTodaysUnits(ctx, rows) : rows
}

/** The actor's branch and the unit above it, and all below the units of their offices. */
const myUnits = (ctx: Context) => sql`
  select r.ancestor_id from access.reach r
   where r.unit_id = (select unit_id from members.person where id = ${ctx.actor.personId ?? null})
     and r.depth <= 1 and r.valid_from <= ${ctx.today} and (r.valid_to is null or r.valid_to > ${ctx.today})
   union
  select r.unit_id from access.role o join access.reach r on r.ancestor_id = o.unit_id
   where o.person_id = ${ctx.actor.personId ?? null}
     and o.valid_from <= ${ctx.today} and (o.valid_to is null or o.valid_to > ${ctx.today})
     and r.valid_from <= ${ctx.today} and (r.valid_to is null or r.valid_to > ${ctx.today})`

/** What the actor takes part in or could record at, from today on; one statement. */
export async function listMyActivities(ctx: Context, limit = 10): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`select ${activityColumns(ctx)}
    where a.held_on >= ${ctx.today} and a.state <> 'cancelled'
      and (t.state in ('accepted', 'signed_up') or a.unit_id in (select access.granted('field.record')))
    order by a.held_on, a.id limit ${limit}`.execute(ctx.db)
  return rows
}

/** An activity. Throws NotFound. */
export async function getActivity(ctx: Context, activityId: string): Promise<ActivityRow> {
  const { rows } =
    await sql<ActivityRow>`select ${activityColumns(ctx)} where a.id = ${activityId}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw new NotFound('campaigns.activity_not_found')
  return rows[0]
}

export interface TeamRow {
  personId: string
  name: string
  code: string | null
  role: TeamRole
  state: TeamState
  unitName: string | null
}

/** An activity's team with those who asked to join, for who organises or records there. */
export async function listTeam(ctx: Context, activityId: string): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select person_id, name, code, role, state, unit_name
      from campaigns.team_of(array[${activityId}]::uuid[])`.execute(ctx.db)
  return rows
}

export interface Arrival {
  id: string
  personId: string
  name: string
  code: string | null
  unitName: string | null
  method: 'card' | 'roster' | 'self'
  happenedAt: Date
  duplicateOf: string | null
  recorderName: string | null
  undoneAt: Date | null
}

/** Who came to an activity, duplicates and what was taken back among them. */
export async function listArrivals(ctx: Context, activityId: string): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    select id, person_id, name, code, unit_name, method, happened_at, duplicate_of, recorder_name, undone_at
      from campaigns.arrivals_at(${activityId}::uuid)`.execute(ctx.db)
  return rows
}
