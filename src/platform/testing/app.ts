import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type App, openApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { type Actor, type Asking, system } from '../server/context.ts'
import { openLog } from '../server/observability/log.ts'
import type { Task } from '../server/tasks/queue.ts'
import { uuidv7 } from '../uuid.ts'
import { type TestDatabase, useDatabase } from './database.ts'

export const testSecret = 'a secret that only tests know, long enough'

export interface TestApp extends App {
  readonly testDatabase: TestDatabase
  /** Sets the clock; it stands still until it is set again. */
  setNow(at: Date | string): void
}

/** Somebody asking, as a request would bind them. */
export const asking = (app: TestApp, actor: Actor): Asking => ({
  actor,
  requestId: 'test',
  locale: 'vi',
  now: app.now,
})

/** A person as an actor; the account's id is made up, since identity is not what most tests are about. */
export const person = (personId: string): Actor => ({
  kind: 'person',
  accountId: uuidv7(),
  personId,
  name: 'Người thử',
})

export { system }

/** The application on a database of the test file's own, under the role that row-level security binds. */
export function useApp(
  options: { tasks?: readonly Task[]; now?: string; settings?: Record<string, string> } = {},
): TestApp {
  const database = useDatabase()
  let clock = new Date(options.now ?? '2026-06-15T02:00:00Z')
  let opened: App | undefined
  let folder: string | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xungkich-test-'))
    opened = openApp({
      config: readConfig({
        APP_SECRET: testSecret,
        LOG_LEVEL: 'silent',
        DATABASE_POOL: '6',
        DATA_DIR: folder,
        ...options.settings,
      }),
      appUrl: database.appUrl,
      tasks: options.tasks ?? [],
      now: () => clock,
      log: openLog('silent'),
    })
    await opened.tasks.start(opened)
  })
  afterAll(async () => {
    await opened?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  const extra = {
    testDatabase: database,
    setNow: (at: Date | string) => {
      clock = new Date(at)
    },
  }
  // Tests hold the application before it is open: what they ask is answered by the opened one.
  return new Proxy(extra as unknown as TestApp, {
    get: (target, key) =>
      key in target ? Reflect.get(target, key) : Reflect.get(opened as App, key),
  })
}
