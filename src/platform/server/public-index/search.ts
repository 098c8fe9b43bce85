import { sql } from 'kysely'
import { fold } from '../../browser/fold.ts'
import type { IsoDay } from '../../days.ts'
import type { PublicKind } from '../../public-kinds.ts'
import type { Context } from '../context.ts'

/** An entry as a page shows it. */
export interface FoundEntry {
  kind: PublicKind
  id: string
  title: string
  summary: string | null
  address: string
  picture: string | null
  place: string | null
  from: IsoDay | null
  until: IsoDay | null
  language: string
  publicAt: Date
}

export interface PublicSearch {
  /** What was typed; without diacritics it finds the same. */
  text?: string | undefined
  kind?: PublicKind | undefined
  /** Only what is at this unit or below it, as the units are today. */
  unitId?: string | undefined
  /** From 1. */
  page?: number | undefined
  pageSize?: number | undefined
}

export interface PublicPage {
  entries: FoundEntry[]
  /** How many there are, counted no further than `countedUpTo`; that many can be paged through. */
  count: number
  countedUpTo: number
  /** How many of each kind; nothing where there are too many to count. */
  kinds: Partial<Record<PublicKind, number>>
}

const countedUpTo = 1000
const columns = sql`e.kind, e.id, e.title, e.summary, e.address, e.picture, e.place, e.starts_on as "from",
  e.ends_on as "until", e.language, e.public_at`

/** All words in any order, without diacritics; the last one may be unfinished. */
export function publicQueryOf(text: string | undefined): string {
  const words = fold(text ?? '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 10)
  return words
    .map((word, index) => `'${word}'${index === words.length - 1 ? ':*' : ''}`)
    .join(' & ')
}

/**
 * Searches over everything public, in one statement. Few are sorted by how well they fit, the title first;
 * many by how new they are. Plan and cost at a million entries: bench/front.
 */
export async function searchPublic(ctx: Context, search: PublicSearch): Promise<PublicPage> {
  const size = search.pageSize ?? 20
  const page = Math.min(Math.max(search.page ?? 1, 1), Math.ceil(countedUpTo / size))
  const { rows } = await sql<FoundEntry & { entries: number | null }>`
    select f.entries, coalesce(e.kind, f.kind) as kind, e.id, e.title, e.summary, e.address, e.picture, e.place,
           e.starts_on as "from", e.ends_on as "until", e.language, e.public_at
      from platform.search_public(${publicQueryOf(search.text)}, ${search.kind ?? null}, ${search.unitId ?? null}::uuid,
             ${size}, ${(page - 1) * size}) with ordinality f (kind, id, entries, place)
      left join platform.public_entry e on e.kind = f.kind and e.id = f.id
     order by f.place`.execute(ctx.db)
  const counted = rows.filter(({ entries }) => entries !== null)
  return {
    entries: rows.filter(({ entries }) => entries === null).map(({ entries: _, ...row }) => row),
    count: counted.reduce((sum, { entries }) => sum + (entries ?? 0), 0),
    countedUpTo,
    kinds: Object.fromEntries(
      counted.filter(({ kind }) => kind).map(({ kind, entries }) => [kind, entries]),
    ),
  }
}

/**
 * What a front page shows: of each kind so many, those at and below the unit first; of what has a day the
 * soonest, of everything else the newest. One statement.
 */
export async function listFront(
  ctx: Context,
  asked: { kinds: readonly PublicKind[]; unitId?: string | undefined; each: number },
): Promise<(FoundEntry & { isNear: boolean })[]> {
  const { rows } = await sql<FoundEntry & { isNear: boolean }>`
    select ${columns}, f.is_near
      from platform.front_public(${[...asked.kinds]}::text[], ${asked.unitId ?? null}::uuid, ${asked.each})
             with ordinality f (kind, id, is_near, place)
      join platform.public_entry e on e.kind = f.kind and e.id = f.id
     order by f.place`.execute(ctx.db)
  return rows
}
