import type { IsoDay } from '#platform/days.ts'
import type { DemoAccount } from './accounts.ts'
import type { DemoRole } from './offices.ts'
import type { BranchPeople, DemoStay } from './people.ts'

interface Presence {
  personId: string
  from: IsoDay
  to: IsoDay | null
}

/** Who was a member in which commune when: of these come those who take part in activities. */
export interface Roster {
  add(gathered: BranchPeople, roles: readonly DemoRole[]): void
  membersAt(communeId: string, on: IsoDay): string[]
  /** The secretary, or an officer, of a commune, a district or the province. */
  officerOf(unitId: string): string
  /** The person of an account; only the first province has them. */
  holderOf(role: DemoAccount['role']): string | undefined
}

const leading = ['commune_secretary', 'district_secretary', 'province_secretary']

export function openRoster(): Roster {
  const presences = new Map<string, Presence[]>()
  const officers = new Map<string, string>()
  const holders = new Map<DemoAccount['role'], string>()
  const place = (personId: string, { unit, from, to }: DemoStay) => {
    const communeId = unit.parentId!
    const here = presences.get(communeId)
    if (here) here.push({ personId, from, to })
    else presences.set(communeId, [{ personId, from, to }])
  }
  return {
    add: ({ people }, roles) => {
      for (const person of people) {
        if (person.account) holders.set(person.account.role, person.id)
        for (const stay of person.stays) if (stay.kind === 'member') place(person.id, stay)
      }
      for (const role of roles) {
        // Who comes to the office later does not sign for what was before.
        if (leading.includes(role.roleType) && !officers.has(role.unitId))
          officers.set(role.unitId, role.personId)
      }
    },
    membersAt: (communeId, on) =>
      (presences.get(communeId) ?? [])
        .filter(({ from, to }) => from <= on && (to === null || to > on))
        .map(({ personId }) => personId),
    officerOf: (unitId) => officers.get(unitId)!,
    holderOf: (role) => holders.get(role),
  }
}
