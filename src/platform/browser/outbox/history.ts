import { addDays, dayOf, type IsoDay } from '../../days.ts'
import { announceChange } from './changes.ts'
import { counts, isUnsent, needsAttention, type OutboxRecord, type Tally } from './record.ts'
import { ordersOf } from './settle.ts'
import type { DeviceState, OutboxStore } from './store.ts'

/** How long a stored record stays on the phone, so that it could go up again. */
export const daysKept = 30

/** The records of a day, oldest first. */
export async function listDay(store: OutboxStore, day: IsoDay): Promise<OutboxRecord[]> {
  return inOrder(await store.getAllFromIndex('records', 'day', day))
}

/** The records of an activity (or whatever their topic is), oldest first. */
export async function listTopic(store: OutboxStore, topic: string): Promise<OutboxRecord[]> {
  return inOrder(await store.getAllFromIndex('records', 'topic', topic))
}

/** What has not gone up, of whatever day, oldest first. */
export async function listUnsent(store: OutboxStore): Promise<OutboxRecord[]> {
  const [waiting, sending] = await Promise.all([
    store.getAllFromIndex('records', 'state', 'waiting'),
    store.getAllFromIndex('records', 'state', 'sending'),
  ])
  return inOrder([...waiting, ...sending])
}

/** What the server refused and somebody has to look at. */
export async function listNeedingAttention(store: OutboxStore): Promise<OutboxRecord[]> {
  return inOrder(await store.getAllFromIndex('records', 'state', 'refused')).filter(needsAttention)
}

/** Days before today with what was done on them, newest first: cleared ones and those still here. */
export async function listTallies(store: OutboxStore): Promise<Tally[]> {
  const tallies = new Map<string, Tally>()
  for (const tally of await store.getAll('tallies')) tallies.set(keyOf(tally), { ...tally })
  for (const record of await store.getAll('records')) {
    if (counts(record)) addTo(tallies, record)
  }
  return [...tallies.values()].sort((one, other) => other.day.localeCompare(one.day))
}

/**
 * Clears away what has been stored (or refused and dealt with) for {@link daysKept} days, and keeps
 * its numbers. Never what has not been acknowledged, nor anything after such a record of this phone.
 * Returns how many records went.
 */
export async function clearOld(store: OutboxStore, now: number = Date.now()): Promise<number> {
  const before = addDays(dayOf(new Date(now)), -daysKept)
  const longAgo = now - daysKept * 86_400_000
  const isOld = (record: OutboxRecord) =>
    !isUnsent(record) &&
    !needsAttention(record) &&
    record.day < before &&
    (record.settledAt ?? now) < longAgo

  const tx = store.transaction(['records', 'tallies', 'meta'], 'readwrite')
  const records = tx.objectStore('records')
  const device = (await tx.objectStore('meta').get('device')) as DeviceState
  const all = await records.getAll()
  const own = await records.index('order').getAll(ordersOf(device.id))
  const prefix = own.slice(
    0,
    firstIndex(own, (record) => !isOld(record)),
  )
  const going = [...prefix, ...all.filter((one) => one.deviceId !== device.id && isOld(one))]
  const tallies = new Map<string, Tally>()
  for (const record of going) {
    if (counts(record)) addTo(tallies, record)
    await records.delete(record.id)
  }
  for (const { day, kind, ...more } of tallies.values()) {
    const kept = await tx.objectStore('tallies').get([day, kind])
    await tx.objectStore('tallies').put({
      day,
      kind,
      records: more.records + (kept?.records ?? 0),
      amount: more.amount + (kept?.amount ?? 0),
    })
  }
  const clearedUpTo = prefix.at(-1)?.seq ?? device.clearedUpTo
  await tx.objectStore('meta').put({ ...device, clearedUpTo }, 'device')
  await tx.done
  if (going.length > 0) announceChange(store.name)
  return going.length
}

const inOrder = (records: OutboxRecord[]) =>
  records.sort((one, other) => one.createdAt - other.createdAt || one.seq - other.seq)

const keyOf = ({ day, kind }: { day: IsoDay; kind: string }) => `${day} ${kind}`

function addTo(tallies: Map<string, Tally>, { day, kind, amount }: OutboxRecord): void {
  const tally = tallies.get(keyOf({ day, kind })) ?? { day, kind, records: 0, amount: 0 }
  tally.records++
  tally.amount += amount
  tallies.set(keyOf(tally), tally)
}

function firstIndex<T>(list: T[], is: (one: T) => boolean): number {
  const at = list.findIndex(is)
  return at < 0 ? list.length : at
}
