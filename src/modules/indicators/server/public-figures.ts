import { sql } from 'kysely'
import { dayOf } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'

/** What the front page says of the whole movement; absent where nothing is known. */
export type PublicFigures = Partial<
  Record<
    'members' | 'youths' | 'people_helped' | 'activities' | 'ideas_proposed' | 'ideas_published',
    number
  >
>

const keptFor = 10 * 60_000
const kept = new WeakMap<App, { at: number; figures: Promise<PublicFigures> }>()

/**
 * The figures of the movement for whoever looks, up to today, all units together; at most ten minutes old,
 * whatever the number of visitors.
 */
export function readPublicFigures(app: App): Promise<PublicFigures> {
  const now = app.now().getTime()
  const known = kept.get(app)
  if (known && now - known.at < keptFor && now >= known.at) return known.figures
  const figures = ask(app)
  kept.set(app, { at: now, figures })
  // What failed is asked again by the next one.
  figures.catch(() => kept.delete(app))
  return figures
}

async function ask(app: App): Promise<PublicFigures> {
  const { rows } = await sql<{ indicator: keyof PublicFigures; value: number }>`
    select indicator, value from indicators.public_figures(${dayOf(app.now())}::date)`.execute(
    app.database.kysely,
  )
  return Object.fromEntries(rows.map(({ indicator, value }) => [indicator, value]))
}
