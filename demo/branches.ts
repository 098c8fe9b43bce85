import type { UnitType } from '#modules/units/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import { accountsVillage } from './accounts.ts'
import type { IdSource } from './ids.ts'
import type { ProvinceProfile } from './provinces/index.ts'
import type { Random } from './random.ts'
import {
  type DemoBranch,
  type DemoCommune,
  type DemoDistrict,
  type Gathering,
  where,
} from './tree.ts'
import type { EthnicGroup } from './words/ethnic-groups.ts'
import { districtOffices } from './words/offices.ts'
import { villageName } from './words/villages.ts'

interface Making {
  profile: ProvinceProfile
  /** How many villages (or street groups) the commune has. */
  villages: number
  /** The place of the commune in the province, from 0. */
  position: number
  today: IsoDay
  ids: IdSource
  random: Random
  code: (own: string) => string
}

/** More branches than any commune has, so that each has a number of its own in the province. */
const mostBranches = 200

/** School years begin on 5 September and end before the summer campaign. */
const schoolBegins = (year: number) => `${year}-09-05`
const schoolEnds = (year: number) => `${year}-06-15`
const firstYear = 2021

/** The branches of a commune: its villages, its schools, its offices, and enterprises. */
export function branchesAt(
  commune: DemoCommune,
  district: DemoDistrict,
  making: Making,
): DemoBranch[] {
  const { random, profile } = making
  const { groupHere } = district
  const mostly = groupHere(random)
  const branches: DemoBranch[] = []
  const found = (
    gathering: Gathering,
    type: UnitType,
    name: string,
    weight: number,
    more: Partial<DemoBranch> = {},
  ) => {
    const number = String(branches.length + 1).padStart(2, '0')
    branches.push({
      id: making.ids(),
      parentId: commune.id,
      level: 'branch',
      type,
      name: `Chi đoàn ${name}`,
      code: making.code(`${commune.gazetteer.code}-${number}`),
      gazetteerCode: null,
      from: commune.from,
      to: null,
      gathering,
      group: groupHere(random),
      place: '',
      ordinal: making.position * mostBranches + branches.length,
      weight: weight * (0.4 + 1.2 * random.next()),
      members: 0,
      ...more,
    })
  }

  villagesOf(commune, mostly, groupHere, making, found)
  found('commune_office', 'agency_branch', `Cơ quan ${where(commune)}`, 9, { leads: 'commune' })
  const isSmall = profile.communesPerDistrict !== undefined
  if (!isSmall) everydayBodies(commune, random, found)
  if (seatOf(district) === commune)
    bodiesOfDistrict(district, isSmall ? [] : districtOffices, found)
  if (district.gazetteer.isCity) bodiesOfProvince(commune, district, profile, found)
  if (isSmall) return branches
  enterprisesAt(commune, district, making, found)
  // Last, because there are more of them from year to year, and nothing else should change by that.
  classesOf(schoolsAt(commune, district), making, found)
  return branches
}

type Found = (
  gathering: Gathering,
  type: UnitType,
  name: string,
  weight: number,
  more?: Partial<DemoBranch>,
) => void

const seatOf = (district: DemoDistrict): DemoCommune =>
  district.communes.find((commune) => commune.gazetteer.name === district.profile.seat) ??
  district.communes[0]!

function villagesOf(
  commune: DemoCommune,
  mostly: EthnicGroup,
  groupHere: (random: Random) => EthnicGroup,
  making: Making,
  found: Found,
): void {
  const { random } = making
  const inTown = commune.gazetteer.type !== 'xa'
  const taken = new Set<string>()
  for (let number = 1; number <= making.villages; number++) {
    const group = random.chance(0.75) ? mostly : groupHere(random)
    const own = inTown
      ? `tổ dân phố ${number}`
      : commune.gazetteer.code === accountsVillage.commune && number === 1
        ? accountsVillage.place
        : `thôn ${villageName(random, group, taken)}`
    // Some villages were put together in 2020 and go by a new name since.
    const renamed = !inTown && random.chance(0.04)
    // Every town has a street group of each number: their branches are told apart by its name.
    found('village', 'village_branch', inTown ? `${own} ${where(commune)}` : own, 10, {
      group,
      place: own,
      ...(renamed && {
        from: '2020-07-01',
        earlier: {
          name: `Chi đoàn thôn ${villageName(random, group, taken)}`,
          type: 'village_branch' as const,
          from: commune.from,
        },
      }),
    })
  }
}

function everydayBodies(commune: DemoCommune, random: Random, found: Found): void {
  const { name, type } = commune.gazetteer
  const place = where(commune)
  const boarding = type === 'xa' ? 'PTDTBT ' : ''
  found('police', 'agency_branch', `Công an ${place}`, 7)
  found('militia', 'agency_branch', `Quân sự ${place}`, 9)
  found('health', 'agency_branch', `Trạm Y tế ${place}`, 5)
  found('teachers', 'school_branch', `Trường ${boarding}THCS ${name}`, 12)
  found('teachers', 'school_branch', `Trường ${boarding}Tiểu học ${name}`, 11)
  if (random.chance(0.5)) found('teachers', 'school_branch', `Trường Mầm non ${name}`, 9)
}

function bodiesOfDistrict(district: DemoDistrict, offices: readonly string[], found: Found): void {
  const { name, isCity } = district.gazetteer
  found('district_office', 'agency_branch', `Cơ quan ${district.name}`, 8, { leads: 'district' })
  for (const office of offices) {
    const full = isCity ? office.replace('huyện', 'thành phố') : office
    found(
      'district_office',
      'agency_branch',
      /(huyện|thành phố)$/.test(full)
        ? `${full} ${name}`
        : `${full} ${isCity ? 'thành phố' : 'huyện'} ${name}`,
      9,
    )
  }
}

function bodiesOfProvince(
  commune: DemoCommune,
  district: DemoDistrict,
  { offices }: ProvinceProfile,
  found: Found,
): void {
  if (commune === seatOf(district)) {
    found('province_office', 'agency_branch', 'Cơ quan Tỉnh đoàn', 18, { leads: 'province' })
  }
  const wards = district.communes.filter((each) => each.gazetteer.type === 'phuong')
  offices.forEach((office, index) => {
    if (wards[index % wards.length] === commune) {
      found(
        'province_office',
        office.startsWith('Trường') ? 'school_branch' : 'agency_branch',
        office,
        14,
      )
    }
  })
}

/** Upper secondary schools: in the seat, and in a few large communes besides. */
function schoolsAt(commune: DemoCommune, district: DemoDistrict): string[] {
  const seat = seatOf(district)
  const count = Math.max(2, Math.round(district.profile.people / 28))
  const { name } = district.gazetteer
  if (commune === seat) return [`Trường THPT ${name}`, `Trường PTDTNT THCS và THPT ${name}`]
  const largest = district.communes
    .filter((each) => each !== seat)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, count - 2)
  return largest.includes(commune) ? [`Trường THPT ${commune.gazetteer.name}`] : []
}

/** A class is founded when it enters school, and closed when it leaves three years later. */
function classesOf(schools: string[], making: Making, found: Found): void {
  for (let year = firstYear; schoolBegins(year) <= making.today; year++) {
    const ends = schoolEnds(year + 3)
    // Members are admitted at 16, so that on the day of the figures the youngest class had few.
    const weight = { 2021: 27, 2022: 22, 2023: 9 }[year] ?? 24
    for (const school of schools) {
      for (let number = 1; number <= (school.includes('PTDTNT') ? 2 : 3); number++) {
        found('class', 'school_branch', `A${number} khoá ${year}–${year + 3} ${school}`, weight, {
          entered: year,
          from: schoolBegins(year),
          to: ends <= making.today ? ends : null,
          members: year >= 2024 ? making.random.int(19, 27) : 0,
        })
      }
    }
  }
}

function enterprisesAt(
  commune: DemoCommune,
  district: DemoDistrict,
  { random, profile }: Making,
  found: Found,
): void {
  const inSeat = commune === seatOf(district)
  const count = district.gazetteer.isCity ? 3 : inSeat ? 4 : random.chance(0.12) ? 1 : 0
  const taken = new Set<string>()
  while (taken.size < count) {
    const form = random.pick(['Công ty TNHH', 'Công ty Cổ phần', 'Hợp tác xã'])
    const name = `${form} ${random.pick(profile.trades)} ${random.pick(profile.marks)}`
    if (taken.has(name)) continue
    taken.add(name)
    const founded = addDays('2008-01-01', random.int(0, 5000))
    found('enterprise', 'enterprise_branch', name, 13, { from: founded })
  }
}
