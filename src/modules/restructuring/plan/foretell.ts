import type { UnitLevel } from '#modules/units/index.ts'
import type { Counts } from './effects.ts'
import type { Organisation, Plan } from './types.ts'

export interface BeforeAfter {
  before: number
  after: number
}

/** What is counted of people and records, in the order in which it is shown. */
export const countedKinds = [
  'member',
  'youth',
  'office',
  'volunteer',
  'campaign',
  'activity',
  'activity_before',
  'check_in',
  'check_in_before',
  'assist',
  'assist_before',
  'callback',
] as const
export type CountedKind = (typeof countedKinds)[number]

/**
 * How many there will be of each kind: everything stays as many as it is, but offices, which end with
 * their unit unless somebody is appointed anew.
 */
export function foretell(
  plan: Plan,
  counts: Counts,
  appointments: number,
): Record<CountedKind, BeforeAfter> {
  const totals = Object.fromEntries(
    countedKinds.map((kind) => [kind, { before: 0, after: 0 }]),
  ) as Record<CountedKind, BeforeAfter>
  for (const [unitId, own] of counts)
    for (const kind of countedKinds) {
      const count = own[kind] ?? 0
      totals[kind].before += count
      if (kind !== 'office' || !plan.ended.has(unitId)) totals[kind].after += count
    }
  totals.office.after += appointments
  return totals
}

/** How many units stand at each level, before and after. */
export function levelsOf(organisation: Organisation, plan: Plan): Map<UnitLevel, BeforeAfter> {
  const levels = new Map<UnitLevel, BeforeAfter>()
  const count = (level: UnitLevel, when: keyof BeforeAfter) => {
    const found = levels.get(level) ?? { before: 0, after: 0 }
    found[when]++
    levels.set(level, found)
  }
  for (const { level } of organisation.standing.values()) count(level, 'before')
  for (const { level } of plan.after.values()) count(level, 'after')
  return levels
}
