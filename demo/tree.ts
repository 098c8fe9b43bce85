import type { UnitLevel, UnitType } from '#modules/units/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Commune, District } from './gazetteer.ts'
import type { DistrictProfile, ProvinceProfile } from './provinces/index.ts'
import type { Random } from './random.ts'
import type { EthnicGroup } from './words/ethnic-groups.ts'

/** What a unit was called and was until a day. */
export interface EarlierVersion {
  name: string
  type: UnitType
  from: IsoDay
}

export interface DemoUnit {
  id: string
  parentId: string | null
  level: UnitLevel
  type: UnitType
  name: string
  code: string
  gazetteerCode: string | null
  /** Founded on; with earlier versions the day on which the present name began. */
  from: IsoDay
  to: IsoDay | null
  earlier?: EarlierVersion
}

/** Who gathers in a branch: it decides how old they are and what they do. */
export type Gathering =
  | 'village'
  | 'class'
  | 'teachers'
  | 'commune_office'
  | 'police'
  | 'militia'
  | 'health'
  | 'district_office'
  | 'province_office'
  | 'enterprise'

export interface DemoBranch extends DemoUnit {
  gathering: Gathering
  /** The group of most people here. */
  group: EthnicGroup
  /** `thôn Séo Lủng`; empty where nobody lives. */
  place: string
  /** A number of its own in the province. */
  ordinal: number
  /** Where the full-time officers of a level sit. */
  leads?: 'province' | 'district' | 'commune'
  /** The year in which a class entered school. */
  entered?: number
  /** How large it is beside the others, before the members are shared out. */
  weight: number
  /** Members on the day of the figures; for a class founded later, those it will have. */
  members: number
}

export interface DemoCommune extends DemoUnit {
  gazetteer: Commune
  weight: number
  branches: DemoBranch[]
}

export interface DemoDistrict extends DemoUnit {
  gazetteer: District
  profile: DistrictProfile
  /** The group of somebody who lives here, by chance. */
  groupHere: (random: Random) => EthnicGroup
  communes: DemoCommune[]
}

export interface DemoTree {
  profile: ProvinceProfile
  /** That of its profile, or a higher one of a copy, for measurements with millions of people. */
  number: number
  isCopy: boolean
  /** The province that it is to be merged with: who is charged with that holds an office there too. */
  mergesWith: DemoUnit | undefined
  province: DemoUnit
  districts: DemoDistrict[]
}

/** Every unit of a tree, each after its parent. */
export function* unitsOf(tree: DemoTree): Generator<DemoUnit> {
  yield tree.province
  yield* tree.districts
  for (const district of tree.districts) yield* district.communes
  for (const branch of branchesOf(tree)) yield branch
}

export function* branchesOf(tree: DemoTree): Generator<DemoBranch> {
  for (const district of tree.districts) {
    for (const commune of district.communes) yield* commune.branches
  }
}

/** `xã Pả Vi`, as within a sentence. */
export const where = ({ gazetteer }: DemoCommune): string =>
  gazetteer.written.charAt(0).toLowerCase() + gazetteer.written.slice(1)
