import { definitionOf, type Indicator } from '#modules/indicators/index.ts'
import { type Figures, readFigures, readTargets } from '#modules/indicators/server/index.ts'
import { getUnit, type Unit } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { isNotKept, notKept, type ReportIndicator, sections } from '../article.ts'
import type { ReportFigure } from '../shapes.ts'

export interface Report {
  unit: Unit
  on: IsoDay
  from: IsoDay
  figures: ReportFigure[]
}

const wanted = sections.flatMap((section): readonly ReportIndicator[] => section.figures)
const kept = wanted.filter((name): name is Indicator => !isNotKept(name))

/**
 * The figures of the article for any unit, day and period, computed from records at the same cost
 * whatever their number (six queries). Read within `readFresh`. Throws NotFound where the actor may
 * not read the unit's figures.
 */
export async function provincialReport(
  ctx: Context,
  asked: { unitId: string; on: IsoDay; from: IsoDay },
): Promise<Report> {
  const values = await readFigures(ctx, { ...asked, indicators: kept })
  const targets = await readTargets(ctx, asked.unitId, asked.on)
  const unit = await getUnit(ctx, asked.unitId, { on: asked.on })
  const figures = wanted.map((name) =>
    figureOf(name, values, isNotKept(name) ? undefined : targets[name]?.value),
  )
  return { unit, on: asked.on, from: asked.from, figures }
}

function figureOf(
  name: ReportIndicator,
  values: Figures,
  target: number | undefined,
): ReportFigure {
  if (isNotKept(name)) {
    const { measure, note } = notKept[name]
    return { indicator: name, value: null, unit: measure, kept: false, note }
  }
  const value = values[name] ?? null
  const { measure, source } = definitionOf(name)
  return {
    indicator: name,
    value,
    unit: measure,
    kept: true,
    ...(target === undefined ? {} : { target }),
    ...(value === null ? { note: source === 'statistics' ? 'no_statistics' : 'no_members' } : {}),
  }
}
