import * as m from '#paraglide/messages.js'
import { messageNamed } from '#platform/server/messages.ts'
import { isNotKept, type ReportIndicator, type SectionName, sections } from '../article.ts'
import { type ReportPlace, reportHref } from '../components/links.ts'
import type { ReportFigure } from '../shapes.ts'
import type { Report } from './provincial-report.ts'
import {
  indicatorName,
  leftOutText,
  measureName,
  noteText,
  writtenTime,
  writtenValue,
} from './written.ts'

export interface WrittenFigure {
  indicator: ReportIndicator
  label: string
  /** As it is read; says in words that nobody keeps it. */
  value: string
  measure: string
  /** Why it has no value, where it has none. */
  why: string | undefined
  known: boolean
  /** What it leaves out, where it does. */
  leftOut: string | undefined
  /** Where it opens into the units below. */
  href: string | undefined
  target: { value: number; max: number; text: string } | undefined
}

export interface WrittenSection {
  name: SectionName
  title: string
  /** The day or the period that its figures stand for; empty where nothing is kept. */
  time: string
  figures: WrittenFigure[]
}

/** The report in the reader's words, section by section, for the screen and for paper. */
export const writeReport = (
  report: Report,
  place: ReportPlace,
  locale: 'vi' | 'en',
): WrittenSection[] =>
  sections.map((section) => {
    const figures = report.figures.filter(({ indicator }) =>
      (section.figures as readonly ReportIndicator[]).includes(indicator),
    )
    const kept = figures.find((figure) => figure.kept)
    return {
      name: section.name,
      title: messageNamed(`reports_section_${section.name}`) ?? section.name,
      time: kept ? writtenTime(kept, report.on, report.from) : '',
      figures: figures.map((figure) => writeFigure(figure, place, locale)),
    }
  })

function writeFigure(figure: ReportFigure, place: ReportPlace, locale: 'vi' | 'en'): WrittenFigure {
  const { indicator, value, unit, kept, note } = figure
  return {
    indicator,
    label: indicatorName(indicator),
    value: kept ? writtenValue(value, unit, locale) : m.reports_not_kept(),
    measure: measureName(unit),
    why: note ? noteText(note) : undefined,
    leftOut: figure.leftOut && leftOutText(figure.leftOut, unit, locale),
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
