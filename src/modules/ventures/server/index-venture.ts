import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { dropPublicEntry, putPublicEntry } from '#platform/server/public-index/index.ts'
import { findPublicVenture } from './queries/public.ts'

/**
 * Keeps what everybody finds of a venture as it now is; one that is not public any more is found no more. Its unit is
 * asked for, unless the actor may not read it any more.
 */
export async function indexVenture(
  ctx: CommandContext,
  ventureId: string,
  unitId?: string,
): Promise<void> {
  const venture = await findPublicVenture(ctx, ventureId)
  if (!venture || venture.endedOn) return dropPublicEntry(ctx, 'venture', ventureId)
  const { rows } = await sql<{ unitId: string }>`
    select unit_id from ventures.venture where id = ${ventureId}::uuid`.execute(ctx.db)
  await putPublicEntry(ctx, {
    kind: 'venture',
    id: venture.id,
    title: venture.name,
    summary: venture.summary,
    words: [
      messageNamed(`ventures_kind_${venture.kind}`),
      messageNamed(`ventures_field_${venture.field}`),
      ...venture.people,
    ].join(' '),
    address: `/ventures/${venture.id}`,
    unitId: unitId ?? rows[0]?.unitId,
    place: [venture.place, venture.commune].filter(Boolean).join(', '),
  })
}
