import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { canRead } from '../policy.ts'
import { type DocumentRow, rowColumns, rowJoins } from './documents.ts'
import { markerOf, type Piece, wordsOf } from './snippet.ts'

export interface SearchQuery {
  text: string
  direction?: 'out' | 'in' | undefined
  type?: string | undefined
  from?: IsoDay | undefined
  to?: IsoDay | undefined
  offset?: number
}
export interface Hit extends DocumentRow {
  subjectPieces: Piece[]
  /** Where the words stand in the text or in a file; empty where they stand in the head only. */
  snippet: Piece[]
}
const pageSize = 20

/**
 * Papers whose head, text or files hold all the words, with or without diacritics, the newest first. The
 * wall is within `documents.find`, and row-level security again holds for what is shown. One statement.
 */
export async function searchDocuments(
  ctx: Context,
  query: SearchQuery,
): Promise<{ rows: Hit[]; next: number | null }> {
  await ctx.authorize(canRead)
  const words = wordsOf(query.text)
  if (words.length === 0) return { rows: [], next: null }
  const mark = markerOf(words)
  const offset = query.offset ?? 0
  const { rows } = await sql<DocumentRow & { near: string | null }>`
    select ${rowColumns}, 0 as sent, 0 as read, w.near
      from documents.find(${query.text}, ${query.direction ?? null}, ${query.type ?? null},
             ${query.from ?? null}::date, ${query.to ?? null}::date, ${pageSize + 1}, ${offset})
             with ordinality as w (id, near, place)
      join documents.document d on d.id = w.id ${rowJoins}
     order by w.place`.execute(ctx.db)
  return {
    rows: rows.slice(0, pageSize).map(({ near, ...row }) => ({
      ...row,
      subjectPieces: mark(row.subject),
      snippet: near ? mark(near) : [],
    })),
    next: rows.length > pageSize ? offset + pageSize : null,
  }
}
