import { type FormerOffice, listMyFormerOffices } from '#platform/server/access/held.ts'
import type { Context } from '#platform/server/context.ts'
import type { Moment } from '../moment.ts'
import { type Heir, heirsOf } from './heirs.ts'
import { getUnit, type Unit } from './queries.ts'

export interface UnitInView {
  unit: Unit
  /** Whether it stood on the day, where it is looked at as then. */
  standsThen: boolean
  /** Whether it is no more today; then who stands in its place, and the actor's office there, if it was theirs. */
  isGone: boolean
  heirs: Heir[]
  former: FormerOffice | null
}

/**
 * A unit as a page shows it as of a day: as then by the name and place it had, else as it is today, and
 * what became of it. Throws NotFound.
 */
export async function getUnitInView(
  ctx: Context,
  unitId: string,
  moment: Moment,
): Promise<UnitInView> {
  const on = moment.view === 'then' ? moment.on : undefined
  const unit = await getUnit(ctx, unitId, { on })
  const standsThen = !on || (unit.validFrom <= on && (unit.validTo === null || unit.validTo > on))
  const isGone = unit.closedOn !== null && unit.closedOn <= ctx.today
  if (!isGone) return { unit, standsThen, isGone, heirs: [], former: null }
  const offices = await listMyFormerOffices(ctx)
  return {
    unit,
    standsThen,
    isGone,
    heirs: (await heirsOf(ctx, [unit.id])).get(unit.id) ?? [],
    former: offices.find((office) => office.unitId === unit.id) ?? null,
  }
}
