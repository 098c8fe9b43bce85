import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Bench, ms } from './support.ts'

const root = join(import.meta.dirname, '..')
const runs = 5

/** From the command to the first page of a later start (data and screens are there), against a bare `node:http` that says hello. */
export const startBench: Bench = {
  name: 'start',
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), 'xungkich-bench-start-'))
    try {
      const port = await freePort()
      const ours = ['src/cli/xungkich.js', 'start', '--empty']
      const environment = { DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1' }
      say('first start')
      await firstPage(ours, environment, port)
      const [times, bareTimes]: [number[], number[]] = [[], []]
      say('later starts')
      for (let run = 0; run < runs; run += 1) {
        times.push(await firstPage(ours, environment, port))
        const hello = `require('node:http').createServer((_, answer) => answer.end('hello')).listen(${port}, '127.0.0.1', () => console.log('ready: http://'))`
        bareTimes.push(await firstPage(['-e', hello], {}, port))
      }
      const [our, bare] = [median(times), median(bareTimes)]
      return [
        {
          what: 'first page of a later start',
          ours: `median ${ms(our)}`,
          limit: `node:http ${ms(bare)}`,
          ratio: our / bare,
          target: '< 3 s',
          met: our < 3000,
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function firstPage(words: string[], environment: Record<string, string>, port: number) {
  const started = performance.now()
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, LANG: 'en_US.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) if (line.includes('ready: http')) break
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  await answer.text()
  const took = performance.now() - started
  child.kill('SIGINT')
  if (child.exitCode === null) await once(child, 'exit')
  return took
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
