/** What a seller enters by hand; sales, refunds and pay-outs of orders come in by themselves. */
export const bookCategories = [
  'materials',
  'labour',
  'transport',
  'packaging',
  'tools',
  'fees',
  'support',
  'other',
] as const
export type BookCategory = (typeof bookCategories)[number] | 'sale' | 'refund' | 'payout'
