import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { dropPublicEntry, putPublicEntry } from '#platform/server/public-index/index.ts'
import type { PlaceKind } from '../kinds.ts'
import { canKeepOwn } from './policy.ts'

export interface PlaceHeld {
  id: string
  unitId: string
  ventureId: string | null
  kind: PlaceKind
  state: 'draft' | 'public' | 'hidden'
}

/** Throws Forbidden unless the actor keeps places there: as an officer, or as who keeps the registered venture. */
export async function askToKeep(
  ctx: CommandContext,
  unitId: string,
  ventureId: string | null,
): Promise<void> {
  await ctx.authorize(canKeepOwn)
  if (ctx.actor.kind === 'system') return
  const { rows } = await sql<{ keeps: boolean }>`
    select tourism.keeps(${unitId}::uuid, ${ventureId}::uuid) as keeps`.execute(ctx.db)
  if (!rows[0]?.keeps) throw new Forbidden()
}

/**
 * Throws Forbidden where a place would be entered in the name of a venture that the actor does not keep, RuleBroken
 * where no officer has registered it.
 */
export async function askForVenture(ctx: CommandContext, ventureId: string): Promise<void> {
  if (ctx.actor.kind === 'system') return
  const { rows } = await sql<{ manages: boolean; hosts: boolean }>`
    select ventures.manages(${ventureId}::uuid) as manages, tourism.hosts(${ventureId}::uuid) as hosts`.execute(
    ctx.db,
  )
  if (!rows[0]?.manages) throw new Forbidden()
  if (!rows[0].hosts) throw new RuleBroken('tourism.venture_not_registered')
}

/** Throws RuleBroken where the actor would enter a sight or a festival, which officers above its commune do (decision 25). */
export async function askForKind(
  ctx: CommandContext,
  place: { id: string; kind: PlaceKind; unitId: string },
): Promise<void> {
  if (ctx.actor.kind === 'system') return
  const { rows } = await sql<{ mayBe: boolean }>`
    select tourism.may_be_entered(${place.id}::uuid, ${place.kind}, ${place.unitId}::uuid) as may_be`.execute(
    ctx.db,
  )
  if (!rows[0]?.mayBe) throw new RuleBroken('tourism.officer_enters')
}

/** Throws RuleBroken where everybody would see a place of a venture that is not public, or has ended. */
export async function askToShow(ctx: CommandContext, ventureId: string | null): Promise<void> {
  const { rows } = await sql<{ isPublic: boolean }>`
    select tourism.venture_is_public(${ventureId}::uuid) as is_public`.execute(ctx.db)
  if (!rows[0]?.isPublic) throw new RuleBroken('tourism.venture_not_public')
}

/** A place held fast for a change by whoever keeps it. Throws NotFound or Forbidden. */
export async function holdPlace(ctx: CommandContext, placeId: string): Promise<PlaceHeld> {
  const { rows } = await sql<PlaceHeld>`
    select id, unit_id, venture_id, kind, state from tourism.place where id = ${placeId}::uuid`.execute(
    ctx.db,
  )
  const place = rows[0]
  if (!place) throw new NotFound('tourism.not_found')
  await askToKeep(ctx, place.unitId, place.ventureId)
  ctx.note({ unitId: place.unitId, subjectId: place.id })
  return place
}

/** What everybody finds of a place, as it is now. */
export async function indexPlace(ctx: CommandContext, placeId: string): Promise<void> {
  const { rows } = await sql<{
    kind: PlaceKind
    name: string
    summary: string
    story: string | null
    village: string | null
    commune: string | null
    unitId: string
    state: string
    startsOn: IsoDay | null
    endsOn: IsoDay | null
    languages: string[]
    publishedAt: Date | null
    photoId: string | null
  }>`select p.kind, p.name, p.summary, p.story, p.village, regexp_replace(v.name, '^Đoàn ', '') as commune, p.unit_id, p.state, p.starts_on, p.ends_on,
            p.languages, p.published_at, (select f.id from tourism.photo f where f.place_id = p.id order by f.seat limit 1) as photo_id
       from tourism.place p
       left join lateral (select u.name from units.unit_version u where u.unit_id = p.unit_id order by u.valid_from desc limit 1) v on true
      where p.id = ${placeId}::uuid`.execute(ctx.db)
  const place = rows[0]
  if (!place) return
  const kind = place.kind === 'festival' ? 'festival' : 'place'
  if (place.state !== 'public') return dropPublicEntry(ctx, kind, placeId)
  await putPublicEntry(ctx, {
    kind,
    id: placeId,
    title: place.name,
    summary: place.summary,
    words: [place.kind, place.commune, place.story].filter(Boolean).join(' '),
    address: `/places/${placeId}`,
    picture: place.photoId ? `/places/${placeId}/photos/${place.photoId}?size=small` : null,
    unitId: place.unitId,
    place: place.village ?? place.commune,
    from: place.startsOn,
    until: place.endsOn,
    publicAt: place.publishedAt ?? undefined,
  })
}
