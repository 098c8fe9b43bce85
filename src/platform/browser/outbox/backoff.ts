/** Waits in milliseconds: each about twice the last, and never all phones at the same moment. */
export const backoff = { first: 2_000, longest: 5 * 60_000, longestAsked: 15 * 60_000 } as const

/**
 * How long to wait after so many failures in a row (1, 2, …): half of it fixed, half by chance.
 * What the server asks for (`Retry-After`) is kept to, within reason, and spread a little.
 */
export function waitAfter(failures: number, random: number, asked?: number): number {
  if (asked !== undefined) {
    return Math.round(Math.min(asked, backoff.longestAsked) + random * backoff.first)
  }
  const full = Math.min(backoff.longest, backoff.first * 2 ** Math.min(failures - 1, 20))
  return Math.round(full / 2 + (full / 2) * random)
}
