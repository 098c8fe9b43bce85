import type { IsoDay } from '#platform/days.ts'
import type { DemoAccount } from './accounts.ts'
import { figuresDay } from './figures.ts'
import { type Life, yearsBetween } from './life.ts'
import { citizenId, emailOf, fictitiousPhone, memberCode } from './person-numbers.ts'
import { type Profile, profiles } from './profiles.ts'
import { choice, type Random } from './random.ts'
import type { DemoBranch, DemoCommune, DemoDistrict, DemoTree } from './tree.ts'
import type { EthnicGroup } from './words/ethnic-groups.ts'
import { personName } from './words/people-names.ts'

export interface Surroundings {
  tree: DemoTree
  district: DemoDistrict
  commune: DemoCommune
  branch: DemoBranch
  /** The villages of the commune: `thôn Séo Lủng`. */
  places: readonly string[]
  random: Random
}

/** What the register holds of a person, in the words and writings of its columns. */
export type PersonFields = ReturnType<typeof personFields>

export function personFields(
  life: Life,
  around: Surroundings,
  serial: number,
  account: DemoAccount | undefined,
) {
  const { branch, random, tree } = around
  const { code, citizenNumbersFrom } = tree.profile
  const profile = profiles[branch.gathering]
  const sex = account?.sex ?? (random.chance(profile.femaleShare) ? 'female' : 'male')
  const group = account?.group ?? groupOf(around)
  const name = personName(random, group, sex)
  const fullName = account?.name ?? name
  const home = homeOf(around, group)
  return {
    fullName,
    otherName: random.chance(0.01) ? lastWord(personName(random, group, sex)) : null,
    sex,
    bornOn: life.bornOn,
    // Of some only the year of birth is known.
    birthPrecision: random.chance(0.05) && !account ? ('year' as const) : ('day' as const),
    code: known(random, 0.97, account) && life.admittedOn ? memberCode(code, serial) : null,
    phone: account?.phone ?? (random.chance(0.88) ? fictitiousPhone(serial) : null),
    email: account?.email ?? (random.chance(0.12) ? emailOf(fullName, serial) : null),
    citizenId: known(random, 0.84, account)
      ? citizenId(home.birthplace, life.bornOn, sex, citizenNumbersFrom, serial)
      : null,
    hometown: home.hometown,
    residence: home.residence,
    residenceStatus: account ? ('at_home' as const) : profile.residenceStatus(random),
    ...workOf(life, branch, profile, random),
    languages: languagesOf(random, group),
    ethnicity: group,
    religion: (religions[group] ?? noReligion)(random),
    ...admissionOf(life, group, random),
  }
}

const known = (random: Random, share: number, account: DemoAccount | undefined): boolean =>
  random.chance(share) || account !== undefined

const lastWord = (text: string) => text.slice(text.lastIndexOf(' ') + 1)

function groupOf({ branch, district, random }: Surroundings): EthnicGroup {
  return random.chance(0.72) ? branch.group : district.groupHere(random)
}

/** Where somebody is from and lives. Some Kinh came from the lowlands. */
function homeOf(around: Surroundings, group: EthnicGroup) {
  const { tree, district, commune, branch, places, random } = around
  const { profile } = tree
  const address = `${commune.gazetteer.written}, ${district.gazetteer.written}, tỉnh ${profile.name}`
  const village = branch.place || random.pick(places)
  const [code, province] = random.pick(profile.otherHomes)
  const stranger = group === 'Kinh' && random.chance(0.2)
  // Those of the copied provinces begin with a code that no province has.
  const here = tree.isCopy ? String(100 + tree.number) : profile.birthplace
  return {
    residence: `${village}, ${address}`,
    hometown: stranger ? `tỉnh ${province}`.replace('tỉnh Hà Nội', 'thành phố Hà Nội') : address,
    birthplace: stranger ? code : here,
  }
}

/** What somebody does and has learnt. The young ones of a village are often still at school. */
function workOf(life: Life, branch: DemoBranch, profile: Profile, random: Random) {
  const young = branch.gathering === 'village' && yearsBetween(life.bornOn, figuresDay) < 19
  if (young && random.chance(0.4)) {
    return {
      occupation: 'Học sinh',
      education: '10/12',
      professionalLevel: null,
      politicalTheory: null,
      partyStatus: 'none' as const,
      hasDigitalSignature: false,
    }
  }
  return {
    occupation: profile.occupation(random),
    education: profile.education(random),
    professionalLevel: profile.professionalLevel(random),
    politicalTheory: profile.politicalTheory(random),
    partyStatus: profile.partyStatus(random),
    hasDigitalSignature: random.chance(profile.digitalSignature),
  }
}

function admissionOf(life: Life, group: EthnicGroup, random: Random) {
  const { admittedOn } = life
  if (!admittedOn) return { admittedAtPlace: null, admissionResolution: null, introducer: null }
  const sex = random.chance(0.5) ? 'male' : 'female'
  return {
    admittedAtPlace: random.chance(0.7) ? life.stays[0]!.unit.name : null,
    admissionResolution: random.chance(0.6) ? `${random.int(1, 90)}-QĐ/ĐTN` : null,
    introducer: random.chance(0.5) ? personName(random, group, sex) : null,
  }
}

const foreignLanguage = choice<string | null>([
  [null, 72],
  ['Tiếng Anh A2', 14],
  ['Tiếng Anh B1', 9],
  ['Tiếng Trung', 5],
])

function languagesOf(random: Random, group: EthnicGroup): string | null {
  const foreign = foreignLanguage(random)
  const own = group === 'Kinh' || group === 'Hoa' ? null : `Tiếng ${group}`
  return [own, foreign].filter(Boolean).join(', ') || null
}

const noReligion = choice([
  ['Không', 99],
  ['Phật giáo', 1],
] as const)
const religions: Partial<Record<EthnicGroup, (random: Random) => string>> = {
  Mông: choice([
    ['Không', 90],
    ['Tin lành', 10],
  ]),
  Dao: choice([
    ['Không', 95],
    ['Tin lành', 5],
  ]),
  Kinh: choice([
    ['Không', 93],
    ['Phật giáo', 5],
    ['Công giáo', 2],
  ]),
}

/** A day of birth as the register keeps it: where only the year is known, no day. */
export const birthColumns = (person: { bornOn: IsoDay; birthPrecision: 'day' | 'year' }) => ({
  birthOn: person.birthPrecision === 'day' ? person.bornOn : null,
  birthYear: Number(person.bornOn.slice(0, 4)),
})
