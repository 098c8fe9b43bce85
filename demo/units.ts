import type { IsoDay } from '#platform/days.ts'
import { branchesAt } from './branches.ts'
import { articleFigures } from './figures.ts'
import {
  type Commune,
  type District,
  provinceCode,
  provinceName,
  readGazetteer,
} from './gazetteer.ts'
import { type IdSource, idsOf } from './ids.ts'
import { apportion, type Random, seeded } from './random.ts'
import { seatsOf } from './seats.ts'
import {
  branchesOf,
  type DemoCommune,
  type DemoDistrict,
  type DemoTree,
  type DemoUnit,
} from './tree.ts'
import { peopleOfDistrict } from './words/ethnic-groups.ts'

/** Villages and street groups in the whole province. */
const villages = 2069
const provinceFounded = '1992-01-01'
/** Quang Bình was cut out of its neighbours by Decree 146/2003/NĐ-CP. */
const foundedLater: Record<string, IsoDay> = { '035': '2003-12-01' }
/** The town of Hà Giang became a city by Resolution 35/NQ-CP of 2010. */
const cityFounded = '2010-09-27'

/**
 * The organisation of a whole province: Tỉnh đoàn, 11 districts, 193 communes by the gazetteer, and
 * below them some 3,800 branches of about 12 members each.
 */
export function buildTree(options: { number?: number; today: IsoDay; rootId?: string }): DemoTree {
  const number = options.number ?? 1
  const ids = idsOf(`units of province ${number}`)
  const random = seeded(`units of province ${number}`)
  const code = (own: string) => (number === 1 ? own : `P${number}.${own}`)
  const province: DemoUnit = {
    id: ids(),
    parentId: options.rootId ?? null,
    level: 'province',
    type: 'province_union',
    name:
      number === 1 ? `Tỉnh đoàn ${provinceName}` : `Tỉnh đoàn ${provinceName} (bản sao ${number})`,
    code: code(provinceCode),
    gazetteerCode: number === 1 ? provinceCode : null,
    from: provinceFounded,
    to: null,
  }
  const districts = readGazetteer().map((entry) => district(entry, { province, ids, random, code }))
  const tree: DemoTree = { number, province, districts }
  const communes = districts.flatMap((each) => each.communes)
  const villageCounts = apportion(
    villages,
    communes.map((commune) => commune.weight),
    3,
  )
  for (const each of districts) {
    for (const commune of each.communes) {
      commune.branches = branchesAt(commune, each, {
        villages: villageCounts[communes.indexOf(commune)]!,
        thousands: peopleOfDistrict[each.gazetteer.code]!,
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

interface Making {
  province: DemoUnit
  ids: IdSource
  random: Random
  code: (own: string) => string
}

function district(entry: District, making: Making): DemoDistrict {
  const founded = foundedLater[entry.code] ?? making.province.from
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
    communes: [],
  }
  if (entry.isCity) {
    unit.earlier = { name: `Thị đoàn ${entry.name}`, type: 'district_union', from: founded }
    unit.from = cityFounded
  }
  const thousands = peopleOfDistrict[entry.code]!
  const weights = entry.communes.map(
    (commune) => bigness[commune.type] * (0.7 + 0.6 * making.random.next()),
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  unit.communes = entry.communes.map((commune, index) =>
    communeUnder(unit, commune, (thousands * weights[index]!) / all, founded, making),
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

/** Gives the branches that stand on the day of the figures exactly the members of the article. */
function shareMembers(tree: DemoTree): void {
  const standing = [...branchesOf(tree)].filter((branch) => (branch.entered ?? 0) < 2024)
  const seated = standing.map((branch) => seatsOf(branch))
  const spare = articleFigures.members - seated.reduce((all, seats) => all + seats, 0)
  const shares = apportion(
    spare,
    standing.map((branch) => branch.weight),
  )
  standing.forEach((branch, index) => {
    branch.members = seated[index]! + shares[index]!
  })
}
