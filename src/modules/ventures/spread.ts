/** How a committee's totals lie: their middle, and how far they are apart. */
export interface Spread {
  count: number
  mean: number
  lowest: number
  highest: number
  /** So far apart that the committee should talk about it: more than a quarter of the scale. */
  isWide: boolean
}

/** The most that an application can come to: five criteria of five. */
export const highestTotal = 25

export function spreadOf(totals: readonly number[]): Spread | null {
  if (totals.length === 0) return null
  const [lowest, highest] = [Math.min(...totals), Math.max(...totals)]
  const mean = totals.reduce((sum, one) => sum + one, 0) / totals.length
  return {
    count: totals.length,
    mean: Math.round(mean * 10) / 10,
    lowest,
    highest,
    isWide: highest - lowest > highestTotal / 4,
  }
}
