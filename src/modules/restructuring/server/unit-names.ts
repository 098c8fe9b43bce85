import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { ReformEvent } from '../plan/types.ts'
import type { Draft } from './draft.ts'

export type NameOf = (unitId: string) => string | undefined

/**
 * What units were called on the eve of a draft's day, and what those that it founds will be called.
 * One query.
 */
export async function namesFor(
  ctx: Context,
  draft: Pick<Draft, 'effectiveOn'>,
  events: readonly ReformEvent[],
  unitIds: readonly string[],
): Promise<NameOf> {
  const names = new Map<string, string>()
  for (const event of events) if (event.kind === 'found') names.set(event.unitId, event.name)
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (v.unit_id) v.unit_id as id, v.name
      from units.unit_version v where v.unit_id = any (${unitIds}::uuid[])
     order by v.unit_id, v.valid_from < ${draft.effectiveOn} desc, v.valid_from desc`.execute(
    ctx.db,
  )
  for (const { id, name } of rows) names.set(id, name)
  return (unitId) => names.get(unitId)
}
