import { exportMembers, exportSheet, readListQuery } from '#modules/members/server/index.ts'
import { now } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import { isUuid } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** The register as a spreadsheet: what the list shows under the same address, or the people named. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { app, asking } = locals
  if (asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const query = readListQuery(url)
  const people = url.searchParams.getAll('people').filter(isUuid)
  const { on, view } = query.moment ?? now
  const filters = Object.entries({
    ...query.filters,
    text: query.text || undefined,
    on,
    view: view === 'today' ? view : undefined,
  })
  const { unit, today } = await locals.read(async (ctx) => ({
    unit: query.unitId
      ? await getUnit(ctx, query.unitId, { on: view === 'then' ? on : undefined })
      : undefined,
    today: ctx.today,
  }))
  await app.run(asking, exportMembers, {
    unitId: query.unitId,
    filters: filters.filter(([, value]) => value !== undefined).map(([name]) => name),
    people: people.slice(0, 1000),
  })
  const name = m.import_export_file({
    unit: unit?.name ?? m.members_title(),
    day: writtenDay(on ?? today).replaceAll('/', '-'),
  })
  return workbookResponse(name, exportSheet(app, asking, query, people.slice(0, 1000)))
}
