import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-parent-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A launcher that starts a server, of which only the end is left: it writes a file when it ends in order. */
async function launch(
  name: string,
  stdio: string,
  environment: Record<string, string>,
  program = 'process.execPath',
  words = '[server]',
) {
  const ended = join(folder, `${name}.ended`)
  const server = join(folder, `${name}-server.ts`)
  const launcher = join(folder, `${name}-launcher.mjs`)
  await writeFile(
    server,
    `import { writeFileSync } from 'node:fs'
     import { endWithParent } from ${JSON.stringify(join(import.meta.dirname, 'end-with-parent.ts'))}
     endWithParent(() => { writeFileSync(${JSON.stringify(ended)}, ''); process.exit(0) })
     setTimeout(() => process.exit(9), 20_000)
     console.log(process.pid)`,
  )
  await writeFile(
    launcher,
    `import { spawn } from 'node:child_process'
     const server = ${JSON.stringify(server)}
     spawn(${program}, ${words}, { stdio: ${stdio} })`,
  )
  const { npm_lifecycle_event: _, ...env } = process.env
  const child = spawn(process.execPath, [launcher], {
    env: { ...env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [pid] = await once(child.stdout, 'data')
  return { child, pid: Number(pid), hasEnded: () => existsSync(ended) }
}
const byChannel = "['ignore', 'inherit', 'inherit', 'ipc']"
const plain = "['ignore', 'inherit', 'inherit']"

test('the server ends in order when the wrapper that started it is killed', async () => {
  const { child, hasEnded } = await launch('wrapper', byChannel, {})
  child.kill('SIGKILL')
  await expect.poll(hasEnded, { timeout: 10_000 }).toBe(true)
})

test('the server ends in order when the npm that started it is killed', async () => {
  const { child, hasEnded } = await launch('npm', plain, { npm_lifecycle_event: 'start' })
  child.kill('SIGKILL')
  await expect.poll(hasEnded, { timeout: 10_000 }).toBe(true)
})

test('and when npm had put a shell between', async () => {
  const inShell = "['-c', process.execPath + ' ' + server + '; true']"
  const npm = { npm_lifecycle_event: 'start' }
  const { child, hasEnded } = await launch('shell', plain, npm, "'sh'", inShell)
  child.kill('SIGKILL')
  await expect.poll(hasEnded, { timeout: 10_000 }).toBe(true)
})

test('a server that somebody let go of on purpose goes on', async () => {
  const { child, pid, hasEnded } = await launch('alone', plain, {})
  child.kill('SIGKILL')
  await once(child, 'exit')
  await new Promise((done) => setTimeout(done, 2500))
  expect(hasEnded()).toBe(false)
  process.kill(pid, 'SIGKILL')
})
