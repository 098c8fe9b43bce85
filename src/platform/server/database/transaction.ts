import { type Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from './client.ts'

/** snapshot: reads one consistent state and writes nothing. write: each statement sees what is committed. */
export type Mode = 'snapshot' | 'write'

const begin = {
  snapshot: 'begin isolation level repeatable read read only',
  write: 'begin isolation level read committed',
} as const

/**
 * Does some work in a transaction that begins with settings of its own (whom row-level security binds
 * it to). Beginning and setting are one journey to the server, which is why the values stand in the
 * text, quoted: a statement with parameters cannot follow another in the same message.
 */
export function inTransaction<Result>(
  kysely: Kysely<Database>,
  mode: Mode,
  settings: Readonly<Record<string, string>>,
  work: (db: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  return kysely.connection().execute(async (connection) => {
    await sql.raw(openingOf(mode, settings)).execute(connection)
    try {
      const result = await work(connection as Transaction<Database>)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      // Where the connection is what failed, the transaction is gone with it.
      await sql`rollback`.execute(connection).catch(() => {})
      throw error
    }
  })
}

/** Opens a snapshot that stays open until it is ended, for the several reads of one request. */
export async function openSnapshot(
  kysely: Kysely<Database>,
  settings: Readonly<Record<string, string>>,
): Promise<{ db: Transaction<Database>; end: () => Promise<void> }> {
  const opened = Promise.withResolvers<Transaction<Database>>()
  const over = Promise.withResolvers<void>()
  const whole = inTransaction(kysely, 'snapshot', settings, (db) => {
    opened.resolve(db)
    return over.promise
  })
  whole.catch(opened.reject)
  const db = await opened.promise
  return {
    db,
    end: () => {
      over.resolve()
      return whole
    },
  }
}

function openingOf(mode: Mode, settings: Readonly<Record<string, string>>): string {
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  )
  return `${begin[mode]}; select ${set.join(', ')}`
}
