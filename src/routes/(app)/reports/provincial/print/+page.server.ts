import { readFresh } from '#modules/indicators/server/index.ts'
import { reportHref, sections } from '#modules/reports/index.ts'
import {
  headOf,
  indicatorName,
  measureName,
  noteText,
  provincialReport,
  readAsked,
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
    return {
      head,
      from: report.from,
      backHref: reportHref('', head.place),
      sections: sections.map((section) => ({
        title: messageNamed(`reports_section_${section.name}`) ?? section.name,
        figures: report.figures
          .filter((figure) => (section.figures as readonly string[]).includes(figure.indicator))
          .map((figure) => ({
            label: indicatorName(figure.indicator),
            measure: measureName(figure.unit),
            value: figure.kept ? writtenValue(figure.value, figure.unit, locals.asking.locale) : '',
            note: [
              figure.target === undefined
                ? ''
                : m.reports_target({ target: `${figure.target} ${measureName(figure.unit)}` }),
              figure.kept ? noteText(figure.note) : m.reports_not_kept(),
            ]
              .filter(Boolean)
              .join('. '),
          })),
      })),
    }
  })
