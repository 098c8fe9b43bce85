import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { port } from './settings.ts'

/**
 * The addresses of the embedded PostgreSQL that another process runs on a data directory, or
 * undefined where none answers. The socket lets in the same users as the server's own process.
 */
export async function findRunningPostgres(
  dataDirectory: string,
): Promise<((role: string) => string) | undefined> {
  const file = join(resolve(dataDirectory), 'cluster/postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const socketDirectory = lines[4]?.trim()
  if (!socketDirectory) return undefined
  const url = (role: string) =>
    `postgres://${role}@localhost:${port}/xungkich?host=${encodeURIComponent(socketDirectory)}`
  const client = new pg.Client({ connectionString: url('xungkich') })
  try {
    await client.connect()
    return url
  } catch {
    // What a killed server left behind.
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}
