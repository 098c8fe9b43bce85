import { uuidv7 } from '../../uuid.ts'
import type { OutboxStore } from './store.ts'

/** How long a lease holds without being renewed: a tab that was closed frees it by then. */
const leaseMs = 60_000

/**
 * Does the work only if nobody else (another tab, the service worker) is doing it; returns nothing
 * where somebody is. Uses Web Locks, and a lease in the store where the browser has none: both only
 * save data volume, since the server knows a record by its id.
 */
export async function alone<Result>(
  store: OutboxStore,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  if (typeof navigator !== 'undefined' && navigator.locks) {
    return await navigator.locks.request(
      `upload-${store.name}`,
      { ifAvailable: true },
      async (lock) => (lock ? await work() : undefined),
    )
  }
  return await underLease(store, work)
}

interface Lease {
  holder: string
  until: number
}

export async function underLease<Result>(
  store: OutboxStore,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const holder = uuidv7()
  if (!(await take(store, holder))) return undefined
  const renewal = setInterval(() => void take(store, holder), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    await give(store, holder)
  }
}

async function take(store: OutboxStore, holder: string): Promise<boolean> {
  const tx = store.transaction('meta', 'readwrite')
  const lease = (await tx.store.get('lease')) as Lease | undefined
  const now = Date.now()
  // A lease far in the future was written under another clock and holds nothing.
  const held =
    lease && lease.holder !== holder && lease.until > now && lease.until < now + 2 * leaseMs
  if (!held) await tx.store.put({ holder, until: now + leaseMs } satisfies Lease, 'lease')
  await tx.done
  return !held
}

async function give(store: OutboxStore, holder: string): Promise<void> {
  const tx = store.transaction('meta', 'readwrite')
  const lease = (await tx.store.get('lease')) as Lease | undefined
  if (lease?.holder === holder) await tx.store.delete('lease')
  await tx.done
}
