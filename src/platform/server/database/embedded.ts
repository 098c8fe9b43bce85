import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findBinaries } from './embedded/binaries.ts'
import { openCluster, openDataDirectory, stopOrphan } from './embedded/cluster.ts'
import { identityFor } from './embedded/identity.ts'
import { lockFolder } from './embedded/lock.ts'
import { ensureRoles } from './embedded/roles.ts'
import { startServer, stopServer } from './embedded/server-process.ts'
import { port, type Settings, superuser } from './embedded/settings.ts'

export { EmbeddedPostgresProblem } from './embedded/problem.ts'
export { findRunningPostgres } from './embedded/running.ts'

export interface EmbeddedPostgres {
  readonly pid: number
  /** PostgreSQL's own data directory, for a back-up of files. */
  readonly clusterDirectory: string
  readonly socketDirectory: string
  /** The address for a role: `xungkich` owns the tables, `xungkich_app` and `xungkich_auth` use them. */
  url(role: string, database?: string): string
  /** Settles when the server has ended, whether stopped or not. */
  readonly ended: Promise<void>
  /** Stops the server at once but cleanly; safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came with npm on a data directory, which is made at the first start
 * together with the login roles and the database `xungkich`. It listens on a socket only, which only
 * this process's user and root may use, and ends when this process does, even by kill -9.
 * Throws EmbeddedPostgresProblem with one sentence for the person who started it.
 */
export async function startEmbeddedPostgres(options: {
  dataDirectory: string
  log?: (line: string) => void
  /** Settings of postgresql.conf that differ from ours; for tests. */
  settings?: Settings
}): Promise<EmbeddedPostgres> {
  const given = resolve(options.dataDirectory)
  const identity = await identityFor(`${given}/cluster`)
  const binaries = await findBinaries(identity)
  const directory = await openDataDirectory(given, identity)
  const unlock = await lockFolder(directory)
  try {
    await stopOrphan(`${directory}/cluster`)
    const cluster = await openCluster(directory, binaries, identity, options.settings)
    const server = await startServer(cluster, binaries, identity, options.log ?? (() => {}))
    const ended = server.ended.then(async () => {
      await rm(cluster.socketDirectory, { recursive: true, force: true })
      await unlock()
    })
    const url = (role: string, database = 'xungkich') =>
      `postgres://${role}@localhost:${port}/${database}?host=${encodeURIComponent(cluster.socketDirectory)}`
    const running: EmbeddedPostgres = {
      pid: server.pid,
      clusterDirectory: cluster.folder,
      socketDirectory: cluster.socketDirectory,
      url,
      ended,
      stop: async () => {
        await stopServer(server)
        await ended
      },
    }
    await ensureRoles(url(superuser, 'postgres')).catch(async (error) => {
      await stopServer(server)
      throw error
    })
    return running
  } catch (error) {
    await unlock()
    throw error
  }
}
