import { readFresh } from '#modules/indicators/server/index.ts'
import { reportHref } from '#modules/reports/index.ts'
import { headOf, provincialReport, readAsked, writeReport } from '#modules/reports/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) =>
  readFresh(locals.app, locals.asking, async (ctx) => {
    const asked = await readAsked(ctx, url.searchParams)
    const report = await provincialReport(ctx, asked)
    const head = await headOf(ctx, asked, report.unit)
    return {
      head,
      from: report.from,
      backHref: reportHref('', head.place),
      sections: writeReport(report, head.place, locals.asking.locale),
    }
  })
