/** How an assist can end. Apart from the shapes, so that a page can use it without zod. */
export const outcomes = ['done', 'to_continue', 'needs_police', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
