import type { Indicator } from '#modules/indicators/index.ts'
import { definitionOf } from '#modules/indicators/index.ts'
import {
  breakDown,
  type Figures,
  readFigures,
  type UnitFigures,
} from '#modules/indicators/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { addsUp, columnsFor } from '../columns.ts'
import type { ReportAsked } from './asked.ts'

export type Order = 'name' | 'high' | 'low'

export interface UnitsBelow {
  columns: Indicator[]
  /** Of the whole unit. */
  whole: Figures
  units: UnitFigures[]
  /** What was recorded at the unit itself and not below it; null where that cannot be said. */
  own: number | null
}

/** An indicator in a unit and in each directly below it, in the order asked for. Seven queries. */
export async function unitsBelow(
  ctx: Context,
  asked: ReportAsked,
  indicator: Indicator,
  order: Order = 'name',
): Promise<UnitsBelow> {
  const columns = columnsFor(indicator)
  const wanted = { ...asked, indicators: columns }
  const whole = await readFigures(ctx, wanted)
  const units = await breakDown(ctx, wanted)
  const below = units.reduce((sum, unit) => sum + (unit.figures[indicator] ?? 0), 0)
  return {
    columns,
    whole,
    units: order === 'name' ? units : units.toSorted(by(indicator, order)),
    own: addsUp(indicator) ? (whole[indicator] ?? 0) - below : null,
  }
}

/** Units that sent nothing come last either way: they are not the lowest. */
const by =
  (indicator: Indicator, order: 'high' | 'low') => (one: UnitFigures, other: UnitFigures) => {
    const [a, b] = [sentValue(one, indicator), sentValue(other, indicator)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return order === 'high' ? b - a : a - b
  }

const sentValue = (unit: UnitFigures, indicator: Indicator) =>
  unit.reported ? (unit.figures[indicator] ?? null) : null

/** How long a unit's bar is, of a hundred: a share as it is, the rest beside the greatest. */
export function barLength(
  indicator: Indicator,
  value: number | null,
  units: readonly UnitFigures[],
): number {
  if (value === null) return 0
  const greatest =
    definitionOf(indicator).measure === 'percent'
      ? 100
      : Math.max(0, ...units.map((unit) => unit.figures[indicator] ?? 0))
  return greatest === 0 ? 0 : Math.min(100, Math.max(0, Math.round((value / greatest) * 1000) / 10))
}
