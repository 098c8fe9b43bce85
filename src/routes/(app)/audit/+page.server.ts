import { readMoment } from '#modules/units/index.ts'
import { getUnit, inTodaysUnits } from '#modules/units/server/index.ts'
import { detailsInWords } from '#platform/server/audit/details-in-words.ts'
import { listAudit } from '#platform/server/audit/queries.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { PageServerLoad } from './$types'

const idOf = (text: string | null) => (text && /^[0-9a-f-]{36}$/.test(text) ? text : undefined)

export const load: PageServerLoad = async ({ locals, url }) => {
  const unitId = idOf(url.searchParams.get('unit'))
  const { on, view } = readMoment(url)
  const before = Number(url.searchParams.get('before'))
  const command = url.searchParams.get('command')?.replace(/[^a-z_.]/g, '') ?? ''
  return locals.read(async (ctx) => {
    const page = await listAudit(ctx, {
      unitId,
      on,
      view,
      subjectId: idOf(url.searchParams.get('subject')),
      command,
      before: before > 0 ? before : undefined,
    })
    const rows = view === 'today' ? await inTodaysUnits(ctx, page.rows) : page.rows
    return {
      moment: { on, view },
      unit: unitId ? await getUnit(ctx, unitId) : null,
      command,
      next: page.next,
      rows: rows.map((row) => ({
        ...row,
        what: messageNamed(`audit_${row.command.replaceAll('.', '_')}`) ?? row.command,
        details: detailsInWords(row.details),
      })),
    }
  })
}
