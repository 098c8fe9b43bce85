import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase, useDatabase } from './database.ts'

const database = useDatabase()

const whoIs = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query(`select current_user as who, current_database() as at,
      (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) as bypasses`)
    return rows[0]
  } finally {
    await client.end()
  }
}

test('each role of the product reaches the test database, and row-level security binds the application', async () => {
  expect(await whoIs(database.ownerUrl)).toMatchObject({ at: database.name })
  expect(await whoIs(database.appUrl)).toEqual({
    who: 'xungkich_app',
    at: database.name,
    bypasses: false,
  })
  expect(await whoIs(database.authUrl)).toEqual({
    who: 'xungkich_auth',
    at: database.name,
    bypasses: false,
  })
})

test('a test database is migrated and shares no row with another', async () => {
  const other = await createTestDatabase()
  try {
    await database.ownerPool.query('create table mine (id int)')
    const { rows } = await other.ownerPool.query(
      `select to_regclass('public.mine') as mine, to_regclass('access.role') as role`,
    )
    expect(rows).toEqual([{ mine: null, role: 'access.role' }])
  } finally {
    await other.drop()
  }
})
