import { readFresh } from '#modules/indicators/server/index.ts'
import { provincialReport, readAsked, reportSheet } from '#modules/reports/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** The report as a spreadsheet. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const report = await readFresh(locals.app, locals.asking, async (ctx) =>
    provincialReport(ctx, await readAsked(ctx, url.searchParams)),
  )
  const name = m.reports_file_name({
    unit: report.unit.name,
    day: writtenDay(report.on).replaceAll('/', '-'),
  })
  return workbookResponse(name, reportSheet(report))
}
