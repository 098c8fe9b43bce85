import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '#platform/server/config.ts'
import { urlForRole } from '#platform/server/database/client.ts'
import { startEmbeddedPostgres } from '#platform/server/database/embedded.ts'

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
  return {
    ownerUrl: postgres.url('xungkich'),
    appUrl: postgres.url('xungkich_app'),
    authUrl: postgres.url('xungkich_auth'),
    secret,
    isEmbedded: true,
    stop: () => postgres.stop(),
  }
}

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
