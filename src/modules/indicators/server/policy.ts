import { sql } from 'kysely'
import { may, type Sentence } from '#platform/server/access/sentence.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

/** The figures of a unit are for those who answer for it or for a unit above it. */
export const canReadFigures = (unitId: string): Sentence => may('reports.read').within(unitId)

/** Which of these units' figures the actor may read: the path above a unit names more than that. */
export async function listReadable(ctx: Context, unitIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${unitIds}::uuid[]) id where access.reaches('reports.read', id)`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** A target is set by those who may also change the tree there. */
export const canSetTarget = (unitId: string): Sentence => may('units.write').within(unitId)

/**
 * For a unit, or for a set by the unit whose set it is. Throws NotFound: whoever may not read the
 * figures does not learn whether there are any.
 */
export async function askForFigures(ctx: Context, id: string): Promise<void> {
  if (await ctx.allows(canReadFigures(id))) return
  const set = await ctx.db
    .selectFrom('units.grouping')
    .select('unitId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!set || !(await ctx.allows(canReadFigures(set.unitId)))) throw new NotFound('units.not_found')
}
