import { networkOf } from '#platform/server/network-of.ts'

/** Looks that an address may take in a row, and how many come back each minute. */
const burst = 30
const perMinute = 10

interface Bucket {
  left: number
  at: number
}
const buckets = new Map<string, Bucket>()

/**
 * Counts a look of a stranger at the public page; returns the seconds to wait, 0 where they may go on. Codes
 * have 80 bits, so that this keeps the server from work rather than codes from being guessed. Counted within
 * this process.
 */
export function takeLook(address: string, now: number): number {
  const network = networkOf(address)
  const bucket = buckets.get(network) ?? { left: burst, at: now }
  bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 60_000) * perMinute)
  bucket.at = now
  buckets.set(network, bucket)
  if (buckets.size > 10_000)
    for (const [name, old] of buckets) if (now - old.at > 600_000) buckets.delete(name)
  if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perMinute) * 60)
  bucket.left -= 1
  return 0
}
