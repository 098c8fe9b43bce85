import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { publicQueryOf } from '#platform/server/public-index/index.ts'
import type { VentureKind } from '../../kinds.ts'

/** What everybody may know of a public venture. */
export interface PublicVenture {
  id: string
  name: string
  kind: VentureKind
  field: string
  place: string | null
  summary: string | null
  phone: string | null
  website: string | null
  foundedOn: IsoDay | null
  endedOn: IsoDay | null
  commune: string | null
  province: string | null
  /** Those of the people behind it who chose to be named. */
  people: string[]
  /** The published idea out of which it came. */
  ideaId: string | null
  updatedAt: Date
}

/** A public venture for whoever asks, without an account; nothing where it is not public. */
export async function findPublicVenture(
  ctx: Context,
  ventureId: string,
): Promise<PublicVenture | undefined> {
  const { rows } = await sql<PublicVenture>`
    select id, name, kind, field, place, summary, phone, website, founded_on, ended_on, commune, province, people, idea_id, updated_at
      from ventures.public_page(${ventureId}::uuid)`.execute(ctx.db)
  return rows[0]
}

export interface FromIdea {
  id: string
  name: string
  kind: VentureKind
  isPublic: boolean
  foundedOn: IsoDay | null
}

/** The ventures that came out of an idea, as far as the actor may know of them. */
export async function listVenturesOfIdea(ctx: Context, ideaId: string): Promise<FromIdea[]> {
  const { rows } = await sql<FromIdea>`
    select id, name, kind, is_public, founded_on from ventures.out_of_idea(${ideaId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

export interface PublicVentureRow {
  id: string
  name: string
  kind: VentureKind
  field: string
  place: string | null
  commune: string | null
  summary: string | null
  publishedOn: IsoDay
}

/** Public ventures for whoever asks, those that became public last first; a page of thirty. */
export async function listPublicVentures(
  ctx: Context,
  query: {
    text?: string | undefined
    kind?: string | undefined
    field?: string | undefined
    unitId?: string | undefined
    after?: { day: IsoDay; id: string } | undefined
  },
): Promise<{ rows: PublicVentureRow[]; next: { day: IsoDay; id: string } | null }> {
  const size = 30
  const { rows } = await sql<PublicVentureRow>`
    select id, name, kind, field, place, commune, summary, published_on
      from ventures.public_list(${publicQueryOf(query.text)}, ${query.kind ?? null}, ${query.field ?? null}, ${query.unitId ?? null}::uuid,
                                ${query.after?.day ?? null}::date, ${query.after?.id ?? null}::uuid, ${size + 1})`.execute(
    ctx.db,
  )
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return {
    rows: page,
    next: rows.length > size && last ? { day: last.publishedOn, id: last.id } : null,
  }
}
