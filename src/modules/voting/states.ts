/**
 * Draft: prepared. Handing out: ballots are drawn. Casting: votes are given. Counting: only within the
 * transaction that closes. Closed: counted and published.
 */
export const voteStates = [
  'draft',
  'handing_out',
  'casting',
  'counting',
  'closed',
  'cancelled',
] as const
export type VoteState = (typeof voteStates)[number]
