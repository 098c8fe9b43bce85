import { sql } from 'kysely'
import type { IsoDay } from '../../days.ts'
import type { PublicKind } from '../../public-kinds.ts'
import type { CommandContext } from '../command.ts'

/** Something that everybody may find: on the front page, in the search over everything. */
export interface PublicEntry {
  kind: PublicKind
  /** The record's own id, or a code: letters, digits, `-` and `_`. */
  id: string
  title: string
  /** Two or three plain sentences; cut at 600 characters. */
  summary?: string | null | undefined
  /** More words by which it may be found: other names, fields, skills. Never shown; nothing private. */
  words?: string | null | undefined
  /** Where it is read: a path of this installation that opens without an account. */
  address: `/${string}`
  /** A picture that opens without an account, as a path. */
  picture?: `/${string}` | null | undefined
  /** Where it belongs: what is near a commune is at the units below it. */
  unitId?: string | null | undefined
  /** The place as people say it. */
  place?: string | null | undefined
  /** First and last day on which it takes place or holds; after the last it is not found any more. */
  from?: IsoDay | null | undefined
  until?: IsoDay | null | undefined
  language?: string | undefined
  /** Since when it is public. Where nothing is said: as before, or now. */
  publicAt?: Date | undefined
}

const shortened = (text: string | null | undefined, limit: number) => {
  const trimmed = text?.replace(/\s+/g, ' ').trim()
  if (!trimmed) return null
  return trimmed.length <= limit ? trimmed : `${trimmed.slice(0, limit - 1).trimEnd()}…`
}

/**
 * Makes something findable by everybody, or changes how it is found; in the transaction of the command that
 * made it public, so that both happen or neither. Whether it may be public is for the module to know.
 */
export const putPublicEntry = (ctx: CommandContext, entry: PublicEntry): Promise<void> =>
  putPublicEntries(ctx, [entry])

/** The same for many at once, in one statement; each only once. */
export async function putPublicEntries(
  ctx: CommandContext,
  entries: readonly PublicEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({
    kind: entry.kind,
    id: entry.id,
    title: shortened(entry.title, 300),
    summary: shortened(entry.summary, 600),
    keywords: shortened(entry.words, 4000),
    address: entry.address,
    picture: entry.picture ?? null,
    unit_id: entry.unitId ?? null,
    place: shortened(entry.place, 300),
    starts_on: entry.from ?? null,
    ends_on: entry.until ?? null,
    language: entry.language ?? 'vi',
    public_at: entry.publicAt ?? null,
  }))
  await sql`select platform.put_public(${JSON.stringify(rows)}::jsonb, ${ctx.now()})`.execute(
    ctx.db,
  )
}

/** Takes something out of what everybody finds: withdrawn, ended, hidden. Nothing there is no fault. */
export async function dropPublicEntry(
  ctx: CommandContext,
  kind: PublicKind,
  id: string,
): Promise<void> {
  await sql`select platform.drop_public(${kind}, ${id})`.execute(ctx.db)
}
