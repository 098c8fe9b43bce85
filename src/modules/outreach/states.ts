export const states = [
  'draft',
  'returned',
  'waiting',
  'approved',
  'published',
  'withdrawn',
] as const
export type PostState = (typeof states)[number]

export const kinds = ['news', 'policy'] as const
export type PostKind = (typeof kinds)[number]

/** Where a post goes besides the site and its feed, which every published one is on. */
export const channels = ['push', 'mail', 'zalo', 'facebook'] as const
export type Channel = (typeof channels)[number]

export const isEditable = (state: PostState): boolean => state === 'draft' || state === 'returned'

/** What became of one thing to one recipient. */
export type ParcelState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'gone'
