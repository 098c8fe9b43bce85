/** How much is taken of anything. */
export const limits = {
  name: 160,
  place: 200,
  summary: 2000,
  registrationNo: 40,
  website: 300,
  reason: 1000,
  principals: 20,
  workers: 100_000,
  /** In đồng. */
  money: 1_000_000_000_000,
  note: 2000,
} as const
