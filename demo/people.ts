import { addDays, type IsoDay } from '#platform/days.ts'
import { accountAt } from './account-seats.ts'
import type { DemoAccount } from './accounts.ts'
import { later, lifeUntil, someDay } from './calendar.ts'
import { figuresDay } from './figures.ts'
import { type IdSource, idsOf } from './ids.ts'
import {
  type Around,
  type Life,
  lifeOfFormer,
  lifeOfJoiner,
  lifeOfMember,
  lifeOfPupil,
  lifeOfYouth,
  type PlannedStay,
} from './life.ts'
import { type PersonFields, personFields, type Surroundings } from './person-fields.ts'
import { profiles } from './profiles.ts'
import { type Random, seeded } from './random.ts'
import type { DemoBranch, DemoCommune, DemoDistrict, DemoTree } from './tree.ts'

export interface DemoStay extends PlannedStay {
  id: string
  citizenAppOn: IsoDay | null
}

export interface DemoPerson extends PersonFields {
  id: string
  admittedOn: IsoDay | null
  stays: DemoStay[]
  /** Their place among those who were here on the day of the figures; -1 for the others. */
  seat: number
  account?: DemoAccount
}

/** A branch with everybody who belonged to it first. */
export interface BranchPeople {
  branch: DemoBranch
  commune: DemoCommune
  district: DemoDistrict
  people: DemoPerson[]
}

/** Everybody of a province, a branch after the other; nothing of it is kept here. */
export function* peopleOf(tree: DemoTree, today: IsoDay): Generator<BranchPeople> {
  let serial = (tree.number - 1) * 100_000
  for (const district of tree.districts) {
    const villages = district.communes.flatMap((commune) =>
      commune.branches.filter((branch) => branch.gathering === 'village'),
    )
    for (const commune of district.communes) {
      const places = commune.branches.flatMap((branch) => branch.place || [])
      for (const branch of commune.branches) {
        const around: Making = {
          today,
          villages,
          places,
          tree,
          district,
          commune,
          branch,
          nextSerial: () => ++serial,
          sessions: sessionsOf(branch),
          random: seeded(`people of ${branch.code}`),
          personIds: idsOf(`people of ${branch.code}`, startOf(tree, branch)),
          stayIds: idsOf(`stays of ${branch.code}`, startOf(tree, branch)),
        }
        yield { branch, commune, district, people: peopleOfBranch(around) }
      }
    }
  }
}

// Ids of one branch lie apart from those of the next, in the order in which they are written.
export const startOf = (tree: DemoTree, branch: DemoBranch) =>
  Date.UTC(2023, 9, 1) + tree.number * 40_000_000 + branch.ordinal * 1000

interface Making extends Around, Surroundings {
  nextSerial: () => number
  sessions: ReturnType<typeof sessionsOf>
  personIds: IdSource
  stayIds: IdSource
}

function peopleOfBranch(making: Making): DemoPerson[] {
  const { branch, random } = making
  const people: DemoPerson[] = []
  const enter = (life: Life | undefined, seat = -1) => {
    if (life) people.push(personOf(life, seat, making))
  }
  if ((branch.entered ?? 0) >= 2024) {
    for (let i = 0; i < branch.members; i++) enter(lifeOfPupil(random, branch, making))
    return people
  }
  for (let seat = 0; seat < branch.members; seat++)
    enter(lifeOfMember(random, branch, seat, making), seat)
  if (branch.gathering === 'class') return people
  for (let i = countFrom(random, branch.members * 0.05); i > 0; i--)
    enter(lifeOfFormer(random, branch))
  const joining = branch.gathering === 'village' ? 0.07 : 0.15
  for (let i = countFrom(random, branch.members * joining); i > 0; i--)
    enter(lifeOfJoiner(random, branch, making))
  if (branch.gathering !== 'village') return people
  for (let i = countFrom(random, 0.5); i > 0; i--) enter(lifeOfYouth(random, branch, making))
  return people
}

/** A whole number that is on average what is expected. */
const countFrom = (random: Random, expected: number) =>
  Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)

function personOf(life: Life, seat: number, making: Making): DemoPerson {
  const { branch, commune, random, tree } = making
  const account = accountAt(tree, commune, branch, seat)
  const fields = personFields(life, making, making.nextSerial(), account)
  const appOn = appDay(random, life, making)
  return {
    ...fields,
    id: making.personIds(),
    admittedOn: life.admittedOn,
    seat,
    ...(account && { account }),
    stays: life.stays.map((stay) => ({
      ...stay,
      id: making.stayIds(),
      citizenAppOn:
        appOn && stay.kind === 'member' && appOn < (stay.to ?? '9999-12-31') ? appOn : null,
    })),
  }
}

/**
 * Since when somebody uses the citizen's app. It came out in 2022; a branch sits down together now and
 * then to install it, and who joins later often does so on the day of admission.
 */
function appDay(random: Random, life: Life, making: Making): IsoDay | null {
  const bonus = profiles[making.branch.gathering].appBonus
  const share = making.district.profile.appShare + bonus
  const [first, second] = [random.next(), random.next()]
  const before = random.pick(making.sessions.before)
  const after = random.pick(making.sessions.after)
  const start = life.stays[0]!.from
  const day =
    start > figuresDay
      ? first < 0.7
        ? start
        : first < 0.88 && later(start, after)
      : first < share
        ? before
        : second < 0.55 && after
  return day && day <= making.today ? day : null
}

/** The days on which a branch installs the app together, before and after the day of the figures. */
function sessionsOf(branch: DemoBranch) {
  const random = seeded(`sessions of ${branch.code}`)
  const days = (count: number, from: IsoDay, to: IsoDay) =>
    Array.from({ length: count }, () => someDay(random, from, to))
  return {
    before: days(5, '2022-11-15', addDays(figuresDay, -3)),
    after: days(4, addDays(figuresDay, 17), lifeUntil),
  }
}
