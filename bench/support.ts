import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type App, openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Asking } from '#platform/server/context.ts'
import { startEmbeddedPostgres } from '#platform/server/database/embedded.ts'
import { migrate } from '#platform/server/database/migrate.ts'
import { openLog } from '#platform/server/observability/log.ts'
import type { Task } from '#platform/server/tasks/queue.ts'
import { uuidv7 } from '#platform/uuid.ts'

/** One line of the table: what was measured, against what in the same run, and what is aimed at. */
export interface Measured {
  what: string
  ours: string
  limit: string
  ratio: number
  target?: string
  met?: boolean
}

export interface Bench {
  name: string
  run(say: (line: string) => void): Promise<Measured[]>
}

export interface BenchDatabase {
  ownerUrl: string
  appUrl: string
  owner: pg.Pool
  app: App
  stop(): Promise<void>
}

export const secret = 'a secret that only benches know, long enough'

/** A PostgreSQL of the bench's own, with everything safe that production has: fsync is on. */
export async function openBenchDatabase(
  tasks: readonly Task[] = [],
  settings: Record<string, string> = {},
): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') })
  const ownerUrl = postgres.url('xungkich')
  await migrate({ ownerUrl })
  const appUrl = postgres.url('xungkich_app')
  const app = openApp({
    config: readConfig({ APP_SECRET: secret, DATA_DIR: folder, ...settings }),
    appUrl,
    tasks,
    log: openLog('silent'),
  })
  await app.tasks.start(app)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  // Stopping PostgreSQL ends connections that have not said good-bye yet; that is no failure.
  owner.on('error', () => {})
  return {
    ownerUrl,
    appUrl,
    owner,
    app,
    stop: async () => {
      await app.close()
      await owner.end()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Somebody with an office at a unit, asking. */
export async function officerAt(
  database: BenchDatabase,
  unitId: string,
  roleType: string,
): Promise<Asking> {
  const personId = uuidv7()
  await database.owner.query(
    `insert into members.person (id, unit_id, standing, full_name) values ($1, $2, 'youth', 'Nguyễn Văn Đo')`,
    [personId, unitId],
  )
  await database.owner.query(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
    [uuidv7(), personId, roleType, unitId],
  )
  return {
    actor: { kind: 'person', accountId: uuidv7(), personId, name: 'Đo' },
    requestId: 'bench',
    locale: 'vi',
    now: () => new Date(),
  }
}

/** Milliseconds of each of many runs, in ascending order, after a few that only warm up. */
export async function timesOf(
  runs: number,
  work: (index: number) => Promise<unknown>,
): Promise<number[]> {
  for (let index = 0; index < Math.min(5, runs); index += 1) await work(index)
  const times: number[] = []
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now()
    await work(index)
    times.push(performance.now() - started)
  }
  return times.sort((one, other) => one - other)
}

/** The times of two sides that take turns, so that whatever else the machine does meets both. */
export async function takeTurns(
  runs: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<{ ourTimes: number[]; bareTimes: number[] }> {
  const [ourTimes, bareTimes]: [number[], number[]] = [[], []]
  for (let index = 0; index < runs + 5; index += 1) {
    for (const [times, work] of [
      [ourTimes, ours],
      [bareTimes, bare],
    ] as const) {
      const started = performance.now()
      await work()
      // The first turns only warm up.
      if (index >= 5) times.push(performance.now() - started)
    }
  }
  const sort = (times: number[]) => times.sort((one, other) => one - other)
  return { ourTimes: sort(ourTimes), bareTimes: sort(bareTimes) }
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
