import { isIndicator, isOfOneDay, type View } from '#modules/indicators/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { writtenNumber } from '#platform/numbers.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { ReportIndicator, ReportMeasure } from '../article.ts'
import type { ReportFigure } from '../shapes.ts'

type Locale = 'vi' | 'en'

/** Words come from the server, so that a phone does not load the names of all indicators. */
export const indicatorName = (name: ReportIndicator): string =>
  messageNamed(`indicators_name_${name}`) ?? name

/** Short, for the head of a column beneath the whole name. */
export const shortName = (name: ReportIndicator): string =>
  messageNamed(`indicators_short_${name}`) ?? indicatorName(name)

export const measureName = (measure: ReportMeasure): string =>
  messageNamed(`indicators_measure_${measure}`) ?? ''

export const noteText = (note: string | undefined): string =>
  note ? (messageNamed(`reports_note_${note}`) ?? '') : ''

/** A value as it is read: shares with one decimal, the rest whole; a dash where it is not known. */
export const writtenValue = (
  value: number | null,
  measure: ReportMeasure,
  locale: Locale,
): string => (value === null ? '–' : writtenNumber(value, locale, measure === 'percent' ? 1 : 0))

/** What a figure in today's units leaves out, and why. */
export const leftOutText = (
  leftOut: NonNullable<ReportFigure['leftOut']>,
  measure: ReportMeasure,
  locale: Locale,
): string =>
  leftOut
    .map(({ unit, value, heirs }) =>
      m.reports_left_out({
        value: `${writtenValue(value, measure, locale)} ${measureName(measure)}`,
        unit: unit.name,
        heirs: heirs.map((heir) => heir.name).join(', '),
      }),
    )
    .join(' ')

/** In which units the past is read, in words. */
export const viewText = (view: View): string =>
  view === 'today' ? m.reports_view_today() : m.reports_view_then()

/** Whether a figure stands for a day or for a period, in words. */
export function writtenTime(
  figure: Pick<ReportFigure, 'indicator'>,
  on: string,
  from: string,
): string {
  const isDay = isIndicator(figure.indicator) && isOfOneDay(figure.indicator)
  return isDay
    ? (messageNamed('reports_on_day', { day: writtenDay(on) }) ?? '')
    : (messageNamed('reports_in_period', { from: writtenDay(from), on: writtenDay(on) }) ?? '')
}
