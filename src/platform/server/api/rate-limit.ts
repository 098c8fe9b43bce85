/** Requests that an account may make in a row, and how many come back each second. */
const burst = 120
const perSecond = 10

interface Bucket {
  left: number
  at: number
}

const buckets = new Map<string, Bucket>()

/**
 * Takes one request out of an account's bucket. Counted within this process: several processes
 * behind a proxy allow as many times more. Returns the seconds to wait, 0 where it may go on.
 */
export function takeRequest(key: string, now: number): { wait: number; left: number } {
  const bucket = buckets.get(key) ?? { left: burst, at: now }
  bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
  bucket.at = now
  buckets.set(key, bucket)
  if (buckets.size > 10_000)
    for (const [name, old] of buckets) if (now - old.at > 60_000) buckets.delete(name)
  if (bucket.left < 1) return { wait: Math.ceil((1 - bucket.left) / perSecond), left: 0 }
  bucket.left -= 1
  return { wait: 0, left: Math.floor(bucket.left) }
}
