import type { UnitLevel, UnitType } from '#modules/units/index.ts'
import { kindOfUnion, type PlaceKind } from './place-kinds.ts'
import { type PlaceName, readPlaceName } from './place-name.ts'

/** A unit of the day before the reform, with what it stood under. */
export interface UnitOfTheDay {
  id: string
  /** As the register has it: `Đoàn xã Pả Vi`. */
  name: string
  type: UnitType
  level: UnitLevel
  districtId: string | null
  /** `Huyện đoàn Mèo Vạc` */
  districtName: string | null
  provinceId: string
  provinceName: string
}

/** A unit that a table may name, ready to be compared. */
export interface KnownUnit extends UnitOfTheDay {
  kind: PlaceKind
  place: PlaceName
  district?: PlaceName
  province: PlaceName
}

/**
 * The units that the rows of a table may mean: unions of communes, wards and townships. Branches,
 * schools and agencies are no places, and districts are not merged by such a table.
 */
export function indexUnits(units: readonly UnitOfTheDay[]): KnownUnit[] {
  return units.flatMap((unit) => {
    const place = readPlaceName(unit.name)
    const kind = kindOfUnion(unit.type)
    if (kind === undefined) return []
    return {
      ...unit,
      // "Đoàn đặc khu …" has the type of a commune's union and keeps its own word.
      kind: place.kind === 'special_zone' ? 'special_zone' : kind,
      place,
      district: unit.districtName === null ? undefined : readPlaceName(unit.districtName),
      province: readPlaceName(unit.provinceName),
    }
  })
}
