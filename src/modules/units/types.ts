/** Kinds of unit, the level each stands at, and which may stand under which. */
export const unitTypes = {
  central_committee: 'central',
  province_union: 'province',
  district_union: 'district',
  city_union: 'district',
  commune_union: 'commune',
  ward_union: 'commune',
  township_union: 'commune',
  school_union: 'commune',
  agency_union: 'commune',
  village_branch: 'branch',
  school_branch: 'branch',
  agency_branch: 'branch',
  enterprise_branch: 'branch',
} as const

export type UnitType = keyof typeof unitTypes
export type UnitLevel = (typeof unitTypes)[UnitType]

export const levels: readonly UnitLevel[] = ['central', 'province', 'district', 'commune', 'branch']

/** A unit stands under one of a higher level; the Statutes of 2026 let a branch stand anywhere. */
export const mayStandUnder = (child: UnitLevel, parent: UnitLevel): boolean =>
  levels.indexOf(parent) < levels.indexOf(child)
