import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { type DemoAccount, demoPassword } from './accounts.ts'
import { writeAll } from './bulk.ts'
import { idsOf } from './ids.ts'
import type { DemoPerson } from './people.ts'
import type { Table } from './tables.ts'

type Holder = DemoPerson & { account: DemoAccount; loginId: string }

const loginTable: Table<Holder> = {
  name: 'identity.login',
  columns: ['id', 'name', 'email', 'phone', 'person_id'],
  rows: ({ loginId, account, id }) => [[loginId, account.name, account.email, account.phone, id]],
}

const credentialTable = (nextId: () => string, hash: string): Table<Holder> => ({
  name: 'identity.credential',
  columns: ['id', 'user_id', 'account_id', 'provider_id', 'password'],
  rows: ({ loginId }) => [[nextId(), loginId, loginId, 'credential', hash]],
})

/**
 * Opens the accounts of those who have one, as `createAccount` would, but within the transaction of
 * the demonstration, so that it is never there without a way in.
 */
export async function accountRows(client: pg.Client, people: readonly DemoPerson[]): Promise<void> {
  const holders = people.flatMap((person) => {
    const { account } = person
    return account ? [{ ...person, account, loginId: idsOf(`login of ${account.key}`)() }] : []
  })
  if (holders.length === 0) return
  // All have the same password; working it out takes a tenth of a second each time.
  hash ??= await hashPassword(demoPassword)
  await writeAll(client, loginTable, holders)
  await writeAll(client, credentialTable(idsOf(`credentials of ${holders[0]!.id}`), hash), holders)
}

let hash: string | undefined
