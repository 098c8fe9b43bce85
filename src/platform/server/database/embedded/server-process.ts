import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { type Identity, spawnAs } from './identity.ts'
import { EmbeddedPostgresProblem } from './problem.ts'

export interface ServerProcess {
  readonly pid: number
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
}

// After kill -9 the processes of the dead server let go of its memory only by and by.
const passing = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/
const patienceMs = 60_000

/** Starts the server and waits until it accepts connections; recovery may take as long as it takes. */
export async function startServer(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity | undefined,
  log: (line: string) => void,
): Promise<ServerProcess> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const child = spawnAs(identity, cluster.folder, binaries.postgres, ['-D', cluster.asSeen])
    const refusal = await readyOrRefusal(child, log)
    if (refusal === undefined) {
      const ended = new Promise<void>((done) => child.once('exit', () => done()))
      return { pid: child.pid as number, ended }
    }
    if (!passing.test(refusal) || Date.now() > deadline) {
      throw new EmbeddedPostgresProblem(
        'failed',
        `PostgreSQL did not start on ${cluster.folder}:\n${refusal}`,
      )
    }
    await wait(100)
  }
}

/** Resolves with nothing once the server is ready, or with what it said when it ended instead. */
function readyOrRefusal(
  child: ChildProcess,
  log: (line: string) => void,
): Promise<string | undefined> {
  const said: string[] = []
  return new Promise((done) => {
    child.once('error', (error) => done(String(error)))
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        log(line)
        if (said.length < 50) said.push(line)
        if (line.includes('database system is ready to accept connections')) done(undefined)
      })
    }
    child.once('close', (code, signal) =>
      done(said.join('\n') || `it ended with ${code ?? signal}`),
    )
  })
}

/** Fast shutdown: open transactions are rolled back, everything committed is on the disk. */
export async function stopServer(server: ServerProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(server.pid, signal)
    } catch {
      return
    }
    const gone = await Promise.race([
      server.ended.then(() => true),
      wait(30_000, false, { ref: false }),
    ])
    if (gone) return
  }
}
