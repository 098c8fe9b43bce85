import { addDays, type IsoDay } from '#platform/days.ts'
import {
  birthday,
  daysBetween,
  earlier,
  later,
  lifeUntil,
  monthOf,
  nextAdmission,
  nextFarewell,
  someDay,
} from './calendar.ts'
import { figuresDay } from './figures.ts'
import { profiles } from './profiles.ts'
import { choice, type Random } from './random.ts'
import { seatsOf } from './seats.ts'
import type { DemoBranch } from './tree.ts'

export interface PlannedStay {
  unit: DemoBranch
  kind: 'member' | 'youth'
  from: IsoDay
  to: IsoDay | null
  reasonIn: 'admitted' | 'transferred'
  reasonOut: string | null
}

/** When somebody was born, became a member, and where they belonged since. */
export interface Life {
  bornOn: IsoDay
  admittedOn: IsoDay | null
  stays: PlannedStay[]
}

export interface Around {
  today: IsoDay
  /** The villages of the district: where people come from and go back to. */
  villages: readonly DemoBranch[]
}

const yearsBefore = (day: IsoDay, years: number) => addDays(day, -Math.ceil(years * 365.25))
const dayBefore = addDays(figuresDay, -1)
const whyLeft = choice([
  ['left', 84],
  ['removed', 12],
  ['died', 2],
  ['expelled', 2],
] as const)

/** The day on which somebody is admitted: soon after 16, where it is possible on a day of admissions. */
function admissionOf(random: Random, bornOn: IsoDay, notBefore: IsoDay, notAfter: IsoDay): IsoDay {
  const possible = later(birthday(bornOn, 16), notBefore)
  const day = nextAdmission(addDays(possible, Math.floor(random.next() ** 2 * 700)))
  return day <= notAfter ? day : someDay(random, earlier(possible, notAfter), notAfter)
}

/** Somebody who is a member of the branch on the day of the figures. */
export function lifeOfMember(
  random: Random,
  branch: DemoBranch,
  seat: number,
  around: Around,
): Life {
  const profile = profiles[branch.gathering]
  const inOffice = seat < seatsOf(branch)
  const bornOn = yearsBefore(figuresDay, ageOf(random, branch, inOffice))
  const isClass = branch.gathering === 'class'
  const admittedOn = admissionOf(random, bornOn, isClass ? branch.from : '1996-01-01', dayBefore)
  const stays: PlannedStay[] = []
  const elsewhere = random.pick(around.villages)
  const comes = later(
    addDays(birthday(bornOn, profile.comesAt), random.int(0, 500)),
    foundedOn(branch),
  )
  // Papers of a transfer are good from the first of a month on.
  const arrived = monthOf(earlier(comes, someDay(random, addDays(figuresDay, -300), dayBefore)))
  const movedHere = isClass ? false : random.chance(profile.comesAt > 16 ? 0.6 : 0.1)
  const stood = arrived >= foundedOn(branch)
  const began = later(admittedOn, foundedOn(elsewhere))
  if (movedHere && stood && arrived > began && elsewhere !== branch) {
    stays.push(stay(elsewhere, began, arrived, 'admitted', 'transferred'))
    stays.push(stay(branch, arrived, null, 'transferred', null))
  } else {
    stays.push(stay(branch, later(admittedOn, foundedOn(branch)), null, 'admitted', null))
  }
  endStay(stays, departure(random, branch, bornOn, inOffice, around), around.today)
  return { bornOn, admittedOn, stays }
}

/** Somebody whose membership ended in the years before the figures. */
export function lifeOfFormer(random: Random, branch: DemoBranch): Life | undefined {
  const grownUp = random.chance(0.72)
  const some = someDay(random, '2018-06-01', addDays(figuresDay, -120))
  const ended = grownUp ? nextFarewell(some) : some
  if (ended > figuresDay) return undefined
  const bornOn = yearsBefore(ended, grownUp ? 30 + random.next() * 1.4 : 18 + random.next() * 11)
  const admittedOn = admissionOf(random, bornOn, '1996-01-01', addDays(ended, -200))
  const from = later(admittedOn, foundedOn(branch))
  const reason = grownUp ? 'matured' : whyLeft(random)
  if (from >= ended) return undefined
  return { bornOn, admittedOn, stays: [stay(branch, from, ended, 'admitted', reason)] }
}

/** Somebody who joined after the day of the figures, if that day has come. */
export function lifeOfJoiner(random: Random, branch: DemoBranch, around: Around): Life | undefined {
  const profile = profiles[branch.gathering]
  const fresh = profile.comesAt <= 18
  const some = someDay(random, addDays(figuresDay, 5), addDays(lifeUntil, -30))
  const joined = fresh ? nextAdmission(some) : some
  const bornOn = yearsBefore(
    joined,
    fresh ? 16.05 + random.next() ** 2 * 7 : 22 + random.next() * 5,
  )
  const admittedOn = fresh ? joined : admissionOf(random, bornOn, '2000-01-01', dayBefore)
  if (joined > earlier(around.today, lifeUntil)) return undefined
  return {
    bornOn,
    admittedOn,
    stays: [stay(branch, joined, null, fresh ? 'admitted' : 'transferred', null)],
  }
}

/** A pupil of a class that entered school after the day of the figures. */
export function lifeOfPupil(random: Random, branch: DemoBranch, around: Around): Life | undefined {
  const year = branch.entered! - ageAtEntry(random)
  const bornOn = someDay(random, `${year}-01-01`, `${year}-12-31`)
  const possible = later(birthday(bornOn, 16), `${branch.entered}-10-01`)
  const admittedOn = nextAdmission(addDays(possible, random.int(0, 240)))
  const end = departure(random, branch, bornOn, false, around)
  if (admittedOn > around.today || (end && admittedOn >= end.on)) return undefined
  const stays = [stay(branch, admittedOn, null, 'admitted', null)]
  endStay(stays, end, around.today)
  return { bornOn, admittedOn, stays }
}

/** A young person whom the branch knows and gathers, without being a member. */
export function lifeOfYouth(random: Random, branch: DemoBranch, around: Around): Life | undefined {
  const from = someDay(random, '2022-06-01', '2026-06-01')
  const bornOn = yearsBefore(from, 16 + random.next() * 11)
  if (from > around.today || from < branch.from) return undefined
  return {
    bornOn,
    admittedOn: null,
    stays: [{ ...stay(branch, from, null, 'admitted', null), kind: 'youth' }],
  }
}

const ageAtEntry = choice([
  [15, 60],
  [16, 30],
  [17, 10],
] as const)

function ageOf(random: Random, branch: DemoBranch, inOffice: boolean): number {
  const part = 0.02 + random.next() * 0.96
  if (branch.entered)
    return (
      { 2021: 17.6, 2022: 16.6, 2023: 16 }[branch.entered]! +
      part * (branch.entered === 2023 ? 0.8 : 1.2)
    )
  if (inOffice && branch.leads) return random.int(26, 34) + part
  if (inOffice) return random.int(branch.gathering === 'village' ? 20 : 23, 29) + part
  return profiles[branch.gathering].age(random) + part
}

const foundedOn = (branch: DemoBranch): IsoDay => branch.earlier?.from ?? branch.from

const stay = (
  unit: DemoBranch,
  from: IsoDay,
  to: IsoDay | null,
  reasonIn: PlannedStay['reasonIn'],
  reasonOut: string | null,
): PlannedStay => ({ unit, kind: 'member', from, to, reasonIn, reasonOut })

interface Departure {
  on: IsoDay
  reason: string
  /** Where they go on as a member. */
  to?: DemoBranch
}

/** When and why somebody who is here on the day of the figures, or came later, leaves the branch. */
function departure(
  random: Random,
  branch: DemoBranch,
  bornOn: IsoDay,
  inOffice: boolean,
  around: Around,
): Departure | undefined {
  const elsewhere = random.pick(around.villages)
  const fate = random.next()
  const some = monthOf(someDay(random, addDays(figuresDay, 40), lifeUntil))
  const reason = whyLeft(random)
  if (branch.entered) {
    const on = `${branch.entered + 3}-06-15`
    return fate < 0.5 ? { on, reason: 'transferred', to: elsewhere } : { on, reason: 'left' }
  }
  if (inOffice) return undefined
  const grownUp = nextFarewell(
    addDays(birthday(bornOn, profiles[branch.gathering].leavesAt), random.int(0, 540)),
  )
  // Those beyond the age on the day of the figures had asked to stay, and are seen off later.
  const farewell = grownUp > figuresDay ? grownUp : nextFarewell(some)
  if (fate < 0.045 && some < farewell) return { on: some, reason }
  if (fate < 0.065 && some < farewell && elsewhere !== branch)
    return { on: some, reason: 'transferred', to: elsewhere }
  return { on: farewell, reason: 'matured' }
}

function endStay(stays: PlannedStay[], end: Departure | undefined, today: IsoDay): void {
  const last = stays.at(-1)
  if (!last || !end || end.on > earlier(today, lifeUntil) || end.on <= last.from) return
  last.to = end.on
  last.reasonOut = end.reason
  if (end.to) stays.push(stay(end.to, end.on, null, 'transferred', null))
}

/** Whole years from one day to another. */
export const yearsBetween = (from: IsoDay, to: IsoDay): number =>
  Math.floor(daysBetween(from, to) / 365.25)
