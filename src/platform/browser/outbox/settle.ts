import type { RecordResult, SyncAnswer } from './answer.ts'
import { announceChange } from './changes.ts'
import { isUnsent, needsAttention, type OutboxRecord } from './record.ts'
import type { DeviceState, OutboxStore } from './store.ts'

/** A difference between the clocks below this is the network's, not the clock's. */
const clockTolerance = 30_000

export interface Settled {
  stored: number
  refused: number
  /** Records that the server had and has lost: they go up again. */
  lost: number
}

/**
 * Writes down what the server answered. Each record is read again in the same transaction, so that
 * what the person did to it while it was under way (an undo) is not overwritten.
 */
export async function settle(
  store: OutboxStore,
  deviceId: string,
  answer: SyncAnswer,
  clockOffset: number,
): Promise<Settled> {
  const now = Date.now()
  const tx = store.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' })
  const records = tx.objectStore('records')
  const done: Settled = { stored: 0, refused: 0, lost: 0 }
  for (const result of answer.results) {
    const record = await records.get(result.id)
    // Settled by another tab meanwhile, or imported away: its word stands.
    if (!record || !isUnsent(record)) continue
    const target = record.undoes ? await records.get(record.undoes) : undefined
    const after = settleRecord(record, result, target, now)
    await records.put(after)
    if (after.state === 'stored') done.stored++
    else done.refused++
  }
  const meta = tx.objectStore('meta')
  const device = (await meta.get('device')) as DeviceState
  const next: DeviceState = {
    ...device,
    clockOffset: Math.abs(clockOffset) < clockTolerance ? 0 : Math.round(clockOffset),
    clockCheckedAt: now,
  }
  if (deviceId === device.id) {
    const own = await records.index('order').getAll(ordersOf(deviceId))
    const lost = lostRecords(own, device, answer.receivedUpTo)
    for (const record of lost) await records.put({ ...record, state: 'waiting' })
    done.lost = lost.length
    if (lost.length > 0) next.resentAfter = answer.receivedUpTo
    else if (answer.receivedUpTo > (next.resentAfter ?? -1)) next.resentAfter = undefined
    next.receivedUpTo = answer.receivedUpTo
    next.receiptAt = now
    if (answer.receipt) next.receipt = answer.receipt
  }
  await meta.put(next, 'device')
  await tx.done
  announceChange(store.name)
  return done
}

/** The keys of one device's records in the index `order`. */
export const ordersOf = (deviceId: string) =>
  IDBKeyRange.bound([deviceId, 0], [deviceId, Number.MAX_SAFE_INTEGER])

/** The record as it is after the server's word for it; `target` is what it takes back, if anything. */
export function settleRecord(
  record: OutboxRecord,
  { status, reason, field, notice }: RecordResult,
  target: OutboxRecord | undefined,
  now: number,
): OutboxRecord {
  // Sent again after the server lost it, without what was forgotten since: it had not lost it.
  const keptAfterAll = reason === 'sync.changed_after_storing' && record.settledAt !== undefined
  if (status !== 'refused' || keptAfterAll) {
    const { reason: _, ...rest } = record
    const stored: OutboxRecord = { ...rest, state: 'stored', settledAt: now }
    if (notice) stored.notice = notice
    if (record.forget && typeof record.body === 'object') {
      const kept = Object.entries(record.body ?? {}).filter(
        ([key]) => !record.forget?.includes(key),
      )
      stored.body = Object.fromEntries(kept)
    }
    return stored
  }
  const refused: OutboxRecord = { ...record, state: 'refused', settledAt: now }
  if (reason) refused.reason = reason
  if (field) refused.reasonField = field
  // Nothing is left to take back, or it was taken back already: nobody need be troubled with it.
  const moot = record.undoes ? !target || target.state === 'refused' : record.undoneBy
  if (moot) refused.dismissedAt = now
  return refused
}

/**
 * What the server has acknowledged and no longer has, by its own count: a backup was put back. What
 * was mended or let be is not sent again; for each count it happens once, so that a server which
 * cannot count does not make a phone send for ever.
 */
export function lostRecords(
  own: OutboxRecord[],
  device: Pick<DeviceState, 'clearedUpTo' | 'resentAfter'>,
  receivedUpTo: number,
): OutboxRecord[] {
  let acknowledged = device.clearedUpTo
  for (const record of own) {
    if (record.seq <= acknowledged) continue
    if (record.seq !== acknowledged + 1 || isUnsent(record) || record.setAside) break
    acknowledged = record.seq
  }
  if (receivedUpTo >= acknowledged || device.resentAfter === receivedUpTo) return []
  return own.filter(
    (record) =>
      record.seq > receivedUpTo &&
      record.seq <= acknowledged &&
      (record.state === 'stored' || needsAttention(record)),
  )
}
