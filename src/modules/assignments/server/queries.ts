import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { AssignmentState } from '../shapes.ts'
import { canListAssignments } from './policy.ts'

export interface AssignmentRow {
  id: string
  unitId: string
  unitName: string
  title: string
  ownerId: string
  /** Null where the actor may not read the owner's record. */
  ownerName: string | null
  dueOn: IsoDay
  isOverdue: boolean
  state: AssignmentState
  outcome: string | null
  endedOn: IsoDay | null
  sourceKind: string | null
  sourceId: string | null
  /** Whether the actor may change it and call it off. */
  mayGive: boolean
  isOwn: boolean
}

/** mine: open ones given to the actor. given: open ones of the units where they may give work. ended: of both. */
export type Shown = 'mine' | 'given' | 'ended'

export interface AssignmentQuery {
  show: Shown
  unitId?: string | undefined
  sourceId?: string | undefined
  offset?: number
  limit?: number
}

/** Work as the actor sees it, what is due first on top; one statement, a page at a time. */
export async function listAssignments(
  ctx: Context,
  { show, unitId, sourceId, offset = 0, limit = 50 }: AssignmentQuery,
): Promise<{ rows: AssignmentRow[]; next: number | null }> {
  await ctx.authorize(canListAssignments)
  const me = ctx.actor.personId ?? null
  const which = {
    mine: sql`a.state = 'open' and a.owner_id = ${me}`,
    given: sql`a.state = 'open' and a.unit_id in (select access.reachable('work.assign'))`,
    ended: sql`a.state <> 'open'`,
  }[show]
  const rows = await select(
    ctx,
    sql`${which}
      and (${unitId ?? null}::uuid is null or a.unit_id in (select units.under(${unitId ?? null}::uuid, ${ctx.today}::date, 'today')))
      and (${sourceId ?? null}::uuid is null or a.source_id = ${sourceId ?? null})`,
    show === 'ended' ? sql`a.ended_on desc, a.id desc` : sql`a.due_on, a.id`,
    { offset, limit: limit + 1 },
  )
  return { rows: rows.slice(0, limit), next: rows.length > limit ? offset + limit : null }
}

/** Open work of one unit, what is due first on top: for the agenda of its next meeting. At most a hundred. */
export const listOpenAssignments = (ctx: Context, unitId: string): Promise<AssignmentRow[]> =>
  select(ctx, sql`a.state = 'open' and a.unit_id = ${unitId}`, sql`a.due_on, a.id`, {
    offset: 0,
    limit: 100,
  })

/**
 * Work that the next meetings of units follow: what is open, and what was ended on the day given with its unit
 * or later. What is open first, then what is due first. At most three hundred.
 */
export const listToFollow = (
  ctx: Context,
  units: readonly { unitId: string; since: IsoDay | null }[],
): Promise<AssignmentRow[]> =>
  select(
    ctx,
    sql`exists (select from unnest(${units.map(({ unitId }) => unitId)}::uuid[],
                                   ${units.map(({ since }) => since)}::date[]) w (unit_id, since)
                 where w.unit_id = a.unit_id and (a.state = 'open' or a.ended_on >= w.since))`,
    sql`a.state <> 'open', a.due_on, a.id`,
    { offset: 0, limit: 300 },
  )

/** What came out of a meeting or a paper, whatever became of it; at most two hundred. */
export const listAssignmentsOf = (ctx: Context, sourceId: string): Promise<AssignmentRow[]> =>
  select(ctx, sql`a.source_id = ${sourceId}`, sql`a.due_on, a.id`, { offset: 0, limit: 200 })

async function select(
  ctx: Context,
  where: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
  { offset, limit }: { offset: number; limit: number },
): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select a.id, a.unit_id, v.name as unit_name, a.title, a.owner_id, p.full_name as owner_name, a.due_on,
           a.state = 'open' and a.due_on < ${ctx.today}::date as is_overdue, a.state, a.outcome, a.ended_on,
           a.source_kind, a.source_id, a.owner_id is not distinct from ${ctx.actor.personId ?? null}::uuid as is_own,
           a.unit_id in (select access.reachable('work.assign')) as may_give
      from assignments.assignment a
      left join members.person p on p.id = a.owner_id
      left join lateral (select v.name from units.unit_version v where v.unit_id = a.unit_id
                          order by v.valid_from <= ${ctx.today} desc, v.valid_from desc limit 1) v on true
     where ${where} order by ${order} offset ${offset} limit ${limit}`.execute(ctx.db)
  return rows
}

/** How much open work the actor has, and how much of it is past its day: for the front page. One statement. */
export async function countMyWork(ctx: Context): Promise<{ open: number; overdue: number }> {
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where a.due_on < ${ctx.today}::date)::int as overdue
      from assignments.assignment a
     where a.state = 'open' and a.owner_id = ${ctx.actor.personId ?? null}`.execute(ctx.db)
  return rows[0] ?? { open: 0, overdue: 0 }
}
