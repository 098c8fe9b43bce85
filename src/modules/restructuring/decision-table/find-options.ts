import { type Grade, gradeName } from './grade-name.ts'
import type { WrittenMention } from './mention.ts'
import type { PlaceKind } from './place-kinds.ts'
import { type PlaceName, type Qualifier, readPlaceName } from './place-name.ts'
import type { KnownUnit } from './unit-index.ts'

/** A unit whose name is like a written one. */
export interface Option {
  unit: KnownUnit
  grade: Grade
  /** It is of the kind that the table says; true also where the table says none. */
  isOfKind: boolean
  /** It lies where the table says, as far as that can be told; true also where it says nothing. */
  isWithin: boolean
}

/** A mention taken apart, with the units that it may be. */
export interface Reading {
  place: PlaceName
  kind?: PlaceKind
  /** The kind is only that of the name before. */
  isPresumed: boolean
  options: readonly Option[]
}

/** All units that a mention may be, by its name alone, in no order. */
export function findOptions(mention: WrittenMention, units: readonly KnownUnit[]): Reading {
  const place = readPlaceName(mention.written)
  const kind = place.kind ?? mention.kind
  const options = units.flatMap((unit): Option[] => {
    const grade = gradeName(place, unit.place)
    if (!grade) return []
    const isOfKind = kind === undefined || unit.kind === kind
    return [{ unit, grade, isOfKind, isWithin: place.within.every((where) => lies(unit, where)) }]
  })
  return { place, kind, isPresumed: mention.isPresumed && place.kind === undefined, options }
}

/** Whether a unit lies in a place. Where no districts are known, none can be said not to be it. */
function lies(unit: KnownUnit, where: Qualifier): boolean {
  const isProvince = unit.province.forms.plain === where.forms.plain
  if (where.kind === 'province') return isProvince
  if (unit.district === undefined) return true
  const isDistrict = unit.district.forms.plain === where.forms.plain
  if (where.kind === undefined) return isProvince || isDistrict
  return isDistrict && (where.kind === 'city') === (unit.district.kind === 'city')
}
