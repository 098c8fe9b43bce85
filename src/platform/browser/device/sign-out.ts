import { listUnsent } from '../outbox/history.ts'
import { openStore } from '../outbox/store.ts'
import { settleSignOut } from './owed-sign-out.ts'
import { leave, oweSignOut, type Person, personHere } from './people.ts'

/**
 * Before signing out anywhere: where records of the person here wait, says how many and changes
 * nothing, so that field mode can ask. Else takes the rosters off the phone and forgets who was here.
 */
export async function prepareToLeave(): Promise<number> {
  const person = await personHere()
  if (!person) return 0
  return await leaveUnless(person, (waiting) => waiting > 0)
}

/**
 * Somebody has signed out by the form alone, before the page's script had come to ask: the phone does now what
 * it would have done then. Records that wait stay for their owner; says how many.
 */
export async function leaveAfterwards(): Promise<number> {
  const person = await personHere()
  return person ? await leaveUnless(person, () => false) : 0
}

async function leaveUnless(person: Person, stays: (waiting: number) => boolean): Promise<number> {
  const store = await openStore(person.id)
  try {
    const waiting = (await listUnsent(store)).length
    if (stays(waiting)) return waiting
    await store.clear('packs')
    await leave()
    return waiting
  } finally {
    store.close()
  }
}

/**
 * Signs out of this phone, at once, and of the server as soon as there is a network. Returns whether
 * the server has done it already.
 */
export async function signOutHere(): Promise<boolean> {
  await oweSignOut()
  await leave()
  return await settleSignOut()
}
