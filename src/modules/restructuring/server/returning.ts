import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { Plan } from '../plan/types.ts'
import type { Draft } from './draft.ts'

/** So many who do not come back are named; how many there are is said besides. */
const most = 100

export interface Returning {
  /** How many go back from where to where. */
  back: { fromId: string; from: string; toId: string; to: string; count: number }[]
  /** Who came with the reversed reform and does not go back, by name. */
  staying: {
    personId: string
    /** Null where the actor may not read the person. */
    name: string | null
    cameFrom: string
    /** Since changed (moved, left, a stay of another kind), or the old unit is not brought back. */
    why: 'moved' | 'not_restored'
    nowAt: string | null
  }[]
  stayingCount: number
}

/**
 * Whom a draft that reverses another brings back to where they came from, and whom it does not; null for
 * any other draft. With the plan of an open draft, else as it was carried out. Two queries.
 */
export async function readReturning(
  ctx: Context,
  draft: Draft,
  plan?: Plan,
): Promise<Returning | null> {
  if (!draft.reverses) return null
  const { rows } = await sql<Group>`
    select g.*, ${lastName(sql`g.from_id`)} as "from", ${lastName(sql`g.to_id`)} as "to" from (
    select r.from_unit_id as from_id, r.to_unit_id as to_id, r.state, count(*)::int as count,
           exists (select from units.unit_version v where v.unit_id = r.to_unit_id and v.valid_from <= ${draft.effectiveOn}
                      and (v.valid_to is null or v.valid_to > ${draft.effectiveOn})) as stands
      from restructuring.readable_returning(${draft.id}) r
     group by r.from_unit_id, r.to_unit_id, r.state) g
     order by ${lastName(sql`g.to_id`)} collate "vi-x-icu", ${lastName(sql`g.from_id`)} collate "vi-x-icu", g.state`.execute(
    ctx.db,
  )
  const isRestored = (group: Group) => (plan ? plan.after.has(group.toId) : group.stands)
  const back = rows.filter((group) => group.state === 'returns' && isRestored(group))
  const others = rows.filter((group) => !back.includes(group))
  const lost = [...new Set(others.filter((group) => !isRestored(group)).map(({ toId }) => toId))]
  const stayingCount = others.reduce((sum, { count }) => sum + count, 0)
  return {
    back: back.map(({ state: _, stands: __, ...group }) => group),
    staying: stayingCount > 0 ? await listStaying(ctx, draft.id, lost) : [],
    stayingCount,
  }
}

interface Group {
  fromId: string
  from: string
  toId: string
  to: string
  state: 'returns' | 'moved'
  count: number
  stands: boolean
}

const lastName = (unit: ReturnType<typeof sql>) => sql`
  (select v.name from units.unit_version v where v.unit_id = ${unit} order by v.valid_from desc limit 1)`

async function listStaying(ctx: Context, draftId: string, notRestored: readonly string[]) {
  const { rows } = await sql<Returning['staying'][number]>`
    select r.person_id, p.full_name as name, ${lastName(sql`r.to_unit_id`)} as came_from,
           case when r.state = 'moved' then 'moved' else 'not_restored' end as why,
           ${lastName(sql`p.unit_id`)} as now_at
      from restructuring.readable_returning(${draftId}) r
      left join members.person p on p.id = r.person_id
     where r.state = 'moved' or r.to_unit_id = any (${notRestored}::uuid[])
     order by ${lastName(sql`r.to_unit_id`)} collate "vi-x-icu", p.given_name collate "vi-x-icu", p.full_name collate "vi-x-icu", r.person_id
     limit ${most}`.execute(ctx.db)
  return rows
}
