import { join, resolve } from 'node:path'
import type { Config } from '#platform/server/config.ts'
import { urlForRole } from '#platform/server/database/client.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '#platform/server/database/embedded.ts'
import { type Migrated, migrate } from '#platform/server/database/migrate.ts'
import { makeFolder } from '#platform/server/files/make-folder.ts'
import { keepCheck, settleSecret } from './secret.ts'

/** A database that answers, under each of the roles. */
export interface ReachedDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly authUrl: string
  readonly isEmbedded: boolean
  stop(): Promise<void>
}

/** A database that answers, and the secret that seals personal data in it. */
export interface Installation extends ReachedDatabase {
  readonly secret: string
}

/**
 * Opens the database that the configuration names, or starts the embedded one in the data directory.
 * Throws CliProblem where the secret is not the one that its data was sealed under; `giveUpOld` goes
 * on without what was sealed.
 */
export const openInstallation = (config: Config, options: { giveUpOld?: boolean } = {}) =>
  withSecret(openDatabase, config, options)

/**
 * Like {@link openInstallation}, but beside a server that runs already: its embedded database is
 * used and left running. For commands that an operator gives while people work.
 */
export const joinInstallation = (config: Config) => withSecret(joinDatabase, config)

/** The database alone, beside a server that runs already; for who only looks. */
export async function joinDatabase(config: Config): Promise<ReachedDatabase> {
  const url = config.DATABASE_URL
    ? undefined
    : await findRunningPostgres(join(resolve(config.DATA_DIR), 'postgres'))
  return url ? { ...embedded(url), stop: async () => {} } : openDatabase(config)
}

/** Brings the database up to this version, and remembers which secret it works with. */
export async function migrateInstallation(
  { ownerUrl, secret }: Installation,
  log?: (line: string) => void,
): Promise<Migrated> {
  const migrated = await migrate({ ownerUrl, log })
  await keepCheck(ownerUrl, secret)
  return migrated
}

async function withSecret(
  reach: (config: Config) => Promise<ReachedDatabase>,
  config: Config,
  options: { giveUpOld?: boolean } = {},
): Promise<Installation> {
  const database = await reach(config)
  try {
    return { ...database, secret: await settleSecret(config, database.ownerUrl, options) }
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function openDatabase(config: Config): Promise<ReachedDatabase> {
  const dataDirectory = resolve(config.DATA_DIR)
  await makeFolder(dataDirectory)
  if (config.DATABASE_URL) {
    return {
      ownerUrl: config.DATABASE_URL,
      appUrl: config.DATABASE_APP_URL ?? urlForRole(config.DATABASE_URL, 'xungkich_app'),
      authUrl: config.DATABASE_AUTH_URL ?? urlForRole(config.DATABASE_URL, 'xungkich_auth'),
      isEmbedded: false,
      stop: async () => {},
    }
  }
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres') })
  return { ...embedded((role) => postgres.url(role)), stop: () => postgres.stop() }
}

const embedded = (url: (role: string) => string) => ({
  ownerUrl: url('xungkich'),
  appUrl: url('xungkich_app'),
  authUrl: url('xungkich_auth'),
  isEmbedded: true,
})
