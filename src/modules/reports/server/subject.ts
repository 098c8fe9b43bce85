import type { UnitLevel } from '#modules/units/index.ts'
import { getGrouping, getUnit, listHeirs, type UnitStep } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import type { ReportAsked } from './asked.ts'

/** What a report is about: a unit, or a set of units under the unit whose set it is. */
export interface Subject {
  id: string
  name: string
  level: UnitLevel | 'set'
  path: UnitStep[]
  /** In today's view of a unit that stands no more: the units in its place today. */
  heirs?: { id: string; name: string }[]
}

/** Reads the unit or the set that a report is about, as on the day or, in today's view, as today. */
export async function readSubject(
  ctx: Context,
  asked: Pick<ReportAsked, 'unitId' | 'setId' | 'on'> & { view?: ReportAsked['view'] },
): Promise<Subject> {
  const on = asked.view === 'today' ? ctx.today : asked.on
  if (asked.setId) {
    const set = await getGrouping(ctx, asked.setId, { on })
    const { path, ...unit } = await getUnit(ctx, set.unitId, { on })
    return { id: set.id, name: set.name, level: 'set', path: [...path, unit] }
  }
  const unit = await getUnit(ctx, asked.unitId, { on })
  const isNoMore = asked.view === 'today' && unit.closedOn !== null && unit.closedOn <= ctx.today
  return isNoMore ? { ...unit, heirs: await listHeirs(ctx, unit.id) } : unit
}
