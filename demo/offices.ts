import { addDays, type IsoDay } from '#platform/days.ts'
import type { RoleTypeName } from '#platform/server/access/role-types.ts'
import { mergerSeats } from './account-seats.ts'
import { later, someDay } from './calendar.ts'
import { figuresDay } from './figures.ts'
import { idsOf } from './ids.ts'
import { type BranchPeople, type DemoPerson, startOf } from './people.ts'
import { type Random, seeded } from './random.ts'
import { seats } from './seats.ts'
import type { DemoTree } from './tree.ts'

export interface DemoRole {
  id: string
  personId: string
  roleType: RoleTypeName
  unitId: string
  from: IsoDay
  to: IsoDay | null
  decisionNo: string | null
}

interface Holding {
  seat: number
  roleType: RoleTypeName
  unitId: string
  from?: IsoDay
  to?: IsoDay
}

/** The offices that people of a branch hold and held: in it, and above it where they lead. */
export function rolesOf(tree: DemoTree, gathered: BranchPeople, today: IsoDay): DemoRole[] {
  const { branch, people } = gathered
  const random = seeded(`roles of ${branch.code}`)
  const ids = idsOf(`roles of ${branch.code}`, startOf(tree, branch))
  const holdings = [
    ...officesInBranch(gathered, random, today),
    ...officesAbove(tree, gathered),
    ...volunteering(gathered),
  ]
  return holdings.flatMap((holding) => {
    const person = people[holding.seat]
    const here = person?.stays.find((stay) => stay.unit === branch)
    const from = holding.from ?? later(electedOn(random), addDays(here?.from ?? figuresDay, 20))
    const to = holding.to ?? here?.to ?? null
    const decisionNo = `${random.int(1, 400)}-QĐ/TĐTN`
    if (!person || (to && to <= from) || from > today) return []
    const { roleType, unitId } = holding
    return [{ id: ids(), personId: person.id, roleType, unitId, from, to, decisionNo }]
  })
}

function officesInBranch(
  { branch, people }: BranchPeople,
  random: Random,
  today: IsoDay,
): Holding[] {
  const unitId = branch.id
  const secretary = { seat: seats.secretary, roleType: 'branch_secretary' as const, unitId }
  const handedOver = someDay(random, '2024-09-01', '2026-03-31')
  const handsOver = random.chance(0.12) && handedOver <= today
  const next = people[seats.leading]
  // In some branches the office has changed hands since.
  const successor = { seat: seats.leading, roleType: 'branch_secretary' as const, unitId }
  const changed =
    handsOver && !branch.leads && !branch.entered && !isKept(people) && next && staysIn(next)
  const secretaries = changed
    ? [
        { ...secretary, to: handedOver },
        { ...successor, from: handedOver },
      ]
    : [secretary]
  const hasDeputy = people.filter((person) => person.seat >= 0).length >= 9 || isKept(people)
  return hasDeputy
    ? [...secretaries, { seat: seats.deputy, roleType: 'branch_deputy', unitId }]
    : secretaries
}

const isKept = (people: readonly DemoPerson[]) => people.some((person) => person.account)
const staysIn = (person: DemoPerson) => person.stays.at(-1)?.to === null && person.seat >= 0

/** Of a branch that leads, the offices of the commune, the district or the province. */
function officesAbove(tree: DemoTree, { branch, commune, district }: BranchPeople): Holding[] {
  const first = seats.leading
  const several = (roleType: RoleTypeName, unitId: string, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ seat: from + index, roleType, unitId }))
  switch (branch.leads) {
    case 'commune':
      return [
        { seat: first, roleType: 'commune_secretary', unitId: commune.id },
        ...several('commune_officer', commune.id, first + 1, 2),
      ]
    case 'district':
      return [{ seat: first, roleType: 'district_secretary', unitId: district.id }]
    case 'province':
      return [
        { seat: first, roleType: 'province_secretary' as const, unitId: tree.province.id },
        ...several('province_officer', tree.province.id, first + 1, 5),
        ...several('province_inspector', tree.province.id, first + 6, 2),
      ].flatMap((holding) => (tree.mergesWith ? charged(holding, tree.mergesWith.id) : holding))
    default:
      return []
  }
}

/** Since when somebody has been charged with the merger: by Resolution 60-NQ/TW of 12 April 2025. */
const chargedFrom = '2025-04-15'

/** What becomes of an office when its holder is charged with the merger: the same at both, or a higher one. */
function charged(holding: Holding, otherUnitId: string): Holding[] {
  const { seat, unitId } = holding
  if (seat === mergerSeats.chargedOfficer)
    return [holding, { ...holding, unitId: otherUnitId, from: chargedFrom }]
  if (seat === mergerSeats.chargedSecretary) {
    const both = [unitId, otherUnitId]
    const risen = { seat, roleType: 'province_secretary' as const, from: chargedFrom }
    return [{ ...holding, to: chargedFrom }, ...both.map((unitId) => ({ ...risen, unitId }))]
  }
  return [holding]
}

const volunteering = ({ people, commune }: BranchPeople): Holding[] =>
  people.flatMap((person, seat) =>
    person.account?.role === 'field_volunteer'
      ? [{ seat, roleType: 'field_volunteer' as const, unitId: commune.id, from: '2024-05-01' }]
      : [],
  )

/** Congresses of branches and communes were held in 2022, some by-elections later. */
const electedOn = (random: Random): IsoDay =>
  random.chance(0.8)
    ? someDay(random, '2022-03-01', '2022-09-30')
    : someDay(random, '2022-10-01', addDays(figuresDay, -60))
