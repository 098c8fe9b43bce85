import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import {
  access,
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder } from '../../files/make-folder.ts'
import { type Binaries, isPassable } from './binaries.ts'
import { type Identity, spawnAs } from './identity.ts'
import { EmbeddedPostgresProblem } from './problem.ts'
import {
  accessText,
  configurationText,
  identityMapText,
  port,
  type Settings,
  superuser,
} from './settings.ts'

export interface Cluster {
  /** What PostgreSQL calls its data directory. */
  readonly folder: string
  /** How the server is told of it: its working folder where it may not pass through the folders above. */
  readonly asSeen: string
  readonly socketDirectory: string
}

/** Makes the folder of the data, private to whom PostgreSQL runs as. */
export async function openDataDirectory(
  directory: string,
  identity: Identity | undefined,
): Promise<string> {
  try {
    await makeFolder(dirname(directory))
    await mkdir(directory, { mode: 0o700 }).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
    await own(directory, identity)
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(directory)
  } catch (error) {
    if (!isRefusal(error)) throw error
    throw new EmbeddedPostgresProblem(
      'not_permitted',
      `${directory} belongs to another user: start Xung Kích as the user who started it first, or with another DATA_DIR.`,
      { folder: directory },
    )
  }
}

/** The cluster in the data directory, made by initdb where there is none, with today's settings. */
export async function openCluster(
  directory: string,
  binaries: Binaries,
  identity: Identity | undefined,
  settings: Settings | undefined,
): Promise<Cluster> {
  const folder = join(directory, 'cluster')
  const reachable = !identity || (await isPassable(dirname(directory)))
  const asSeen = reachable ? folder : '/proc/self/cwd'
  if (existsSync(folder)) await checkVersion(folder, binaries)
  else await initialise(folder, reachable, binaries, identity, settings)

  const socketDirectory = await openSocketDirectory(directory, reachable, identity)
  const files = {
    'postgresql.conf': configurationText(socketDirectory, settings),
    'pg_hba.conf': accessText(),
    'pg_ident.conf': identityMapText(),
  }
  for (const [name, text] of Object.entries(files)) {
    await write(join(folder, name), text, identity)
  }
  const custom = join(folder, 'custom.conf')
  if (!existsSync(custom))
    await write(custom, '# Your own settings of PostgreSQL; they win.\n', identity)
  return { folder, asSeen, socketDirectory }
}

async function initialise(
  folder: string,
  reachable: boolean,
  binaries: Binaries,
  identity: Identity | undefined,
  settings: Settings | undefined,
) {
  // Made under another name: what a killed first start leaves is never taken for a cluster.
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await own(draft, identity)
  const words = [
    '-D',
    reachable ? draft : '/proc/self/cwd',
    '-U',
    superuser,
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=peer',
    '--auth-host=reject',
    '--no-instructions',
    ...(settings?.fsync === 'off' ? ['--no-sync'] : []),
  ]
  const child = spawnAs(identity, draft, binaries.initdb, words)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes) => (output += bytes))
  const code = await new Promise((done) => {
    child.once('error', (error) => done(String(error)))
    child.once('close', done)
  })
  if (code !== 0) {
    throw new EmbeddedPostgresProblem(
      'failed',
      `PostgreSQL could not make its data directory ${folder}:\n${output || code}`,
    )
  }
  await rename(draft, folder)
}

async function checkVersion(folder: string, binaries: Binaries) {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version === binaries.majorVersion) return
  throw new EmbeddedPostgresProblem(
    'other_version',
    `${folder} was written by PostgreSQL ${version} and this version of Xung Kích brings ${binaries.majorVersion}: see “Backups” in docs/operations.md.`,
    { folder, written: version, brought: binaries.majorVersion },
  )
}

/** A socket's whole path must fit in 107 bytes, and PostgreSQL must be able to reach its folder. */
async function openSocketDirectory(
  directory: string,
  reachable: boolean,
  identity: Identity | undefined,
) {
  const beside = join(directory, 'socket')
  const mark = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  const candidates = [
    ...(reachable ? [beside] : []),
    join(tmpdir(), `xungkich-${mark}`),
    `/tmp/xungkich-${mark}`,
  ]
  for (const candidate of candidates) {
    if (Buffer.byteLength(`${candidate}/.s.PGSQL.${port}`) > 103) continue
    await mkdir(candidate, { mode: 0o700 }).catch(() => {})
    const found = await lstat(candidate).catch(() => undefined)
    const owners = [process.getuid?.(), identity?.uid]
    // In /tmp anybody could have made a folder or a link of that name before us.
    if (!found?.isDirectory() || !owners.includes(found.uid)) continue
    if (identity && !(await isPassable(dirname(candidate))) && candidate !== beside) continue
    await chmod(candidate, 0o700)
    await own(candidate, identity)
    // We hold the folder's lock, so a socket in it is what a killed server left.
    await rm(join(candidate, `.s.PGSQL.${port}.lock`), { force: true })
    return candidate
  }
  throw new EmbeddedPostgresProblem(
    'failed',
    `PostgreSQL found no folder for its socket: the path ${directory} is too long, and /tmp is not ours to write in.`,
  )
}

/**
 * Stops a server whose launcher died without taking it along (no `setpriv`, or it is just
 * stopping), and waits until it is gone. What it left in postmaster.pid is made harmless.
 */
export async function stopOrphan(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (!text) return
    const pid = Number.parseInt(text, 10)
    const worksIn = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    if (worksIn !== folder) {
      // The number is a dead process's or was given anew to another, for which PostgreSQL would
      // wait for ever. It takes no notice of its parent's number, and the other lines, by which it
      // finds what is left of the dead server, stay.
      await writeFile(file, text.replace(/^.*/, String(process.pid)))
      return
    }
    process.kill(pid, 'SIGINT')
    await wait(50)
  }
}

async function write(path: string, text: string, identity: Identity | undefined) {
  await writeFile(path, text, { mode: 0o600 })
  await own(path, identity)
}

async function own(path: string, identity: Identity | undefined) {
  if (identity) await chown(path, identity.uid, identity.gid)
}

const isRefusal = (error: unknown) =>
  ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')
