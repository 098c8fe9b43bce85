import {
  canReadSomewhere,
  listVentures,
  ventureQueryFrom,
  ventureSheet,
} from '#modules/ventures/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** As many as a province has several times over; a list that is longer is narrowed down first. */
const most = 20_000

/** The list as it is filtered, as a spreadsheet. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { rows, on } = await locals.read(async (ctx) => {
    await ctx.authorize(canReadSomewhere)
    const { cursor: _, ...query } = ventureQueryFrom(url)
    return {
      rows: (await listVentures(ctx, { ...query, limit: most })).rows,
      on: query.on ?? ctx.today,
    }
  })
  const name = m.ventures_file({ day: writtenDay(on).replaceAll('/', '-') })
  return workbookResponse(name, ventureSheet(rows, on))
}
