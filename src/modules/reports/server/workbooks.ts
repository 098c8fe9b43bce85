import { definitionOf, type Indicator } from '#modules/indicators/index.ts'
import { unitTypeName } from '#modules/units/components/type-name.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import type { Sheet } from '#platform/server/files/write-workbook.ts'
import type { LeftOut } from './left-out.ts'
import type { Report } from './provincial-report.ts'
import type { UnitsBelow } from './units-below.ts'
import { indicatorName, leftOutText, measureName, noteText, viewText } from './written.ts'

const preface = (
  title: string,
  { unit, on, from, view }: Pick<Report, 'unit' | 'on' | 'from' | 'view'>,
) => [
  title,
  [unit.name, ...unit.path.map((step) => step.name).reverse()].join(', '),
  `${m.reports_as_of({ day: writtenDay(on), from: writtenDay(from) })} ${m.reports_view_said({ view: viewText(view) })}`,
]

/** The report as a spreadsheet: a figure a row. */
export const reportSheet = (report: Report): Sheet => ({
  name: m.reports_sheet_name(),
  preface: preface(m.reports_provincial_title(), report),
  columns: [
    { header: m.reports_column_indicator(), type: 'text', width: 52 },
    { header: m.reports_column_value(), type: 'number' },
    { header: m.reports_column_measure(), type: 'text', width: 14 },
    { header: m.reports_column_target(), type: 'number' },
    { header: m.reports_column_note(), type: 'text', width: 60 },
    { header: m.reports_column_code(), type: 'text', width: 30 },
  ],
  rows: report.figures.map((figure) => [
    indicatorName(figure.indicator),
    figure.value,
    measureName(figure.unit),
    figure.target,
    [noteText(figure.note), figure.leftOut && leftOutText(figure.leftOut, figure.unit, 'vi')]
      .filter(Boolean)
      .join(' '),
    figure.indicator,
  ]),
})

/**
 * An indicator in the units directly below: a unit a row, then what was recorded at the unit itself or
 * can be told apart no further. Above them stands what the whole leaves out, or, of a unit that is no
 * more, what stands in its place.
 */
export const breakDownSheet = (
  place: Pick<Report, 'unit' | 'on' | 'from' | 'view'>,
  { columns, units, own }: Pick<UnitsBelow, 'columns' | 'units' | 'own'>,
  leftOut: readonly Pick<LeftOut, 'text'>[] = [],
): Sheet => ({
  name: m.reports_sheet_name(),
  preface: [
    ...preface(columns[0] ? indicatorName(columns[0]) : '', place),
    ...heirsLine(place.unit),
    ...leftOut.map(({ text }) => text),
  ],
  columns: [
    { header: m.reports_column_unit(), type: 'text', width: 36 },
    { header: m.reports_column_type(), type: 'text' },
    ...columns.map((name) => ({
      header: indicatorName(name),
      type: definitionOf(name).measure === 'percent' ? ('percent' as const) : ('number' as const),
      width: 22,
    })),
    { header: m.reports_column_note(), type: 'text', width: 30 },
  ],
  rows: [
    ...units.map((unit) => [
      unit.name,
      unitTypeName(unit.type),
      ...columns.map((name) => (unit.reported ? unit.figures[name] : null)),
      unit.reported ? null : m.reports_no_report(),
    ]),
    ...(own !== null && own > 0 && units.length > 0 ? [ownRow(place, columns, own)] : []),
  ],
})

const ownRow = (
  { unit, view }: Pick<Report, 'unit' | 'view'>,
  columns: readonly Indicator[],
  own: number,
) => [
  (view === 'today' ? m.reports_own_today : m.reports_own)({ name: unit.name }),
  null,
  own,
  ...columns.slice(1).map(() => null),
  null,
]

function heirsLine({ name, heirs }: Report['unit']): string[] {
  if (!heirs) return []
  return heirs.length > 0
    ? [`${m.reports_heirs({ unit: name })} ${heirs.map((heir) => heir.name).join(', ')}.`]
    : [m.reports_heirs_none({ unit: name })]
}
