import { isIndicator } from '#modules/indicators/index.ts'
import { readFresh } from '#modules/indicators/server/index.ts'
import {
  breakDownSheet,
  indicatorName,
  leftOutOf,
  readAsked,
  readSubject,
  unitsBelow,
} from '#modules/reports/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** An indicator in the units below, as a spreadsheet. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { indicator } = params
  if (!isIndicator(indicator)) throw new NotFound()
  const { sheet, name } = await readFresh(locals.app, locals.asking, async (ctx) => {
    const asked = await readAsked(ctx, url.searchParams)
    const below = await unitsBelow(ctx, asked, indicator)
    const unit = await readSubject(ctx, asked)
    const leftOut = await leftOutOf(ctx, asked, unit, indicator)
    return {
      sheet: breakDownSheet({ unit, ...asked }, below, leftOut),
      name: `${indicatorName(indicator)} ${unit.name} ${writtenDay(asked.on).replaceAll('/', '-')}`,
    }
  })
  return workbookResponse(name || m.reports_sheet_name(), sheet)
}
