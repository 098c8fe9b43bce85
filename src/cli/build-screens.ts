import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as m from '#paraglide/messages.js'
import { CliProblem, locale } from './output.ts'

const root = join(import.meta.dirname, '../..')
const sources = [
  'src',
  'messages',
  'static',
  'vite.config.ts',
  'package-lock.json',
  'project.inlang/settings.json',
]

/** Builds the screens where they are missing or older than their sources. Returns the folder. */
export async function buildScreens(log: (line: string) => void): Promise<string> {
  const folder = join(root, 'build')
  const stamp = join(folder, 'sources.sha256')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  // An installation without development dependencies brings its build along.
  if (!existsSync(vite) && existsSync(join(folder, 'handler.js'))) return folder

  const digest = await digestOfSources()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return folder
  log(m.cli_building({}, locale))
  if (await areMessagesNewer())
    await runQuietly(process.execPath, [join(root, 'scripts/compile-messages.js')])
  await runQuietly(process.execPath, [vite, 'build'])
  await writeFile(stamp, digest)
  return folder
}

/** Messages pulled or edited since they were last compiled for Node would be missing from the pages that it renders. */
async function areMessagesNewer(): Promise<boolean> {
  const changed = async (path: string) =>
    (await stat(join(root, path)).catch(() => undefined))?.mtimeMs
  const compiled = await changed('paraglide-node/messages/_index.js')
  const files = await readdir(join(root, 'messages'))
  const sources = await Promise.all(files.map((name) => changed(`messages/${name}`)))
  return compiled === undefined || sources.some((at) => at !== undefined && at > compiled)
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    if (!existsSync(path)) continue
    const names = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true }))
          .filter((name) => !name.startsWith('paraglide'))
          .sort()
      : ['']
    for (const name of names) {
      const { size, mtimeMs, ...entry } = await stat(join(path, name))
      if ((entry.mode & 0o170000) === 0o100000)
        hash.update(`${source}/${name}:${size}:${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function runQuietly(command: string, words: string[]): Promise<void> {
  return new Promise((done, failed) => {
    // Whatever the shell says: in another mode parts of it would be built for developers.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(command, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk))
    child.on('error', failed)
    child.on('exit', (code) => (code === 0 ? done() : failed(new CliProblem(output))))
  })
}
