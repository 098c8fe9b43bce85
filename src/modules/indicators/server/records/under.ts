import { type RawBuilder, sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { View } from '../../view.ts'

interface Under {
  /** A unit, or a set of units. */
  unitId: string
  view?: View | undefined
}

/** Whether what happened at a unit on a day counts for another: the very rule by which it was folded. */
export const countsFor = (
  { unitId, view = 'then' }: Under,
  unit: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`
  exists (select from indicators.place p
           where p.ancestor_id = ${unitId} and p.view = ${view} and p.unit_id = ${unit}
             and p.counted_from <= ${day} and p.counted_to > ${day})`

/** Whether a unit stands at or below another on a day, or belongs there today. */
export const standsUnder = (
  { unitId, view = 'then' }: Under,
  unit: RawBuilder<unknown>,
  day: IsoDay,
): RawBuilder<boolean> => sql<boolean>`
  exists (select from indicators.place p
           where p.ancestor_id = ${unitId} and p.view = ${view} and p.unit_id = ${unit}
             and p.valid_from <= ${day} and p.valid_to > ${day})`

/** The name that a unit had on a day, or its first where it had none yet. */
export const unitNameOn = (
  unit: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): RawBuilder<string> => sql<string>`
  (select v.name from units.unit_version v where v.unit_id = ${unit}
    order by v.valid_from <= ${day} desc, case when v.valid_from <= ${day} then v.valid_from end desc, v.valid_from
    limit 1)`
