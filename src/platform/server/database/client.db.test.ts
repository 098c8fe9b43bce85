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

test('a NUL never reaches PostgreSQL: it is refused as wrong input, wherever it hides', async () => {
  const database = await createTestDatabase()
  const { pool, close } = openDatabase(database.ownerUrl)
  const refused = { name: 'Invalid', code: 'control_characters', status: 400 }
  try {
    for (const [type, value] of [
      ['text', 'a\0'],
      ['text[]', ['a', '\0']],
      ['jsonb', JSON.stringify({ a: '\0' })],
      ['jsonb', { a: ['\0'] }],
    ] as const)
      await expect(pool.query(`select $1::${type}`, [value])).rejects.toMatchObject(refused)
    const written = { note: 'the six characters \\u0000' }
    const { rows } = await pool.query('select $1::jsonb as kept', [JSON.stringify(written)])
    expect(rows).toEqual([{ kept: written }])
  } finally {
    await close()
    await database.drop()
  }
})
