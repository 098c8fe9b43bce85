import pg from 'pg'
import { readConfig } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/database/client.ts'
import { migrate } from '#platform/server/database/migrate.ts'
import { type Installation, openInstallation } from './installation.ts'

export interface OpenedInstallation extends Installation {
  /** The database as the owner of its tables: the command line is the installation's own hand. */
  owner: pg.Pool
  /** Sign-in's own door. */
  auth: pg.Pool
}

/** Opens the installation for one command, migrated, and closes it whatever happens. */
export async function withInstallation<Result>(
  work: (installation: OpenedInstallation) => Promise<Result>,
): Promise<Result> {
  const installation = await openInstallation(readConfig(process.env))
  const owner = new pg.Pool({ connectionString: installation.ownerUrl, max: 2 })
  const auth = openDatabase(installation.authUrl, { max: 2, searchPath: 'identity' })
  try {
    await migrate({ ownerUrl: installation.ownerUrl })
    return await work({ ...installation, owner, auth: auth.pool })
  } finally {
    await Promise.all([owner.end(), auth.close()])
    await installation.stop()
  }
}
