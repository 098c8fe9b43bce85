import { listUnsent } from '../outbox/history.ts'
import { openStore } from '../outbox/store.ts'
import { settleSignOut } from './owed-sign-out.ts'
import { leave, oweSignOut, personHere } from './people.ts'

/**
 * Before signing out anywhere: where records of the person here wait, says how many and changes
 * nothing, so that field mode can ask. Else takes the rosters off the phone and forgets who was here.
 */
export async function prepareToLeave(): Promise<number> {
  const person = await personHere()
  if (!person) return 0
  const store = await openStore(person.id)
  try {
    const waiting = (await listUnsent(store)).length
    if (waiting > 0) return waiting
    await store.clear('packs')
    await leave()
    return 0
  } finally {
    store.close()
  }
}

/**
 * Somebody has signed out by the form alone, before the page's script had come to ask: the phone does now what
 * it would have done then. Records that wait stay for their owner; says how many.
 */
export async function leaveAfterwards(): Promise<number> {
  const waiting = await prepareToLeave()
  const person = await personHere()
  if (!person) return waiting
  const store = await openStore(person.id)
  try {
    await store.clear('packs')
  } finally {
    store.close()
  }
  await leave()
  return waiting
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
