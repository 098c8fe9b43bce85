import { readMoment } from '#modules/units/index.ts'
import { getUnit, inTodaysUnits } from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import { detailsInWords } from '#platform/server/audit/details-in-words.ts'
import { listAudit } from '#platform/server/audit/queries.ts'
import { faultText, messageNamed } from '#platform/server/messages.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const unitId = uuidFrom(url.searchParams.get('unit'))
  const { on, view } = readMoment(url)
  const before = Number(url.searchParams.get('before'))
  const command = url.searchParams.get('command')?.replace(/[^a-z_.]/g, '') ?? ''
  const asked = url.searchParams.get('day')?.trim() ?? ''
  const day = readDay(asked)
  return locals.read(async (ctx) => {
    const page = await listAudit(ctx, {
      unitId,
      on,
      view,
      subjectId: uuidFrom(url.searchParams.get('subject')),
      command,
      day,
      before: before > 0 ? before : undefined,
    })
    const rows = view === 'today' ? await inTodaysUnits(ctx, page.rows) : page.rows
    return {
      moment: { on, view },
      unit: unitId ? await getUnit(ctx, unitId) : null,
      command,
      day: asked,
      dayFault: asked && !day ? faultText('day_invalid') : undefined,
      next: page.next,
      rows: rows.map((row) => ({
        ...row,
        what: messageNamed(`audit_${row.command.replaceAll('.', '_')}`) ?? row.command,
        details: detailsInWords(row.details),
      })),
    }
  })
}
