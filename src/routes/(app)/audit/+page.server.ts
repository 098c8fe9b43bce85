import { getUnit } from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import { detailsInWords } from '#platform/server/audit/details-in-words.ts'
import { listAudit } from '#platform/server/audit/queries.ts'
import { faultText, messageNamed } from '#platform/server/messages.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const unitId = uuidFrom(url.searchParams.get('unit'))
  const before = Number(url.searchParams.get('before'))
  const command = url.searchParams.get('command')?.replace(/[^a-z_.]/g, '') ?? ''
  const day = url.searchParams.get('on')?.trim() ?? ''
  const on = readDay(day)
  return locals.read(async (ctx) => {
    const page = await listAudit(ctx, {
      unitId,
      subjectId: uuidFrom(url.searchParams.get('subject')),
      command,
      on,
      before: before > 0 ? before : undefined,
    })
    return {
      unit: unitId ? await getUnit(ctx, unitId) : null,
      command,
      day,
      dayFault: day && !on ? faultText('day_invalid') : undefined,
      next: page.next,
      rows: page.rows.map((row) => ({
        ...row,
        what: messageNamed(`audit_${row.command.replaceAll('.', '_')}`) ?? row.command,
        details: detailsInWords(row.details),
      })),
    }
  })
}
