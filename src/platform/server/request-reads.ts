import type { App } from './app.ts'
import { type Asking, type Context, contextIn } from './context.ts'

export interface RequestReads {
  read<Result>(look: (ctx: Context) => Promise<Result>): Promise<Result>
  /** Ends the snapshot, if one was opened. */
  end(): Promise<void>
}

/**
 * One read-only snapshot for all the loads of a request, opened at the first read: the figures of a
 * page agree with each other, and the actor is bound once.
 */
export function openRequestReads(app: App, asking: Asking): RequestReads {
  let opened: Promise<{ ctx: Context; end: () => Promise<unknown> }> | undefined
  const open = async () => {
    const db = await app.database.kysely
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    try {
      return { ctx: await contextIn(db, asking, app.sealer), end: () => db.rollback().execute() }
    } catch (error) {
      await db.rollback().execute()
      throw error
    }
  }
  return {
    read: async (look) => {
      opened ??= open()
      return look((await opened).ctx)
    },
    end: async () => {
      const last = opened
      opened = undefined
      await last?.then(
        ({ end }) => end(),
        () => undefined,
      )
    },
  }
}
