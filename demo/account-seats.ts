import { accountsVillage, type DemoAccount, demoAccounts, mergerAccounts } from './accounts.ts'
import { seats } from './seats.ts'
import type { DemoBranch, DemoCommune, DemoTree } from './tree.ts'

/** Where those charged with a merger sit in the office of the province that they come from. */
export const mergerSeats = {
  secretary: seats.leading,
  chargedOfficer: seats.leading + 1,
  chargedSecretary: seats.leading + 2,
} as const

/** The account that belongs to a seat of a branch, if any; copies of a province have none. */
export function accountAt(
  tree: DemoTree,
  commune: DemoCommune,
  branch: DemoBranch,
  seat: number,
): DemoAccount | undefined {
  if (tree.isCopy) return undefined
  if (tree.profile.code === accountsVillage.province) {
    const role = roleAt(commune, branch, seat)
    return role && demoAccounts.find((account) => account.role === role)
  }
  const order: readonly number[] = Object.values(mergerSeats)
  return tree.mergesWith && branch.leads === 'province'
    ? mergerAccounts[order.indexOf(seat)]
    : undefined
}

function roleAt(
  commune: DemoCommune,
  branch: DemoBranch,
  seat: number,
): DemoAccount['role'] | undefined {
  if (branch.leads === 'province') {
    return {
      [seats.leading]: 'province_secretary',
      [seats.leading + 1]: 'province_officer',
      [seats.leading + 6]: 'province_inspector',
    }[seat] as DemoAccount['role']
  }
  if (branch.leads === 'district') {
    return commune.gazetteer.code === accountsVillage.seat && seat === seats.leading
      ? 'district_secretary'
      : undefined
  }
  if (commune.gazetteer.code !== accountsVillage.commune) return undefined
  if (branch.leads === 'commune') {
    return { [seats.leading]: 'commune_secretary', [seats.leading + 1]: 'commune_officer' }[
      seat
    ] as DemoAccount['role']
  }
  if (branch.place !== accountsVillage.place) return undefined
  return (['branch_secretary', 'branch_deputy', 'field_volunteer', 'member'] as const)[seat]
}
