import { readPlaceName } from './place-name.ts'
import type { KnownUnit } from './unit-index.ts'

/** What the rest of a row says about where a name of it lies. */
export interface RowContext {
  /** Ids of the districts of the row's other names, as far as those are certain. */
  districts: ReadonlySet<string>
  /** Ids of the provinces of the same. */
  provinces: ReadonlySet<string>
  /** Ids of the districts that the new unit's own name speaks for. */
  newNameDistricts: ReadonlySet<string>
}

export const noContext: RowContext = {
  districts: new Set(),
  provinces: new Set(),
  newNameDistricts: new Set(),
}

/** Where the units that a row certainly names lie. */
export const contextOf = (
  units: readonly KnownUnit[],
  newNameDistricts: ReadonlySet<string>,
): RowContext => ({
  districts: new Set(units.flatMap(({ districtId }) => districtId ?? [])),
  provinces: new Set(units.map(({ provinceId }) => provinceId)),
  newNameDistricts,
})

/**
 * The districts that a new name speaks for: one called the same, or that of the only unit called the
 * same. New units are most often called after one of the places that they are made of.
 */
export function districtsOfName(newName: string, units: readonly KnownUnit[]): Set<string> {
  const { ends } = readPlaceName(newName).forms
  const namesakes = units.filter((unit) => unit.place.forms.ends === ends)
  const districts = units.filter((unit) => unit.district && unit.district.forms.ends === ends)
  const speaking = namesakes.length === 1 ? [...namesakes, ...districts] : districts
  return new Set(speaking.flatMap(({ districtId }) => districtId ?? []))
}
