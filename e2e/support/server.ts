import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, inject } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readyWithinMs = 170_000

export interface ServerOptions {
  /** With the demonstration of Hà Giang, made once a run and copied; else as on a first day. */
  demonstration?: boolean
  /** A command of the product that makes the data first: `demo --reform …`. */
  prepare?: readonly string[]
  environment?: Record<string, string>
}

/** The product, running as its own process on its own data, as a person would start it. */
export interface ProductServer {
  readonly url: string
  readonly dataDirectory: string
  /** All that it has printed so far, over all its lives. */
  output(): string
  /** Ends it as a power cut would. */
  kill9(): Promise<void>
  /** Starts it again after `kill9` or `stop`, at the same address on the same data. */
  restart(): Promise<void>
  /** Ends it as Ctrl-C does. Returns its exit code. */
  stop(): Promise<number | null>
}

const started: { server: ProductServer; dataDirectory: string }[] = []

// Registered while the test file is read: a hook registered in a running test is never called.
afterAll(async () => {
  for (const { server, dataDirectory } of started.splice(0)) {
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
})

/**
 * The product with the demonstration, for a whole test file; to be called at its top level. It runs
 * from the file's first `beforeAll` on.
 */
export function useServer(options: Pick<ServerOptions, 'environment'> = {}): ProductServer {
  let current: ProductServer | undefined
  beforeAll(async () => {
    current = await startServer({ ...options, demonstration: true })
  }, 300_000)
  const here = (): ProductServer => {
    if (!current) throw new Error('The product runs from beforeAll on, not earlier')
    return current
  }
  return {
    get url() {
      return here().url
    },
    get dataDirectory() {
      return here().dataDirectory
    },
    output: () => here().output(),
    kill9: () => here().kill9(),
    restart: () => here().restart(),
    stop: () => here().stop(),
  }
}

/** Starts the product and waits until it says that it is ready; stopped after the test file. */
export async function startServer(options: ServerOptions = {}): Promise<ProductServer> {
  const dataDirectory = await mkdtemp(join(inject('runFolder'), 'data-'))
  if (options.demonstration) {
    const sample = await demonstrationData(options.environment)
    execFileSync('cp', ['-a', `${sample}/.`, dataDirectory])
  }
  if (options.prepare) {
    const { code, output } = await run(options.prepare, {
      ...options.environment,
      DATA_DIR: dataDirectory,
    })
    if (code !== 0) throw new Error(`${options.prepare.join(' ')} ended with ${code}:\n${output}`)
  }
  const server = await launch(dataDirectory, await freePort(), options)
  started.push({ server, dataDirectory })
  return server
}

async function launch(
  dataDirectory: string,
  port: number,
  options: ServerOptions,
): Promise<ProductServer> {
  const printed: string[] = []
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }
  const begin = async () => {
    const words = ['src/cli/xungkich.js', 'start', ...(options.demonstration ? [] : ['--empty'])]
    child = spawn(process.execPath, words, {
      cwd: root,
      env: {
        ...process.env,
        LANG: 'en_US.UTF-8',
        ...options.environment,
        DATA_DIR: dataDirectory,
        PORT: String(port),
        HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    await untilReady(child, printed)
  }
  await begin()
  return {
    url: `http://localhost:${port}`,
    dataDirectory,
    output: () => printed.join('\n'),
    kill9: async () => {
      await end('SIGKILL')
    },
    restart: begin,
    stop: () => end('SIGINT'),
  }
}

/** The product prints its address when, and only when, it answers. */
function untilReady(child: ChildProcess, printed: string[]): Promise<void> {
  return new Promise((ready, failed) => {
    const fail = (why: string) => {
      child.kill('SIGKILL')
      failed(new Error(`The product ${why}. It printed:\n${printed.join('\n')}`))
    }
    const impatience = globalThis.setTimeout(fail, readyWithinMs, 'was not ready in time')
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line)
        if (/ready: https?:\/\//.test(line)) {
          clearTimeout(impatience)
          ready()
        }
      })
    }
    child.once('exit', (code, signal) => {
      clearTimeout(impatience)
      fail(`ended with ${code ?? signal} before it was ready`)
    })
  })
}

/** A data directory with the demonstration in it, stopped cleanly; made by the first who asks, the others wait. */
async function demonstrationData(environment: Record<string, string> = {}): Promise<string> {
  const sample = join(inject('runFolder'), 'demonstration')
  const draft = `${sample}.new`
  while (!existsSync(sample)) {
    const isFirst = await mkdir(draft).then(
      () => true,
      () => false,
    )
    if (isFirst) {
      try {
        const server = await launch(draft, await freePort(), { demonstration: true, environment })
        await server.stop()
        await rename(draft, sample)
      } catch (error) {
        await rm(draft, { recursive: true, force: true })
        throw error
      }
    } else await setTimeout(200)
  }
  return sample
}

/** A command of the product as a process of its own, in English: its exit code and what it printed. */
export async function run(
  words: readonly string[],
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['src/cli/xungkich.js', ...words], {
    cwd: root,
    env: { ...process.env, LANG: 'en_US.UTF-8', HOST: '127.0.0.1', ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
