import { sql } from 'kysely'
import * as m from '#paraglide/messages.js'
import type { CommandContext } from '#platform/server/command.ts'

/**
 * Fixes what the gallery says of an idea's authors and place: whoever chose it and is sixteen is named,
 * the others are "a member of the Union at …", a place is never narrower than a commune. (Law 91/2025
 * and Decree 356/2025: nothing private of a minor is published.)
 */
export async function fixPublicFacts(ctx: CommandContext, ideaId: string): Promise<void> {
  const { rows } = await sql<{
    name: string | null
    standing: string | null
    placeName: string | null
  }>`select name, standing, place_name from ideas.public_authors(${ideaId}::uuid)`.execute(ctx.db)
  const place = rows[0]?.placeName ?? null
  const named = rows.flatMap(({ name }) => name ?? [])
  const unnamed = rows.filter(({ name }) => name === null)
  const first = unnamed[0]
  const parts = [...named]
  if (first) parts.push(unnamedText(unnamed.length, named.length > 0, first.standing, place ?? ''))
  await sql`select ideas.fix_public(${ideaId}::uuid, ${parts.join(', ')}, ${place})`.execute(ctx.db)
}

/** Always in Vietnamese: it is fixed when the idea is published, and travels to the national bank. */
function unnamedText(count: number, besideOthers: boolean, standing: string | null, place: string) {
  const vi = { locale: 'vi' } as const
  if (besideOthers) return m.ideas_public_and_others({ count }, vi)
  if (count > 1) return m.ideas_public_several({ count, place }, vi)
  return standing === 'youth'
    ? m.ideas_public_youth({ place }, vi)
    : m.ideas_public_member({ place }, vi)
}

/** How a comment names its writer. */
export async function publicSelf(ctx: CommandContext, showsName: boolean): Promise<string> {
  const { rows } = await sql<{
    name: string | null
    standing: string | null
    placeName: string | null
  }>`select name, standing, place_name from ideas.public_self(${showsName})`.execute(ctx.db)
  const self = rows[0]
  return self?.name ?? unnamedText(1, false, self?.standing ?? null, self?.placeName ?? '')
}

/** The same again where the idea is shown already. */
export async function refreshPublicFacts(ctx: CommandContext, ideaId: string): Promise<void> {
  const { rows } = await sql<{
    isPublic: boolean
  }>`select ideas.is_public(${ideaId}::uuid) as is_public`.execute(ctx.db)
  if (rows[0]?.isPublic) await fixPublicFacts(ctx, ideaId)
}
