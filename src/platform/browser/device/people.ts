import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { listUnsent } from '../outbox/history.ts'
import { openStore } from '../outbox/store.ts'

export interface Person {
  id: string
  name: string
}

/** What a phone remembers of each person who has worked on it, apart from their records. */
export interface KnownPerson {
  id: string
  lastHereAt: number
  pin?: { salt: Uint8Array<ArrayBuffer>; hash: Uint8Array<ArrayBuffer>; iterations: number }
  /** Wrong PINs in a row, and until when the next one has to wait. */
  failures?: number
  lockedUntil?: number
  /** The PIN is forgotten: it goes once they have signed out and in again. */
  pinReset?: 'asked' | 'signed_out'
}

interface DeviceSchema extends DBSchema {
  people: { key: string; value: KnownPerson }
  /**
   * `here`: the {@link Person} who works on this phone now; `owes-sign-out`: since when the server has
   * to be told that somebody has signed out here.
   */
  settings: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<DeviceSchema>> | undefined

/** The one database that all who share a phone have in common; it holds nobody's records. */
function device(): Promise<IDBPDatabase<DeviceSchema>> {
  opened ??= openDB<DeviceSchema>('xungkich-device', 1, {
    upgrade(store) {
      store.createObjectStore('people', { keyPath: 'id' })
      store.createObjectStore('settings')
    },
    blocking(_from, _to, event) {
      ;(event.target as IDBDatabase).close()
      opened = undefined
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}

/** Who works on this phone now, as far as it knows without a network. */
export async function personHere(): Promise<Person | undefined> {
  return (await (await device()).get('settings', 'here')) as Person | undefined
}

/** The server has said who is signed in. */
export async function setPersonHere(person: Person): Promise<void> {
  await (await device()).put('settings', person, 'here')
  await changePerson(person.id, (known) => ({ ...known, lastHereAt: Date.now() }))
}

/** After signing out: nobody is here. Records that wait stay for their owner, under no name. */
export async function leave(): Promise<void> {
  await (await device()).delete('settings', 'here')
}

/** Whoever signed out here must be signed out at the server too; remembered until that is done. */
export async function oweSignOut(): Promise<void> {
  await (await device()).put('settings', Date.now(), 'owes-sign-out')
}

export async function owesSignOut(): Promise<boolean> {
  return (await (await device()).get('settings', 'owes-sign-out')) !== undefined
}

/** The server has said that it is done. */
export async function signOutDone(): Promise<void> {
  await (await device()).delete('settings', 'owes-sign-out')
}

export async function findPerson(id: string): Promise<KnownPerson | undefined> {
  return await (await device()).get('people', id)
}

export async function changePerson(
  id: string,
  change: (known: KnownPerson) => KnownPerson,
): Promise<void> {
  const tx = (await device()).transaction('people', 'readwrite')
  await tx.store.put(change((await tx.store.get(id)) ?? { id, lastHereAt: Date.now() }))
  await tx.done
}

/** Several people have worked on this phone, or somebody said that they do: nothing confidential stays on it. */
export async function isSharedPhone(): Promise<boolean> {
  const db = await device()
  if ((await db.get('settings', 'shared')) === true) return true
  return (await db.count('people')) > 1
}

export async function setSharedPhone(isShared: boolean): Promise<void> {
  await (await device()).put('settings', isShared, 'shared')
}

/** How many records of others wait on this phone: the number is all that anybody else may see. */
export async function countUnsentOfOthers(personId: string | undefined): Promise<number> {
  const ids = await (await device()).getAllKeys('people')
  let count = 0
  for (const id of ids.filter((other) => other !== personId)) {
    const store = await openStore(id)
    count += (await listUnsent(store)).length
    store.close()
  }
  return count
}
