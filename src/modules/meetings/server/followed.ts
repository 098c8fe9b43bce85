import { sql } from 'kysely'
import { listToFollow } from '#modules/assignments/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { FollowedTask } from '../events.ts'

/**
 * The work that the next meeting of each unit follows: what is open, and what was ended since the unit's last
 * meeting before a day. Two statements for any number of units.
 */
export async function followedIn(
  ctx: Context,
  unitIds: readonly string[],
  before: IsoDay,
): Promise<Map<string, FollowedTask[]>> {
  const { rows: last } = await sql<{ unitId: string; since: IsoDay | null }>`
    select w.id as unit_id,
           (select max(m.held_on) from meetings.meeting m
             where m.unit_id = w.id and m.state = 'closed' and m.held_on < ${before}::date) as since
      from unnest(${[...unitIds]}::uuid[]) w (id)`.execute(ctx.db)
  const tasks = new Map<string, FollowedTask[]>()
  for (const row of await listToFollow(ctx, last)) {
    const own = tasks.get(row.unitId) ?? []
    const { id, title, ownerName, dueOn, isOverdue, state, outcome } = row
    own.push({ id, title, ownerName, dueOn, isOverdue, state, outcome })
    tasks.set(row.unitId, own)
  }
  return tasks
}
