import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { copyRoleTypes } from '../access/copy-role-types.ts'
import { migrateTaskQueue } from '../tasks/migrate.ts'

export interface Migrated {
  applied: string[]
}

/** A migration that has landed was edited, or one is missing: the message names it. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem'
}

/** The database is older than what the migrations are written for. */
export class PostgresTooOld extends Error {
  override readonly name = 'PostgresTooOld'
  readonly version: string
  constructor(version: string) {
    super(`PostgreSQL ${version} is too old; 15 or newer is needed`)
    this.version = version
  }
}

const oldestPostgres = 150_000
const lockNumber = 7_242_024
const folder = join(import.meta.dirname, '../../../../migrations')

/**
 * Brings a database up to this version, forward only, one transaction a file, under a lock so that
 * two processes can start at once. Also copies the role types and permissions out of the code.
 * Throws {@link MigrationProblem} where a file that was applied has changed since, {@link PostgresTooOld}
 * before PostgreSQL 15.
 */
export async function migrate(options: {
  ownerUrl: string
  log?: (line: string) => void
  directory?: string
}): Promise<Migrated> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await refuseOld(client)
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    await ensureRoles(client)
    const applied = await applyPending(client, options.directory ?? folder, options.log)
    await copyRoleTypes(client)
    await migrateTaskQueue(options.ownerUrl, client)
    return { applied }
  } finally {
    await client.end()
  }
}

async function refuseOld(client: pg.Client) {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  if ((rows[0]?.number ?? 0) < oldestPostgres) throw new PostgresTooOld(rows[0]?.version ?? '?')
}

/** The names of the migrations that a database still needs; empty when it is current. */
export async function pendingMigrations(ownerUrl: string, directory = folder): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const known = await client.query<{ known: boolean }>(
      `select to_regclass('public.xungkich_migration') is not null as known`,
    )
    const names = (await readMigrations(directory)).map((migration) => migration.name)
    if (!known.rows[0]?.known) return names
    const done = await client.query<{ name: string }>('select name from public.xungkich_migration')
    const landed = new Set(done.rows.map((row) => row.name))
    return names.filter((name) => !landed.has(name))
  } finally {
    await client.end()
  }
}

async function readMigrations(directory: string) {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** The application's roles belong to the cluster; where somebody else made them, nothing is done. */
async function ensureRoles(client: pg.Client) {
  for (const role of ['xungkich_app', 'xungkich_auth']) {
    const found = await client.query('select from pg_roles where rolname = $1', [role])
    if (found.rowCount) continue
    await client.query(`create role ${role} nologin`)
    await client.query(`grant ${role} to current_user`)
  }
}

async function applyPending(client: pg.Client, directory: string, log?: (line: string) => void) {
  await client.query(`create table if not exists public.xungkich_migration (
    name text primary key, digest text not null, applied_at timestamptz not null default now())`)
  const done = new Map(
    (
      await client.query<{ name: string; digest: string }>(
        'select name, digest from public.xungkich_migration',
      )
    ).rows.map((row) => [row.name, row.digest]),
  )
  const applied: string[] = []
  for (const { name, text, digest } of await readMigrations(directory)) {
    const landed = done.get(name)
    if (landed && landed !== digest) {
      throw new MigrationProblem(
        `${name} was changed after it had been applied; write a new migration instead`,
      )
    }
    if (landed) continue
    try {
      await client.query('begin')
      await client.query(text)
      await client.query('insert into public.xungkich_migration (name, digest) values ($1, $2)', [
        name,
        digest,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new MigrationProblem(`${name}: ${(error as Error).message}`, { cause: error })
    }
    log?.(name)
    applied.push(name)
  }
  return applied
}
