import { type Hindrance, readVerdict, type Verdict } from './answer.ts'
import { announceChange } from './changes.ts'
import { type OutboxRecord, type SentRecord, sentPart } from './record.ts'
import { settle } from './settle.ts'
import { getDevice, type OutboxStore } from './store.ts'

export interface Batch {
  device: { id: string; label?: string }
  records: SentRecord[]
}

/** Sends one batch; throws where the network does. */
export type Post = (batch: Batch) => Promise<Response>

export type UploadEnd =
  | { kind: 'all_sent'; stored: number; refused: number }
  | { kind: 'later'; why: Hindrance; waitMs?: number }
  | { kind: 'sign_in' }
  /** The server knows who asks and does not let them: the code says why. */
  | { kind: 'denied'; code: string }

export const largestBatch = 100

/**
 * The network's part: same origin, with the session's cookie, never through a redirect or a cache.
 * It says whose records these are, so that the server can refuse them where somebody else is signed
 * in on the same phone by now.
 */
export const postAs =
  (personId: string): Post =>
  (batch) =>
    fetch('/api/sync', {
      method: 'POST',
      body: JSON.stringify(batch),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-xungkich-person': personId,
      },
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(45_000),
    })

/**
 * Sends what waits, oldest first, until nothing waits or something hinders it. Safe to break off at
 * any moment and to run twice: the server knows a record by its id. Run it under the upload lock,
 * because it takes over what a broken-off run has left as `sending`.
 */
export async function upload(store: OutboxStore, post: Post, label?: string): Promise<UploadEnd> {
  const total = { stored: 0, refused: 0 }
  let limit = largestBatch
  for (;;) {
    const batch = await takeBatch(store, limit)
    const first = batch[0]
    if (!first) return { kind: 'all_sent', ...total }
    const device = { id: first.deviceId, ...(label && { label }) }
    const sentAt = Date.now()
    const verdict = await ask(post, { device, records: batch.map(sentPart) })
    const now = Date.now()
    if (verdict.kind === 'answered') {
      const { answer } = verdict
      const offset = answer.serverTime - (sentAt + now) / 2
      const { stored, refused } = await settle(store, first.deviceId, answer, offset)
      total.stored += stored
      total.refused += refused
      // An answer without any progress would be asked for again without end.
      if (stored + refused === 0) return await putBack(store, { kind: 'later', why: 'server' })
      limit = Math.min(largestBatch, limit * 2)
    } else if (canBeHalved(verdict) && batch.length > 1) {
      limit = Math.ceil(batch.length / 2)
    } else if (verdict.kind === 'rejected' && aboutTheRecord.has(verdict.code)) {
      // Alone, and the server cannot read it: it must not hold up those behind it.
      await setAside(store, first.id, verdict.code)
      total.refused++
      limit = largestBatch
    } else {
      return await putBack(store, endOf(verdict))
    }
  }
}

/** Codes with which the server refuses a batch for what is written in it. */
const aboutTheRecord = new Set(['invalid', 'sync.malformed'])

const canBeHalved = (verdict: Verdict) =>
  verdict.kind === 'too_large' || (verdict.kind === 'rejected' && aboutTheRecord.has(verdict.code))

function endOf(verdict: Exclude<Verdict, { kind: 'answered' }>): UploadEnd {
  if (verdict.kind === 'rejected') return { kind: 'denied', code: verdict.code }
  if (verdict.kind === 'too_large') return { kind: 'later', why: 'server' }
  return verdict
}

async function ask(post: Post, batch: Batch): Promise<Verdict> {
  const ids = new Set(batch.records.map(({ id }) => id))
  try {
    return await readVerdict(await post(batch), ids)
  } catch {
    // Whatever broke on the way: nothing was acknowledged, so it goes up again.
    return { kind: 'later', why: 'offline' }
  }
}

/** The oldest unsent records of one device, marked as under way. */
async function takeBatch(store: OutboxStore, limit: number): Promise<OutboxRecord[]> {
  const own = (await getDevice(store)).id
  const tx = store.transaction('records', 'readwrite')
  const unsent = (
    await Promise.all([
      tx.store.index('state').getAll('sending'),
      tx.store.index('state').getAll('waiting'),
    ])
  ).flat()
  const foreign = unsent.find(({ deviceId }) => deviceId !== own)?.deviceId
  const deviceId = unsent.some((record) => record.deviceId === own) ? own : foreign
  const batch = unsent
    .filter((record) => record.deviceId === deviceId)
    .sort((one, other) => one.seq - other.seq)
    .slice(0, limit)
    .map((record) => ({ ...record, state: 'sending' as const, attempts: record.attempts + 1 }))
  for (const record of batch) await tx.store.put(record)
  await tx.done
  if (batch.length > 0) announceChange(store.name)
  return batch
}

async function putBack(store: OutboxStore, end: UploadEnd): Promise<UploadEnd> {
  const tx = store.transaction('records', 'readwrite')
  for (const record of await tx.store.index('state').getAll('sending')) {
    await tx.store.put({ ...record, state: 'waiting' })
  }
  await tx.done
  announceChange(store.name)
  return end
}

async function setAside(store: OutboxStore, id: string, reason: string): Promise<void> {
  const tx = store.transaction('records', 'readwrite', { durability: 'strict' })
  const record = await tx.store.get(id)
  if (record) {
    const settledAt = Date.now()
    await tx.store.put({ ...record, state: 'refused', setAside: true, reason, settledAt })
  }
  await tx.done
  announceChange(store.name)
}
