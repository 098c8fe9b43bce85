import type { Kysely } from 'kysely'
import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { App } from '../app.ts'
import type { Outbox } from '../command.ts'
import { type Asking, system } from '../context.ts'
import type { Database, DatabaseClient } from '../database/client.ts'
import { errorForLog } from '../observability/error-for-log.ts'
import type { Log } from '../observability/log.ts'
import { taskSchema } from './migrate.ts'

/** Background work: done after the commit that asked for it, as the actor who asked. */
export interface Task<Shape extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly shape: Shape
  /** Minutes after which a run counts as lost and is tried again. */
  readonly minutes?: number
  /** A cron line (zone of Vietnam) for work that nobody asks for. */
  readonly schedule?: string
  /** Events after which it is queued. */
  readonly after?: readonly string[]
  readonly run: (app: App, asking: Asking, payload: z.output<Shape>) => Promise<void>
}

export const defineTask = <Shape extends z.ZodType>(task: Task<Shape>): Task<Shape> => task

interface Parcel {
  payload: Record<string, unknown>
  actor: Asking['actor']
  requestId: string
  locale: Asking['locale']
}

export interface TaskQueue extends Outbox {
  start(app: App): Promise<void>
  stop(): Promise<void>
}

/** The queue on the application's own database; queued work is part of the caller's transaction. */
export function openTaskQueue(
  database: DatabaseClient,
  tasks: readonly Task[],
  log: Log,
): TaskQueue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values as unknown[]) },
    schema: taskSchema,
    migrate: false,
    createSchema: false,
  })
  boss.on('error', (error) => log.error({ error: errorForLog(error) }, 'task queue'))

  return {
    listeners: (event) =>
      tasks.filter((task) => task.after?.includes(event)).map((task) => task.name),
    enqueue: async (db, name, payload, asking, { afterSeconds } = {}) => {
      const parcel: Parcel = {
        payload,
        actor: asking.actor,
        requestId: asking.requestId,
        locale: asking.locale,
      }
      await boss.send(name, parcel, {
        db: within(db),
        ...(afterSeconds ? { startAfter: afterSeconds } : {}),
      })
    },
    start: async (app) => {
      await boss.start()
      for (const task of tasks) {
        await boss.createQueue(task.name, {
          retryLimit: 5,
          retryBackoff: true,
          expireInSeconds: (task.minutes ?? 15) * 60,
        })
        await boss.work<Parcel>(task.name, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
          if (job) await runTask(app, task, job.data, log)
        })
        if (task.schedule)
          await boss.schedule(task.name, task.schedule, {}, { tz: 'Asia/Ho_Chi_Minh' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  }
}

const within = (db: Kysely<Database>) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, (values ?? []) as unknown[]))
    return { rows }
  },
})

async function runTask(app: App, task: Task, parcel: Partial<Parcel>, log: Log) {
  const asking: Asking = {
    actor: parcel.actor ?? system,
    requestId: parcel.requestId ?? `task-${task.name}`,
    locale: parcel.locale ?? 'vi',
    now: app.now,
  }
  const started = performance.now()
  try {
    await task.run(app, asking, task.shape.parse(parcel.payload ?? {}))
    log.info(
      { task: task.name, requestId: asking.requestId, ms: Math.round(performance.now() - started) },
      'task done',
    )
  } catch (error) {
    log.error(
      { task: task.name, requestId: asking.requestId, error: errorForLog(error) },
      'task failed',
    )
    throw error
  }
}
