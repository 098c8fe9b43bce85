import { listUnsent } from '../outbox/history.ts'
import { openStore } from '../outbox/store.ts'
import { leave, personHere } from './people.ts'

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
