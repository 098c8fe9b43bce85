import { networkOf } from '../network-of.ts'

/** How many batches an account may send: a phone with weeks of records must get through, a mad one not. */
const burst = 300
const perSecond = 10

export interface RateLimit {
  /** Seconds to wait, or 0 where it may go on. */
  take(key: string, now: number): number
}

/**
 * A bucket for each key, filled steadily, kept in this process: with several processes the limit is
 * that of each, which is enough against a runaway phone.
 */
export function openRateLimit(options: { burst?: number; perSecond?: number } = {}): RateLimit {
  const most = options.burst ?? burst
  const rate = options.perSecond ?? perSecond
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take: (key, now) => {
      const known = buckets.get(key)
      const left = known ? Math.min(most, known.left + ((now - known.at) / 1000) * rate) : most
      // Full buckets need no memory; looked for only when there are many.
      if (buckets.size > 10_000) {
        for (const [one, bucket] of buckets) {
          if (bucket.left + ((now - bucket.at) / 1000) * rate >= most) buckets.delete(one)
        }
      }
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / rate))
    },
  }
}

/** The same for strangers, who are told apart by their network: `key` is the address of a request. */
export function openAddressLimit(options: { burst: number; perSecond: number }): RateLimit {
  const limit = openRateLimit(options)
  return { take: (address, now) => limit.take(networkOf(address), now) }
}
