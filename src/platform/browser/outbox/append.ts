import { dayOf } from '../../days.ts'
import { uuidv7 } from '../../uuid.ts'
import { announceChange } from './changes.ts'
import type { NewRecord, OutboxRecord } from './record.ts'
import type { DeviceState, OutboxStore } from './store.ts'

/** A record can only be taken back or mended once, and only if it is here. */
export class NotThere extends Error {
  override readonly name = 'NotThere'
}

const openForWriting = (store: OutboxStore) =>
  store.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' })
type Writing = ReturnType<typeof openForWriting>

/**
 * Writes a record down: when the promise is kept it is on the disk, with the next number of this
 * device taken in the same transaction. Throws what the store throws (a full disk, a lost store):
 * then nothing was written, and the person must be told.
 */
export async function append(store: OutboxStore, given: NewRecord): Promise<OutboxRecord> {
  const tx = openForWriting(store)
  const record = await add(tx, given)
  await tx.done
  announceChange(store.name)
  return record
}

/**
 * Takes a record back with a record of its own, whatever has become of the first one meanwhile.
 * Twice gives the same undo; one that was refused needs none and is let be. Returns what changed.
 */
export async function undo(
  store: OutboxStore,
  id: string,
  kind: string,
): Promise<OutboxRecord | undefined> {
  const tx = openForWriting(store)
  const records = tx.objectStore('records')
  const target = await records.get(id)
  if (!target || target.undoes) {
    tx.abort()
    await tx.done.catch(() => {})
    throw new NotThere(id)
  }
  let made: OutboxRecord | undefined
  if (target.undoneBy) made = await records.get(target.undoneBy)
  else if (target.state === 'refused') await records.put({ ...target, dismissedAt: Date.now() })
  else {
    made = await add(tx, { kind, body: { recordId: id }, topic: target.topic, amount: 0 }, id)
    await records.put({ ...target, undoneBy: made.id })
  }
  await tx.done
  announceChange(store.name)
  return made
}

/** Puts a new record in the place of a refused one, which stays readable and is never sent again. */
export async function mend(
  store: OutboxStore,
  refusedId: string,
  given: NewRecord,
): Promise<OutboxRecord> {
  const tx = openForWriting(store)
  const records = tx.objectStore('records')
  const refused = await records.get(refusedId)
  if (refused?.state !== 'refused' || refused.mendedBy) {
    tx.abort()
    await tx.done.catch(() => {})
    throw new NotThere(refusedId)
  }
  const made = await add(tx, given)
  await records.put({ ...refused, mendedBy: made.id })
  await tx.done
  announceChange(store.name)
  return made
}

/** The person has read the refusal and lets it be. */
export async function dismiss(store: OutboxStore, id: string): Promise<void> {
  const tx = openForWriting(store)
  const record = await tx.objectStore('records').get(id)
  if (record?.state === 'refused') {
    await tx.objectStore('records').put({ ...record, dismissedAt: Date.now() })
  }
  await tx.done
  announceChange(store.name)
}

/** What was let be is looked at again: it can be mended and sent after all. */
export async function takeUp(store: OutboxStore, id: string): Promise<void> {
  const tx = openForWriting(store)
  const record = await tx.objectStore('records').get(id)
  if (record?.state === 'refused' && !record.undoes && !record.undoneBy) {
    const { dismissedAt: _, ...open } = record
    await tx.objectStore('records').put(open)
  }
  await tx.done
  announceChange(store.name)
}

async function add(tx: Writing, given: NewRecord, undoes?: string): Promise<OutboxRecord> {
  const meta = tx.objectStore('meta')
  const device = (await meta.get('device')) as DeviceState
  const now = Date.now()
  const happened = new Date((given.at ?? now) + device.clockOffset)
  const record: OutboxRecord = {
    id: uuidv7(now),
    deviceId: device.id,
    seq: device.nextSeq,
    kind: given.kind,
    happenedAt: happened.toISOString(),
    body: given.body,
    state: 'waiting',
    day: dayOf(happened),
    topic: given.topic,
    amount: given.amount ?? 1,
    attempts: 0,
    clockOffset: device.clockOffset,
    createdAt: now,
  }
  if (given.shown !== undefined) record.shown = given.shown
  if (given.forget) record.forget = given.forget
  if (undoes) record.undoes = undoes
  await tx.objectStore('records').add(record)
  await meta.put({ ...device, nextSeq: device.nextSeq + 1 }, 'device')
  return record
}
