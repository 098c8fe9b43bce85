import type { App as Application } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import type { Identity } from '#platform/server/identity/index.ts'

declare global {
  namespace App {
    interface Error {
      message: string
      code?: string
      requestId?: string
      /** Of what was too large: how much may be sent. */
      limit?: string
      /** What was typed into a form whose session has ended, to be sent again. */
      typed?: [string, string][]
    }
    interface PageData {
      /** How wide a public page is, and whether it begins in the blue (PlainShell). */
      look?: 'page' | 'wide' | 'front'
    }
    interface Locals {
      app: Application
      identity: Identity
      asking: Asking
      /** The signed-in session's id; absent for tokens and strangers. */
      sessionId?: string
      /** What was typed into a form that nobody sent: their session has ended. */
      typed?: [string, string][]
      /** Reads in the request's one read-only snapshot; loads of one page share it. */
      read<Result>(look: (ctx: Context) => Promise<Result>): Promise<Result>
      /** Ends that snapshot: what is read after a write sees it. */
      readAnew?: () => Promise<void>
    }
  }
}
