import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

/** From which day on a unit stands, and the first on which it no longer does, be it decided ahead; one statement. */
export async function findUnitSpan(
  ctx: Context,
  unitId: string,
): Promise<{ from: IsoDay; to: IsoDay | null } | undefined> {
  const { rows } = await sql<{ from: IsoDay | null; to: IsoDay | null }>`
    select min(valid_from) as from, nullif(max(coalesce(valid_to, 'infinity')), 'infinity') as to
      from units.unit_version where unit_id = ${unitId}`.execute(ctx.db)
  const [span] = rows
  return span?.from ? { from: span.from, to: span.to } : undefined
}
