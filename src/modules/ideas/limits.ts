/** What an idea may hold; the phone, the form and the server keep to the same. */
export const limits = {
  title: 160,
  problem: 3000,
  solution: 5000,
  beneficiaries: 500,
  place: 200,
  others: 1000,
  reason: 1000,
  comment: 1000,
  files: 8,
  /** Bytes of one file. */
  fileBytes: 10 * 1024 * 1024,
} as const
