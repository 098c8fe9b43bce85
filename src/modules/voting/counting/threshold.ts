import type { Threshold } from './types.ts'

/** Whether so many of a base reach a threshold. Whole numbers only: no share is ever rounded. */
export const reaches = (votes: number, base: number, { num, den, atLeast }: Threshold): boolean =>
  atLeast ? votes * den >= num * base : votes * den > num * base

/** The fewest votes of a base that reach a threshold. */
export function neededOf(base: number, { num, den, atLeast }: Threshold): number {
  const share = num * base
  return atLeast ? Math.ceil(share / den) : Math.floor(share / den) + 1
}
