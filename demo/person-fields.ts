import { addDays, type IsoDay } from '#platform/days.ts'
import type { DemoAccount } from './accounts.ts'
import { figuresDay } from './figures.ts'
import { provinceName } from './gazetteer.ts'
import { type Life, yearsBetween } from './life.ts'
import { profiles } from './profiles.ts'
import { choice, type Random } from './random.ts'
import type { DemoBranch, DemoCommune, DemoDistrict, DemoTree } from './tree.ts'
import { type EthnicGroup, groupsOfDistrict } from './words/ethnic-groups.ts'
import { personName } from './words/people-names.ts'

/** What the register holds of a person, in the words and writings of its columns. */
export interface PersonFields {
  code: string | null
  fullName: string
  otherName: string | null
  sex: 'male' | 'female'
  bornOn: IsoDay
  /** Of some only the year of birth is known. */
  birthPrecision: 'day' | 'year'
  phone: string | null
  email: string | null
  citizenId: string | null
  hometown: string
  residence: string
  residenceStatus: string
  occupation: string
  education: string
  professionalLevel: string | null
  politicalTheory: string | null
  languages: string | null
  ethnicity: string
  religion: string
  partyStatus: string
  admittedAtPlace: string | null
  admissionResolution: string | null
  introducer: string | null
  hasDigitalSignature: boolean
}

interface Surroundings {
  tree: DemoTree
  district: DemoDistrict
  commune: DemoCommune
  branch: DemoBranch
  random: Random
}

const provincesNear = ['008', '001', '026', '025', '015', '034', '036', '019']
const foreignLanguage = choice<string | null>([[null, 72], ['Tiếng Anh A2', 14], ['Tiếng Anh B1', 9], ['Tiếng Trung', 5]])

export function personFields(
  life: Life,
  around: Surroundings,
  serial: number,
  account: DemoAccount | undefined,
): PersonFields {
  const { branch, commune, district, random } = around
  const profile = profiles[branch.gathering]
  const sex = account?.sex ?? (random.chance(profile.femaleShare) ? 'female' : 'male')
  const group: EthnicGroup = account?.group ?? (random.chance(0.72) ? branch.group : mixOf(district)(random))
  const pupil = yearsBetween(life.bornOn, figuresDay) < 19 && branch.gathering === 'village' && random.chance(0.4)
  const address = `${commune.gazetteer.written}, ${district.gazetteer.written}, tỉnh ${provinceName}`
  const village = branch.place || (random.pick(commune.branches.filter((each) => each.place))?.place ?? '')
  const residence = village ? `${village}, ${address}` : address
  const stranger = group === 'Kinh' && random.chance(0.2)
  const name = personName(random, group, sex)
  const fullName = account?.name ?? name
  const admittedHere = life.stays[0]!
  return {
    code: life.admittedOn && (account || random.chance(0.97)) ? `02${String(serial).padStart(8, '0')}` : null,
    fullName,
    otherName: random.chance(0.01) ? personName(random, group, sex).split(' ').at(-1)! : null,
    sex,
    bornOn: life.bornOn,
    birthPrecision: !account && random.chance(0.05) ? 'year' : 'day',
    phone: account ? `+84${account.phone.slice(1)}` : random.chance(0.88) ? fictitiousPhone(serial) : null,
    email: account?.email ?? (random.chance(0.12) ? emailOf(fullName, serial) : null),
    citizenId: account || random.chance(0.84) ? citizenId(around.tree, life.bornOn, sex, serial, stranger ? random.pick(provincesNear) : undefined) : null,
    hometown: stranger ? random.pick(['Tuyên Quang', 'Phú Thọ', 'Vĩnh Phúc', 'Thái Bình', 'Nam Định', 'Hà Nội']) : address,
    residence,
    residenceStatus: account ? 'at_home' : profile.residenceStatus(random),
    occupation: pupil ? 'Học sinh' : profile.occupation(random),
    education: pupil ? '10/12' : profile.education(random),
    professionalLevel: pupil ? null : profile.professionalLevel(random),
    politicalTheory: pupil ? null : profile.politicalTheory(random),
    languages: languagesOf(random, group),
    ethnicity: group,
    religion: religionOf(random, group),
    partyStatus: pupil ? 'none' : profile.partyStatus(random),
    admittedAtPlace: life.admittedOn && random.chance(0.7) ? admittedHere.unit.name : null,
    admissionResolution: life.admittedOn && random.chance(0.6) ? `${random.int(1, 90)}-QĐ/ĐTN` : null,
    introducer: life.admittedOn && random.chance(0.5) ? personName(random, group, random.chance(0.5) ? 'male' : 'female') : null,
    hasDigitalSignature: random.chance(profile.digitalSignature),
  }
}

const mixes = new Map<string, (random: Random) => EthnicGroup>()
function mixOf(district: DemoDistrict): (random: Random) => EthnicGroup {
  const { code } = district.gazetteer
  const known = mixes.get(code) ?? choice(groupsOfDistrict[code]!)
  mixes.set(code, known)
  return known
}

/**
 * A number that the register accepts and nobody has: no operator was given 030. Different for each
 * serial up to ten millions; the first thousand are kept for the accounts.
 */
function fictitiousPhone(serial: number): string {
  const spread = 1000 + ((serial * 7_654_321) % 9_998_999)
  return `+8430${String(spread).padStart(7, '0')}`
}

/**
 * A number as on a citizen's card: province of birth, century and sex, year, six digits. Those of the
 * copied provinces begin with a code that no province has.
 */
function citizenId(
  tree: DemoTree,
  bornOn: IsoDay,
  sex: 'male' | 'female',
  serial: number,
  elsewhere: string | undefined,
): string {
  const province = elsewhere ?? (tree.number === 1 ? '002' : String(100 + tree.number))
  const century = (bornOn < '2000' ? 0 : 2) + (sex === 'female' ? 1 : 0)
  const number = 900_000 + ((serial * 7_919) % 100_000)
  return `${province}${century}${bornOn.slice(2, 4)}${number}`
}

const emailOf = (name: string, serial: number): string =>
  `${name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase().replaceAll(' ', '.')}.${serial}@example.com`

function languagesOf(random: Random, group: EthnicGroup): string | null {
  const foreign = foreignLanguage(random)
  const own = group === 'Kinh' || group === 'Hoa' ? null : `Tiếng ${group}`
  return [own, foreign].filter(Boolean).join(', ') || null
}

const religions = {
  Mông: choice([['Không', 90], ['Tin lành', 10]] as const),
  Dao: choice([['Không', 95], ['Tin lành', 5]] as const),
  Kinh: choice([['Không', 93], ['Phật giáo', 5], ['Công giáo', 2]] as const),
}
const noReligion = choice([['Không', 99], ['Phật giáo', 1]] as const)
const religionOf = (random: Random, group: EthnicGroup): string =>
  (religions[group as keyof typeof religions] ?? noReligion)(random)

/** A day of birth as the register keeps it: where only the year is known, no day. */
export const birthColumns = (person: PersonFields) => ({
  birthOn: person.birthPrecision === 'day' ? person.bornOn : null,
  birthYear: Number(person.bornOn.slice(0, 4)),
  birthPrecision: person.birthPrecision,
})

/** When the register first heard of somebody. */
export const enteredOn = (admittedOn: IsoDay | null): IsoDay => addDays(admittedOn ?? figuresDay, 7)
