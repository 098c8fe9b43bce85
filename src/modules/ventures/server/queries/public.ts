import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
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
