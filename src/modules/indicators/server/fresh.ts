import { sql } from 'kysely'
import { dayOf } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'

const portion = 100_000

/**
 * Carries everything that records have added into the figures, by the tree of today as the clock says,
 * which must be the one by which they are then read. Costs a fraction of a millisecond
 * when nothing waits; when much does, goes in portions, each its own transaction.
 */
export async function foldPending(
  app: Pick<App, 'database'>,
  now: () => Date = () => new Date(),
): Promise<void> {
  const today = dayOf(now())
  for (;;) {
    const { rows } = await sql<{
      taken: number
    }>`select indicators.fold(${portion}) as taken
         where set_config('app.today', ${today}, true) is not null`.execute(app.database.kysely)
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
  await foldPending(app, asking.now)
  return app.read(asking, look)
}
