import { readFresh } from '#modules/indicators/server/index.ts'
import { isNotKept, reportHref, type ReportFigure, sections } from '#modules/reports/index.ts'
import {
  headOf,
  indicatorName,
  measureName,
  noteText,
  provincialReport,
  readAsked,
  writtenTime,
  writtenValue,
} from '#modules/reports/server/index.ts'
import * as m from '#paraglide/messages.js'
import { messageNamed } from '#platform/server/messages.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) =>
  readFresh(locals.app, locals.asking, async (ctx) => {
    const asked = await readAsked(ctx, url.searchParams)
    const report = await provincialReport(ctx, asked)
    const head = headOf(asked, report.unit)
    const { locale } = locals.asking

    const shown = (figure: ReportFigure) => ({
      indicator: figure.indicator,
      label: indicatorName(figure.indicator),
      value: figure.kept ? writtenValue(figure.value, figure.unit, locale) : m.reports_not_kept(),
      unit: figure.kept && figure.value !== null ? measureName(figure.unit) : '',
      sub: figure.note ? noteText(figure.note) : writtenTime(figure, report.on, report.from),
      missing: !figure.kept || figure.value === null,
      href: isNotKept(figure.indicator) ? undefined : reportHref(`/${figure.indicator}`, head.place),
      target:
        figure.target !== undefined && figure.value !== null
          ? {
              value: figure.value,
              max: figure.target,
              text: m.reports_target({
                target: `${writtenValue(figure.target, figure.unit === 'percent' ? 'people' : figure.unit, locale)} ${measureName(figure.unit)}`,
              }),
            }
          : undefined,
    })
    return {
      head,
      sections: sections.map((section) => ({
        name: section.name,
        title: messageNamed(`reports_section_${section.name}`) ?? section.name,
        figures: report.figures
          .filter((figure) => (section.figures as readonly string[]).includes(figure.indicator))
          .map(shown),
      })),
    }
  })
