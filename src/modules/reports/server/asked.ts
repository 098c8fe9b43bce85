import { z } from 'zod'
import type { View } from '#modules/indicators/index.ts'
import {
  findGrouping,
  listFormerUnits,
  listGrantedUnits,
  unitFromForm,
} from '#modules/units/server/index.ts'
import { addDays, type IsoDay, readDay, yearBefore } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface ReportAsked {
  /** Whose figures: a unit's, or a set's. */
  unitId: string
  /** The same id where it is a set's. */
  setId?: string | undefined
  view: View
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
 * a browser without script, by a name that is certain; `set` a set of units, `view=today` the units of
 * today. Whose only office ended with their unit gets it as it stood on its last day. Throws NotFound
 * where no unit is readable.
 */
export async function readAsked(ctx: Context, query: URLSearchParams): Promise<ReportAsked> {
  const faults: ReportAsked['faults'] = []
  const day = (field: 'on' | 'from') => {
    const text = query.get(field)?.trim()
    const found = text ? readDay(text) : undefined
    if (text && !found) faults.push({ field, code: 'day_invalid' })
    return found
  }
  const chosen = day('on')
  let from = day('from')
  const setId = await readSet(ctx, query)
  const unit = setId ? { id: setId } : await readUnit(ctx, query, faults)
  const on = chosen ?? unit.lastDay ?? ctx.today
  if (from && from > on) {
    faults.push({ field: 'from', code: 'from_after_on' })
    from = undefined
  }
  const view = query.get('view') === 'today' ? 'today' : 'then'
  return {
    unitId: unit.id,
    setId,
    view,
    on,
    from: from ?? twelveMonthsTo(on),
    isChosen: from !== undefined,
    faults,
  }
}

async function readSet(ctx: Context, query: URLSearchParams): Promise<string | undefined> {
  const setId = query.get('set')?.trim()
  if (!setId) return undefined
  const isKnown = z.guid().safeParse(setId).success && (await findGrouping(ctx, setId))
  if (!isKnown) throw new NotFound('units.not_found')
  return setId
}

async function readUnit(
  ctx: Context,
  query: URLSearchParams,
  faults: ReportAsked['faults'],
): Promise<{ id: string; lastDay?: IsoDay }> {
  const form = new FormData()
  for (const [key, value] of query) form.append(key, value)
  const wanted = await unitFromForm(ctx, form, 'unit')
  if (wanted && z.guid().safeParse(wanted).success) return { id: wanted }
  if (wanted) throw new NotFound('units.not_found')
  if (query.get('unitText')?.trim()) faults.push({ field: 'unit', code: 'unit_unclear' })
  const granted = await listGrantedUnits(ctx, 'reports.read')
  const highest = granted.find(({ validTo }) => validTo === null || validTo > ctx.today)
  if (highest) return highest
  const [former] = await listFormerUnits(ctx, 'reports.read')
  if (!former) throw new NotFound('reports.none_readable')
  return former
}
