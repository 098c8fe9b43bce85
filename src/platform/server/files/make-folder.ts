import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder with those above it that are missing. Throws the system's error with
 * its path where that cannot be. Node's own recursive `mkdir` never ends under a folder such as /proc,
 * in which nothing can be made.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path)
  const there = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (there) return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
