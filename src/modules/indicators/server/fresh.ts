import { sql } from 'kysely'
import type { App } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'

const portion = 100_000

/**
 * Carries everything that records have added into the figures. Costs a fraction of a millisecond
 * when nothing waits; when much does, goes in portions, each its own transaction.
 */
export async function foldPending(app: Pick<App, 'database'>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      taken: number
    }>`select indicators.fold(${portion}) as taken`.execute(app.database.kysely)
    if ((rows[0]?.taken ?? 0) < portion) return
  }
}

/**
 * Reads figures that hold every record committed before the call: folds, then opens a snapshot of
 * its own, since the request's shared one may be older than the fold.
 */
export async function readFresh<Result>(
  app: Pick<App, 'database' | 'read'>,
  asking: Asking,
  look: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  await foldPending(app)
  return app.read(asking, look)
}
