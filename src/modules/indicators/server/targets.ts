import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Indicator } from '../catalogue.ts'
import type { View } from '../view.ts'

export interface Target {
  indicator: Indicator
  value: number
  /** The unit that set it: this one, or the nearest above that set one for all below. */
  unitId: string
  validFrom: IsoDay
  decisionNo: string | null
}

/**
 * The targets that hold for a unit on a day: its own, else those of the nearest unit above, then or
 * today. Those of a set are the ones of the unit whose set it is.
 */
export async function readTargets(
  ctx: Context,
  unitId: string,
  on: IsoDay,
  view: View = 'then',
): Promise<Partial<Record<Indicator, Target>>> {
  const treeDay = view === 'today' ? ctx.today : on
  const { rows } = await sql<Target>`
    select distinct on (t.indicator) t.indicator, t.value, t.unit_id, t.valid_from, t.decision_no
      from access.reach r join indicators.target t on t.unit_id = r.ancestor_id
     where r.unit_id = coalesce((select g.unit_id from units.grouping g where g.id = ${unitId}), ${unitId})
       and r.valid_from <= ${treeDay} and (r.valid_to is null or r.valid_to > ${treeDay})
       and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
     order by t.indicator, r.depth`.execute(ctx.db)
  return Object.fromEntries(rows.map((target) => [target.indicator, target]))
}
