import { definitionOf, type Indicator, type View } from '#modules/indicators/index.ts'
import {
  type Figures,
  readFigures,
  readTargets,
  readUnattributed,
  type Unattributed,
} from '#modules/indicators/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { isNotKept, notKept, type ReportIndicator, sections } from '../article.ts'
import type { ReportFigure } from '../shapes.ts'
import type { ReportAsked } from './asked.ts'
import { readSubject, type Subject } from './subject.ts'

export interface Report {
  unit: Subject
  view: View
  on: IsoDay
  from: IsoDay
  figures: ReportFigure[]
}

const wanted = sections.flatMap((section): readonly ReportIndicator[] => section.figures)
const kept = wanted.filter((name): name is Indicator => !isNotKept(name))

/**
 * The figures of the article for any unit, day and period, computed from records at the same cost
 * whatever their number (six queries; two more in today's view). Of a unit that stands no more, today's
 * view knows no figures, but what became of it. Read within `readFresh`. Throws NotFound where the actor may
 * not read the unit's figures.
 */
export async function provincialReport(
  ctx: Context,
  asked: Pick<ReportAsked, 'unitId' | 'setId' | 'on' | 'from'> & { view?: View },
): Promise<Report> {
  const values = await readFigures(ctx, { ...asked, indicators: kept })
  const view = asked.view ?? 'then'
  const targets = await readTargets(ctx, asked.unitId, asked.on, view)
  const unit = await readSubject(ctx, asked)
  const leftOut =
    view === 'today' && !unit.heirs
      ? await readUnattributed(ctx, { ...asked, indicators: kept })
      : []
  const figures = wanted.map((name) => {
    if (isNotKept(name)) return figureOf(name, values, undefined)
    if (unit.heirs) return { ...figureOf(name, {}, undefined), note: 'no_longer_stands' as const }
    return withLeftOut(figureOf(name, values, targets[name]?.value), name, leftOut)
  })
  return { unit, view, on: asked.on, from: asked.from, figures }
}

/** The figure with what it leaves out, where it does. */
function withLeftOut(
  figure: ReportFigure,
  name: Indicator,
  leftOut: readonly Unattributed[],
): ReportFigure {
  const concerned = leftOut.filter((one) => one.figures[name] !== undefined)
  if (concerned.length === 0) return figure
  return {
    ...figure,
    leftOut: concerned.map(({ unitId, name: unitName, figures, heirs }) => ({
      unit: { id: unitId, name: unitName },
      value: figures[name] ?? null,
      heirs,
    })),
  }
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
