import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '#platform/server/config.ts'
import { urlForRole } from '#platform/server/database/client.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '#platform/server/database/embedded.ts'

/** A database that answers, under each of the roles, and the secret that seals personal data. */
export interface Installation {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly authUrl: string
  readonly secret: string
  readonly isEmbedded: boolean
  stop(): Promise<void>
}

/** Opens the database that the configuration names, or starts the embedded one in the data directory. */
export async function openInstallation(config: Config): Promise<Installation> {
  const dataDirectory = resolve(config.DATA_DIR)
  await mkdir(dataDirectory, { recursive: true })
  const secret = config.APP_SECRET ?? (await keptSecret(join(dataDirectory, 'secret')))
  if (config.DATABASE_URL) {
    return {
      ownerUrl: config.DATABASE_URL,
      appUrl: config.DATABASE_APP_URL ?? urlForRole(config.DATABASE_URL, 'xungkich_app'),
      authUrl: config.DATABASE_AUTH_URL ?? urlForRole(config.DATABASE_URL, 'xungkich_auth'),
      secret,
      isEmbedded: false,
      stop: async () => {},
    }
  }
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres') })
  return { ...embedded((role) => postgres.url(role), secret), stop: () => postgres.stop() }
}

/**
 * Like {@link openInstallation}, but beside a server that runs already: its embedded database is
 * used and left running. For commands that an operator gives while people work.
 */
export async function joinInstallation(config: Config): Promise<Installation> {
  const dataDirectory = resolve(config.DATA_DIR)
  const url = config.DATABASE_URL
    ? undefined
    : await findRunningPostgres(join(dataDirectory, 'postgres'))
  if (!url) return openInstallation(config)
  const secret = config.APP_SECRET ?? (await keptSecret(join(dataDirectory, 'secret')))
  return { ...embedded(url, secret), stop: async () => {} }
}

const embedded = (url: (role: string) => string, secret: string) => ({
  ownerUrl: url('xungkich'),
  appUrl: url('xungkich_app'),
  authUrl: url('xungkich_auth'),
  secret,
  isEmbedded: true,
})

/** The secret made at the first start; who loses the file loses what it sealed (docs/operations.md). */
async function keptSecret(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = randomBytes(48).toString('base64url')
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
