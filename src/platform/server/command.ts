import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from './audit/record.ts'
import type { Config } from './config.ts'
import { type Asking, type Context, withContext } from './context.ts'
import type { Database } from './database/client.ts'
import { Conflict, type Fault, Invalid } from './errors.ts'
import type { FileStore } from './files/store.ts'
import type { Sealer } from './sealing.ts'

/** What a command says about itself for the audit; never personal data beyond ids. */
export interface AuditNote {
  unitId?: string | null
  subjectId?: string | null
  details?: Record<string, unknown>
}

/** The context of a write. */
export interface CommandContext extends Context {
  /** What the installation is told from outside: days, limits. */
  readonly config: Config
  /**
   * Files on the disk. What a command keeps and then rolls back stays there unread: the same bytes are
   * kept again at no cost.
   */
  readonly files: FileStore
  /** Adds a row to the audit in this transaction; a command that adds none gets one of its own. */
  note(note: AuditNote): void
  /** Says that something happened; the tasks that listen to it are queued in this transaction. */
  emit(event: string, payload: Record<string, unknown>): Promise<void>
  /** Queues background work in this transaction; it starts after the commit, or some seconds later. */
  enqueue(task: string, payload: Record<string, unknown>, options?: TaskTiming): Promise<void>
}

export interface Command<Shape extends z.ZodType = z.ZodType, Result = unknown> {
  readonly name: string
  readonly shape: Shape
  readonly handle: (ctx: CommandContext, input: z.output<Shape>) => Promise<Result>
  /** Leaves no row in the audit: its time and order alone would tell what must stay unknown. */
  readonly isUnrecorded: boolean
}

/**
 * A write: a name, the shape of its input, and what it does. Form, API, sync, task and CLI all run
 * the same command. The handler must ask the policy (`ctx.authorize`), or the command is aborted.
 */
export const defineCommand = <Shape extends z.ZodType, Result>(
  name: string,
  shape: Shape,
  handle: (ctx: CommandContext, input: z.output<Shape>) => Promise<Result>,
  options: { isUnrecorded?: true } = {},
): Command<Shape, Result> => ({
  name,
  shape,
  handle,
  isUnrecorded: options.isUnrecorded ?? false,
})

/** When background work starts. */
export interface TaskTiming {
  afterSeconds?: number
}

/** How commands reach the queue of background work; given by the application. */
export interface Outbox {
  enqueue(
    db: Kysely<Database>,
    task: string,
    payload: Record<string, unknown>,
    asking: Asking,
    options?: TaskTiming,
  ): Promise<void>
  listeners(event: string): readonly string[]
}

/** Reads input into a shape; throws {@link Invalid} with every fault and where it stands. */
export function parseInput<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const result = shape.safeParse(input)
  if (result.success) return result.data
  throw new Invalid(result.error.issues.map(faultOf))
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const path = issue.path.join('.')
  // A shape that names its own fault says it best; zod's own messages are sentences.
  if (/^[a-z][a-z_.]*$/.test(issue.message)) return { path, code: issue.message }
  if (issue.code === 'too_small') {
    if (issue.minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int')
      return { path, code: 'required' }
    return { path, ...limit(issue.origin, 'small', issue.minimum) }
  }
  if (issue.code === 'too_big') return { path, ...limit(issue.origin, 'big', issue.maximum) }
  if (issue.code === 'invalid_type' && issue.input === undefined) return { path, code: 'required' }
  return { path, code: issue.code }
}

/** A text is too long, a number too large; the message says how much there may be. */
function limit(
  origin: string,
  which: 'small' | 'big',
  bound: number | bigint,
): Omit<Fault, 'path'> {
  const kind = { string: 'text', array: 'list' }[origin] ?? 'number'
  return { code: `${kind}_too_${which}`, details: { limit: Number(bound) } }
}

/** Runs a command in one transaction: parse, bind the actor, do, audit, queue, commit. */
export async function runCommand<Shape extends z.ZodType, Result>(
  services: {
    database: Kysely<Database>
    outbox: Outbox
    sealer: Sealer
    config: Config
    files: FileStore
  },
  asking: Asking,
  command: Command<Shape, Result>,
  input: unknown,
): Promise<Result> {
  const parsed = parseInput(command.shape, input)
  try {
    return await withContext(services.database, 'write', asking, services.sealer, async (base) => {
      const { db } = base
      const notes: AuditNote[] = []
      let asked = false
      const enqueue: CommandContext['enqueue'] = (task, payload, options) =>
        services.outbox.enqueue(db, task, payload, asking, options)
      const ctx: CommandContext = {
        ...base,
        config: services.config,
        files: services.files,
        authorize: (sentence) => {
          asked = true
          return base.authorize(sentence)
        },
        note: (note) => void notes.push(note),
        enqueue,
        emit: async (event, payload) => {
          for (const task of services.outbox.listeners(event)) await enqueue(task, payload)
        },
      }
      const result = await command.handle(ctx, parsed)
      if (!asked) throw new Error(`The command ${command.name} never asked the policy`)
      if (command.isUnrecorded) return result
      await recordAudit(db, asking, command.name, notes.length > 0 ? notes : [{}])
      return result
    })
  } catch (error) {
    throw asConflict(error)
  }
}

/** The database's last word in the domain's terms: a doubled key or an overlap is a conflict. */
function asConflict(error: unknown): unknown {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  if (code === '23505' || code === '23P01') return new Conflict('conflict', { constraint })
  return error
}
