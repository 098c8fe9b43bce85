import { expect, test } from 'vitest'
import { createTestDatabase } from '#platform/testing/database.ts'
import { openDatabase, urlForRole } from './client.ts'

test('a connection takes on the role of its address and the search path asked for, both', async () => {
  const database = await createTestDatabase()
  const client = openDatabase(urlForRole(database.ownerUrl, 'xungkich_auth'), {
    searchPath: 'identity',
  })
  try {
    const { rows } = await client.pool.query(
      `select current_role as role, current_setting('search_path') as path, to_regclass('session') is not null as found`,
    )
    expect(rows).toEqual([{ role: 'xungkich_auth', path: 'identity', found: true }])
  } finally {
    await client.close()
    await database.drop()
  }
})
