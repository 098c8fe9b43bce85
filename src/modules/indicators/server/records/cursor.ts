import { z } from 'zod'
import { Invalid } from '#platform/server/errors.ts'

/** Where a page of records ended: the sort value and the id of its last row. */
const Place = z.tuple([z.string(), z.guid()])
export type Place = z.output<typeof Place>

export const writeCursor = (place: Place): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** Reads a cursor out of an address; throws {@link Invalid} where somebody made it up. */
export function readCursor(text: string | undefined): Place | undefined {
  if (!text) return undefined
  try {
    return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new Invalid([{ path: 'cursor', code: 'cursor_invalid' }])
  }
}

/** A page out of one row more than was asked for. */
export function pageOf<Row>(
  rows: Row[],
  size: number,
  place: (row: Row) => Place,
): { rows: Row[]; next?: string } {
  if (rows.length <= size) return { rows }
  const page = rows.slice(0, size)
  return { rows: page, next: writeCursor(place(page.at(-1) as Row)) }
}
