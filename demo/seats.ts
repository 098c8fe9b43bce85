import type { DemoBranch } from './tree.ts'

/**
 * The first members of a branch hold its offices, in this order, and stay: they are somewhat older
 * than the others.
 */
export const seats = {
  secretary: 0,
  deputy: 1,
  /** Of a leading branch, the first of those who lead the commune, the district or the province. */
  leading: 2,
} as const

const leadingSeats = { province: 8, district: 2, commune: 3 }

/** How many members of a branch are there for an office. */
export const seatsOf = (branch: DemoBranch): number =>
  seats.leading +
  (branch.leads ? leadingSeats[branch.leads] : 1) +
  (branch.gathering === 'class' ? 0 : 1)
