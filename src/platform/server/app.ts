import type { z } from 'zod'
import { type Command, runCommand } from './command.ts'
import type { Config } from './config.ts'
import { type Asking, type Context, withContext } from './context.ts'
import { type DatabaseClient, openDatabase } from './database/client.ts'
import { type FileStore, openFileStore } from './files/store.ts'
import { type Log, openLog } from './observability/log.ts'
import { createSealer, type Sealer } from './sealing.ts'
import { openTaskQueue, type Task, type TaskQueue } from './tasks/queue.ts'

/** The running application: what a request or a task needs to read and to write. */
export interface App {
  readonly config: Config
  readonly database: DatabaseClient
  readonly tasks: TaskQueue
  readonly sealer: Sealer
  /** Files on the disk, in DATA_DIR. */
  readonly files: FileStore
  readonly log: Log
  readonly now: () => Date
  /** Runs a command as somebody. */
  run<Shape extends z.ZodType, Result>(
    asking: Asking,
    command: Command<Shape, Result>,
    input: unknown,
  ): Promise<Result>
  /** Reads in one consistent snapshot as somebody. */
  read<Result>(asking: Asking, look: (ctx: Context) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Opens the application on a migrated database, under the role that row-level security binds. */
export function openApp(options: {
  config: Config
  appUrl: string
  tasks: readonly Task[]
  now?: () => Date
  log?: Log
}): App {
  const log = options.log ?? openLog(options.config.LOG_LEVEL)
  const database = openDatabase(options.appUrl, { max: options.config.DATABASE_POOL })
  if (!options.config.APP_SECRET) throw new Error('APP_SECRET is not set')
  const sealer = createSealer(options.config.APP_SECRET)
  const files = openFileStore(options.config.DATA_DIR)
  const tasks = openTaskQueue(database, options.tasks, log)
  return {
    config: options.config,
    database,
    tasks,
    sealer,
    files,
    log,
    now: options.now ?? (() => new Date()),
    run: (asking, command, input) =>
      runCommand(
        { database: database.kysely, outbox: tasks, sealer, config: options.config, files },
        asking,
        command,
        input,
      ),
    read: (asking, look) => withContext(database.kysely, 'snapshot', asking, sealer, look),
    close: async () => {
      await tasks.stop()
      await database.close()
    },
  }
}
