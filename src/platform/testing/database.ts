import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import type { TemplateAddresses } from './database-setup.ts'

/** A migrated database of a test's own, and its addresses under the roles of the product. */
export interface TestDatabase extends Readonly<Omit<TemplateAddresses, 'serverUrl'>> {
  readonly name: string
  /** As the owner of the tables, whom no row-level security binds: to arrange and to look behind. */
  readonly ownerPool: pg.Pool
  drop(): Promise<void>
}

/** Copies the migrated template (about 0.1 s). The caller drops it; {@link useDatabase} does so itself. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(template, (client, source) =>
    client.query(`create database ${name} template ${source}`),
  )
  const ownerUrl = inDatabase(template.ownerUrl, name)
  const ownerPool = new pg.Pool({ connectionString: ownerUrl, max: 4, allowExitOnIdle: true })
  // Dropping the database ends idle connections; that is no failure of a test.
  ownerPool.on('error', () => {})
  return {
    name,
    ownerUrl,
    appUrl: inDatabase(template.appUrl, name),
    authUrl: inDatabase(template.authUrl, name),
    ownerPool,
    drop: async () => {
      await ownerPool.end()
      await onServer(template, (client) =>
        client.query(`drop database ${name} with (force)`).catch((error) => {
          // By force autovacuum may not be ended, which is a superuser's; without force it gives way.
          if (error.code !== '42501') throw error
          return client.query(`drop database ${name}`)
        }),
      )
    },
  }
}

/**
 * Gives a test file a database of its own; to be called at the file's top level. Its properties are
 * there from the file's first `beforeAll` on.
 * @example
 * const database = useDatabase()
 * test('…', async () => { await database.ownerPool.query('select 1') })
 */
export function useDatabase(): TestDatabase {
  let current: TestDatabase | undefined
  const here = (): TestDatabase => {
    if (!current) throw new Error('The test database is there from beforeAll on, not earlier')
    return current
  }
  beforeAll(async () => {
    current = await createTestDatabase()
  })
  afterAll(() => current?.drop())
  return {
    get name() {
      return here().name
    },
    get ownerUrl() {
      return here().ownerUrl
    },
    get appUrl() {
      return here().appUrl
    },
    get authUrl() {
      return here().authUrl
    },
    get ownerPool() {
      return here().ownerPool
    },
    drop: () => here().drop(),
  }
}

/** Runs a statement about databases, which needs a connection to another database than theirs. */
async function onServer(
  template: TemplateAddresses,
  work: (client: pg.Client, templateName: string) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: template.serverUrl })
  await client.connect()
  try {
    await work(client, new URL(template.ownerUrl).pathname.slice(1))
  } finally {
    await client.end()
  }
}

function inDatabase(address: string, name: string): string {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.toString()
}
