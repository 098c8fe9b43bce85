import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

/** How many communes and branches stand below a unit today. */
export async function countUnitsBelow(
  ctx: Context,
  unitId: string,
): Promise<{ communes: number; branches: number }> {
  const { rows } = await sql<{ communes: number; branches: number }>`
    select count(*) filter (where v.level = 'commune')::int as communes,
           count(*) filter (where v.level = 'branch')::int as branches
      from access.reach r
      join units.unit_version v on v.unit_id = r.unit_id
       and v.valid_from <= ${ctx.today}::date and (v.valid_to is null or v.valid_to > ${ctx.today}::date)
     where r.ancestor_id = ${unitId} and r.depth > 0
       and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to > ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows[0] ?? { communes: 0, branches: 0 }
}
