import type { IsoDay } from '#platform/days.ts'
import { branchesAt } from './branches.ts'
import { type Commune, type District, readGazetteer } from './gazetteer.ts'
import { type IdSource, idsOf } from './ids.ts'
import { haGiang, type ProvinceProfile } from './provinces/index.ts'
import { apportion, choice, type Random, seeded } from './random.ts'
import { seatsOf } from './seats.ts'
import {
  branchesOf,
  type DemoCommune,
  type DemoDistrict,
  type DemoTree,
  type DemoUnit,
} from './tree.ts'

interface TreeOptions {
  /** Hà Giang where it is not given. */
  profile?: ProvinceProfile
  /** Another number than the profile's makes a copy. */
  number?: number
  today: IsoDay
  rootId?: string | undefined
  mergesWith?: DemoUnit | undefined
}

/**
 * The organisation of a whole province: Tỉnh đoàn, its districts and communes by the gazetteer, and
 * below them branches of about 12 members each; of Hà Giang some 3,800.
 */
export function buildTree(options: TreeOptions): DemoTree {
  const profile = options.profile ?? haGiang
  const number = options.number ?? profile.number
  const isCopy = number !== profile.number
  const ids = idsOf(`units of province ${number}`)
  const random = seeded(`units of province ${number}`)
  const code = (own: string) => (isCopy ? `P${number}.${own}` : own)
  const province: DemoUnit = {
    id: ids(),
    parentId: options.rootId ?? null,
    level: 'province',
    type: 'province_union',
    name: `Tỉnh đoàn ${profile.name}${isCopy ? ` (bản sao ${number})` : ''}`,
    code: code(profile.code),
    gazetteerCode: isCopy ? null : profile.code,
    from: profile.founded,
    to: null,
  }
  const making: Making = { profile, province, ids, random, code }
  const districts = placesOf(profile).map((entry) => district(entry, making))
  const { mergesWith } = options
  const tree: DemoTree = { profile, number, isCopy, province, districts, mergesWith }
  const communes = districts.flatMap((each) => each.communes)
  const villageCounts = apportion(
    profile.villages,
    communes.map((commune) => commune.weight),
    3,
  )
  for (const each of districts) {
    for (const commune of each.communes) {
      commune.branches = branchesAt(commune, each, {
        profile,
        villages: villageCounts[communes.indexOf(commune)]!,
        position: communes.indexOf(commune),
        today: options.today,
        ids: idsOf(`branches of ${number}.${commune.gazetteer.code}`),
        random: seeded(`branches of ${number}.${commune.gazetteer.code}`),
        code,
      })
    }
  }
  shareMembers(tree)
  return tree
}

/** The districts that the profile makes, whole or a few communes of each, the seat among them. */
function placesOf({ code, districts, communesPerDistrict }: ProvinceProfile): District[] {
  return readGazetteer(code)
    .filter((district) => district.code in districts)
    .map((district) => {
      const { seat, keeps } = districts[district.code]!
      const isKept = ({ name, code }: Commune) => name === seat || keeps?.includes(code)
      const communes = [...district.communes].sort(
        (one, other) => Number(isKept(other)) - Number(isKept(one)),
      )
      return communesPerDistrict
        ? { ...district, communes: communes.slice(0, communesPerDistrict) }
        : district
    })
}

interface Making {
  profile: ProvinceProfile
  province: DemoUnit
  ids: IdSource
  random: Random
  code: (own: string) => string
}

function district(entry: District, making: Making): DemoDistrict {
  const profile = making.profile.districts[entry.code]!
  const founded = profile.founded ?? making.province.from
  const unit: DemoDistrict = {
    id: making.ids(),
    parentId: making.province.id,
    level: 'district',
    type: entry.isCity ? 'city_union' : 'district_union',
    name: `${entry.isCity ? 'Thành đoàn' : 'Huyện đoàn'} ${entry.name}`,
    code: making.code(entry.code),
    gazetteerCode: making.province.gazetteerCode && entry.code,
    from: founded,
    to: null,
    gazetteer: entry,
    profile,
    groupHere: choice(profile.groups),
    communes: [],
  }
  if (entry.isCity) {
    unit.earlier = { name: `Thị đoàn ${entry.name}`, type: 'district_union', from: founded }
    unit.from = making.profile.cityFounded
  }
  const weights = entry.communes.map(
    (commune) => bigness[commune.type] * (0.7 + 0.6 * making.random.next()),
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  unit.communes = entry.communes.map((commune, index) =>
    communeUnder(unit, commune, (profile.people * weights[index]!) / all, founded, making),
  )
  return unit
}

const bigness = { xa: 1, phuong: 1.3, 'thi-tran': 1.7 }
const unionOf = {
  xa: ['commune_union', 'Đoàn xã'],
  phuong: ['ward_union', 'Đoàn phường'],
  'thi-tran': ['township_union', 'Đoàn thị trấn'],
} as const

function communeUnder(
  parent: DemoUnit,
  entry: Commune,
  weight: number,
  founded: IsoDay,
  making: Making,
): DemoCommune {
  const [type, title] = unionOf[entry.type]
  return {
    id: making.ids(),
    parentId: parent.id,
    level: 'commune',
    type,
    name: `${title} ${entry.name}`,
    code: making.code(entry.code),
    gazetteerCode: parent.gazetteerCode && entry.code,
    from: founded,
    to: null,
    gazetteer: entry,
    weight,
    branches: [],
  }
}

/** Gives the branches that stand on the day of the figures exactly the members of the province. */
function shareMembers(tree: DemoTree): void {
  const standing = [...branchesOf(tree)].filter((branch) => (branch.entered ?? 0) < 2024)
  const seated = standing.map((branch) => seatsOf(branch))
  const spare = tree.profile.members - seated.reduce((all, seats) => all + seats, 0)
  const shares = apportion(
    spare,
    standing.map((branch) => branch.weight),
  )
  standing.forEach((branch, index) => {
    branch.members = seated[index]! + shares[index]!
  })
}
