import { sql } from 'kysely'
import { dayOf, type IsoDay } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'
import { hashOf } from './commands/share-document.ts'

export interface SharedPaper {
  documentId: string
  unitName: string
  subject: string
  symbol: string
  issuedOn: IsoDay
  endsOn: IsoDay
  sha256: string
  size: number
}

/**
 * What a link's token opens, for whoever holds it; undefined where it leads nowhere (any more), which does
 * not say why. `count` adds to its openings.
 */
export async function findSharedPaper(
  app: App,
  token: string,
  options: { count?: boolean } = {},
): Promise<SharedPaper | undefined> {
  if (!/^[A-Za-z0-9_-]{32}$/.test(token)) return undefined
  const { rows } = await sql<SharedPaper>`
    select document_id, unit_name, subject, symbol, issued_on, ends_on, sha256, size
      from documents.open_link(${hashOf(token)}, ${dayOf(app.now())}::date, ${options.count ?? false})`.execute(
    app.database.kysely,
  )
  return rows[0]
}
