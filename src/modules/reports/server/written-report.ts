import * as m from '#paraglide/messages.js'
import { messageNamed } from '#platform/server/messages.ts'
import { isNotKept, type ReportIndicator, type SectionName, sections } from '../article.ts'
import { type ReportPlace, reportHref } from '../components/links.ts'
import type { ReportFigure } from '../shapes.ts'
import type { Report } from './provincial-report.ts'
import { indicatorName, measureName, noteText, writtenTime, writtenValue } from './written.ts'

export interface WrittenFigure {
  indicator: ReportIndicator
  label: string
  /** As it is read; says in words that nobody keeps it. */
  value: string
  measure: string
  /** What it stands for in time, or why it has no value. */
  about: string
  known: boolean
  /** Where it opens into the units below. */
  href: string | undefined
  target: { value: number; max: number; text: string } | undefined
}

export interface WrittenSection {
  name: SectionName
  title: string
  figures: WrittenFigure[]
}

/** The report in the reader's words, section by section, for the screen and for paper. */
export const writeReport = (
  report: Report,
  place: ReportPlace,
  locale: 'vi' | 'en',
): WrittenSection[] =>
  sections.map((section) => ({
    name: section.name,
    title: messageNamed(`reports_section_${section.name}`) ?? section.name,
    figures: report.figures
      .filter(({ indicator }) =>
        (section.figures as readonly ReportIndicator[]).includes(indicator),
      )
      .map((figure) => writeFigure(figure, report, place, locale)),
  }))

function writeFigure(
  figure: ReportFigure,
  report: Report,
  place: ReportPlace,
  locale: 'vi' | 'en',
): WrittenFigure {
  const { indicator, value, unit, kept, note } = figure
  return {
    indicator,
    label: indicatorName(indicator),
    value: kept ? writtenValue(value, unit, locale) : m.reports_not_kept(),
    measure: measureName(unit),
    about: note ? noteText(note) : writtenTime(figure, report.on, report.from),
    known: value !== null,
    href: isNotKept(indicator) ? undefined : reportHref(`/${indicator}`, place),
    target: writeTarget(figure, locale),
  }
}

function writeTarget({ target, value, unit }: ReportFigure, locale: 'vi' | 'en') {
  if (target === undefined || value === null) return undefined
  const decimals = Number.isInteger(target) ? 'people' : 'percent'
  return {
    value,
    max: target,
    text: m.reports_target({
      target: `${writtenValue(target, decimals, locale)} ${measureName(unit)}`,
    }),
  }
}
