import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Indicator } from '../catalogue.ts'

export interface Target {
  indicator: Indicator
  value: number
  /** The unit that set it: this one, or the nearest above that set one for all below. */
  unitId: string
  validFrom: IsoDay
  decisionNo: string | null
}

/** The targets that hold for a unit on a day: its own, else those of the nearest unit above. */
export async function readTargets(
  ctx: Context,
  unitId: string,
  on: IsoDay,
): Promise<Partial<Record<Indicator, Target>>> {
  const { rows } = await sql<Target>`
    select distinct on (t.indicator) t.indicator, t.value, t.unit_id, t.valid_from, t.decision_no
      from access.reach r join indicators.target t on t.unit_id = r.ancestor_id
     where r.unit_id = ${unitId} and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})
       and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
     order by t.indicator, r.depth`.execute(ctx.db)
  return Object.fromEntries(rows.map((target) => [target.indicator, target]))
}
