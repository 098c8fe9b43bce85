import type { App } from './app.ts'
import { type Asking, type Context, openContext } from './context.ts'

export interface RequestReads {
  read<Result>(look: (ctx: Context) => Promise<Result>): Promise<Result>
  /** Ends the snapshot, if one was opened; who reads on after a write gets a new one. */
  end(): Promise<void>
}

const transactionAborted = '25P02'

/**
 * One read-only snapshot for all the loads of a request, opened at the first read: the figures of a
 * page agree with each other, and the actor is bound once.
 */
export function openRequestReads(app: App, asking: Asking): RequestReads {
  let opened: ReturnType<typeof openContext> | undefined
  let first: unknown
  return {
    read: async (look) => {
      opened ??= openContext(app.database.kysely, asking, app.sealer)
      try {
        return await look((await opened).ctx)
      } catch (error) {
        first ??= error
        // Loads run side by side in one transaction: what failed is the one before, not this one.
        throw (error as { code?: unknown } | null)?.code === transactionAborted ? first : error
      }
    },
    end: async () => {
      const last = opened
      opened = undefined
      // Whatever becomes of the connection now, the reads have been answered.
      await last?.then(({ end }) => end()).catch(() => {})
    },
  }
}
