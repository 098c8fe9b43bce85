import { z } from 'zod'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { addDays, type IsoDay, readDay, yearBefore } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface ReportAsked {
  unitId: string
  on: IsoDay
  /** The first day of the period; by default the twelve months that end on the day. */
  from: IsoDay
  /** Whether somebody chose the period. */
  isChosen: boolean
  /** What of the address could not be understood; the report then takes the default. */
  faults: { field: 'on' | 'from' | 'unit'; code: string }[]
}

/** The first of the twelve months that end on a day. */
export const twelveMonthsTo = (on: IsoDay): IsoDay => addDays(yearBefore(on), 1)

/**
 * Reads what report an address asks for. Days as `YYYY-MM-DD` or `dd/mm/yyyy`; the unit by id or, from
 * a browser without script, by a name that is certain. Throws NotFound where no unit is readable.
 */
export async function readAsked(ctx: Context, query: URLSearchParams): Promise<ReportAsked> {
  const faults: ReportAsked['faults'] = []
  const day = (field: 'on' | 'from') => {
    const text = query.get(field)?.trim()
    const found = text ? readDay(text) : undefined
    if (text && !found) faults.push({ field, code: 'day_invalid' })
    return found
  }
  const on = day('on') ?? ctx.today
  let from = day('from')
  if (from && from > on) {
    faults.push({ field: 'from', code: 'from_after_on' })
    from = undefined
  }
  const unitId = await readUnit(ctx, query, faults)
  return { unitId, on, from: from ?? twelveMonthsTo(on), isChosen: from !== undefined, faults }
}

async function readUnit(
  ctx: Context,
  query: URLSearchParams,
  faults: ReportAsked['faults'],
): Promise<string> {
  const form = new FormData()
  for (const [key, value] of query) form.append(key, value)
  const wanted = await unitFromForm(ctx, form, 'unit')
  if (wanted && z.guid().safeParse(wanted).success) return wanted
  if (wanted) throw new NotFound('units.not_found')
  if (query.get('unitText')?.trim()) faults.push({ field: 'unit', code: 'unit_unclear' })
  const [highest] = await listGrantedUnits(ctx, 'reports.read')
  if (!highest) throw new NotFound('reports.none_readable')
  return highest.id
}
