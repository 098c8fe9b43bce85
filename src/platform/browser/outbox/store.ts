import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { uuidv7 } from '../../uuid.ts'
import type { OutboxRecord, Tally } from './record.ts'

/** What the store remembers beside its records. */
export interface DeviceState {
  id: string
  nextSeq: number
  /** Every own record up to this number has been acknowledged and cleared away. */
  clearedUpTo: number
  /** The highest number the server said it has, and its signed word for it. */
  receivedUpTo: number
  receipt?: { text: string; signature: string }
  receiptAt?: number
  /** `receivedUpTo` for which lost records went up again, so that it happens once for each. */
  resentAfter?: number
  /** Server's time less the phone's, in milliseconds, when they last spoke. */
  clockOffset: number
  clockCheckedAt?: number
}

interface OutboxSchema extends DBSchema {
  records: {
    key: string
    value: OutboxRecord
    indexes: {
      order: [string, number]
      state: string
      day: string
      topic: string
    }
  }
  tallies: { key: [string, string]; value: Tally }
  /** `device`: {@link DeviceState}; `lease`: who uploads where the browser has no locks. */
  meta: { key: string; value: unknown }
  /** What the server sent down for work without it, by name. */
  packs: { key: string; value: unknown }
}

export type OutboxStore = IDBPDatabase<OutboxSchema>
type Names = ('records' | 'tallies' | 'meta' | 'packs')[]
type Upgrade = (
  store: OutboxStore,
  tx: IDBPTransaction<OutboxSchema, Names, 'versionchange'>,
) => void

/** One step a version, from the version before; a step that has been released is never changed. */
const upgrades: Upgrade[] = [
  (store) => {
    const records = store.createObjectStore('records', { keyPath: 'id' })
    records.createIndex('order', ['deviceId', 'seq'], { unique: true })
    records.createIndex('state', 'state')
    records.createIndex('day', 'day')
    records.createIndex('topic', 'topic')
    store.createObjectStore('tallies', { keyPath: ['day', 'kind'] })
    store.createObjectStore('meta')
    store.createObjectStore('packs')
  },
]

/** A newer version of the program has already changed this phone's store. */
export class StoreIsNewer extends Error {
  override readonly name = 'StoreIsNewer'
}

export interface OpenStoreOptions {
  /** A newer version of the program, in another tab, wants to change the store. */
  onReplaced?: () => void
  /** The browser closed the store by itself: its data were cleared, or the disk failed. */
  onLost?: () => void
}

/** The database of one person's records on this phone. */
export const storeName = (personId: string): string => `xungkich-field-${personId}`

/**
 * Opens the store of a person, making or upgrading it; its device number is made once. Throws
 * {@link StoreIsNewer} where a newer version of the program has been here.
 */
export async function openStore(
  personId: string,
  { onReplaced, onLost }: OpenStoreOptions = {},
): Promise<OutboxStore> {
  const store = await openDB<OutboxSchema>(storeName(personId), upgrades.length, {
    upgrade(store, from, _to, tx) {
      for (const step of upgrades.slice(from)) step(store, tx)
    },
    blocking(_from, _to, event) {
      ;(event.target as IDBDatabase).close()
      onReplaced?.()
    },
    terminated: () => onLost?.(),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'VersionError') throw new StoreIsNewer()
    throw error
  })
  const tx = store.transaction('meta', 'readwrite', { durability: 'strict' })
  if (!(await tx.store.get('device'))) await tx.store.put(newDevice(), 'device')
  await tx.done
  return store
}

const newDevice = (): DeviceState => ({
  id: uuidv7(),
  nextSeq: 1,
  clearedUpTo: 0,
  receivedUpTo: 0,
  clockOffset: 0,
})

export async function getDevice(store: OutboxStore): Promise<DeviceState> {
  return (await store.get('meta', 'device')) as DeviceState
}
