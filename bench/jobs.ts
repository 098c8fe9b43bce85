import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Bench, ms, percentile } from './support.ts'

const root = join(import.meta.dirname, '..')
const rounds = process.env.BENCH_SMALL ? 3 : 8
const perRound = 150

/**
 * The landing page behind a poster's code, read from the database each time, against a bare `node:http` that
 * sends the same bytes from memory; one request after another over a kept connection, in turns.
 */
export const jobsBench: Bench = {
  name: 'jobs',
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), 'xungkich-bench-jobs-'))
    const running: ChildProcess[] = []
    try {
      const [port, barePort] = [await freePort(), await freePort()]
      say('demonstration')
      running.push(
        await started(['src/cli/xungkich.js', 'start'], {
          DATA_DIR: folder,
          PORT: String(port),
          HOST: '127.0.0.1',
        }),
      )
      const list = (await get(port, '/jobs')).toString()
      const path = /\/jobs\/[0-9a-f-]{36}/.exec(list)?.[0]
      if (!path) throw new Error('The demonstration offers no job')
      const page = await get(port, path)
      const file = join(folder, 'page.html')
      await writeFile(file, page)
      const bare = `const page = require('node:fs').readFileSync(${JSON.stringify(file)}); require('node:http').createServer((_, answer) => { answer.setHeader('content-type', 'text/html'); answer.end(page) }).listen(${barePort}, '127.0.0.1', () => console.log('ready: http://'))`
      running.push(await started(['-e', bare], {}))
      const [ours, limits]: [number[], number[]] = [[], []]
      await timesOf(port, path, 50)
      say(`${rounds} rounds of ${perRound} requests`)
      for (let round = 0; round < rounds; round += 1) {
        ours.push(...(await timesOf(port, path, perRound)))
        limits.push(...(await timesOf(barePort, path, perRound)))
      }
      return [0.5, 0.95].map((share) => {
        const [our, limit] = [ours, limits].map((times) =>
          percentile(
            times.toSorted((one, other) => one - other),
            share,
          ),
        ) as [number, number]
        return {
          what: `landing page of a job (${page.length.toLocaleString('en')} B), p${share * 100}`,
          ours: ms(our),
          limit: `node:http ${ms(limit)}`,
          ratio: our / limit,
          ...(share === 0.95 && { target: '< 100 ms', met: our < 100 }),
        }
      })
    } finally {
      for (const child of running) {
        child.kill('SIGINT')
        if (child.exitCode === null) await once(child, 'exit')
      }
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function started(words: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, LANG: 'en_US.UTF-8', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('ready: http')) break
  child.stdout.resume()
  return child
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

function get(port: number, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(Buffer.concat(parts))
          : reject(new Error(`${path} answered ${answer.statusCode}`)),
      )
    })
      .on('error', reject)
      .end()
  })
}

/** Milliseconds of each of so many requests, one after another. */
async function timesOf(port: number, path: string, count: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n += 1) {
    const began = performance.now()
    await get(port, path)
    times.push(performance.now() - began)
  }
  return times
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
