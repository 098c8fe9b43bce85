import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import {
  dropPublicEntry,
  type PublicEntry,
  putPublicEntries,
} from '#platform/server/public-index/index.ts'
import type { ActivityState } from '../shapes.ts'

/** An activity as everybody may see it. */
export interface PublicActivity {
  id: string
  name: string
  place: string | null
  heldOn: IsoDay
  startsAt: Date | null
  endsAt: Date | null
  state: ActivityState
  unitId: string
  unitName: string | null
  campaignName: string
  theme: string | null
}

/** An activity that its organiser shows to everybody, whoever asks. Throws NotFound. */
export async function getPublicActivity(ctx: Context, id: string): Promise<PublicActivity> {
  const { rows } = await sql<PublicActivity>`
    select id, name, place, held_on, starts_at, ends_at, state, unit_id, unit_name, campaign_name, theme
      from campaigns.public_activity(${id}::uuid)`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('campaigns.activity_not_found')
  return rows[0]
}

/**
 * Brings what everybody finds of activities in line with what they are now; of one, or of a whole campaign.
 * Those that are over or called off are found no more.
 */
export async function indexActivities(
  ctx: CommandContext,
  of: { activityId: string } | { campaignId: string },
): Promise<void> {
  const which =
    'activityId' in of
      ? sql`a.id = ${of.activityId}::uuid`
      : sql`a.campaign_id = ${of.campaignId}::uuid and a.is_public`
  const { rows } = await sql<{
    id: string
    name: string
    place: string | null
    unitId: string
    heldOn: IsoDay
    campaignName: string
    shown: boolean
  }>`select a.id, a.name, a.place, a.unit_id, a.held_on, c.name as campaign_name,
            a.is_public and a.state in ('planned', 'open') and c.state in ('planned', 'open')
              and a.held_on >= ${ctx.today}::date as shown
       from campaigns.activity a join campaigns.campaign c on c.id = a.campaign_id
      where ${which}`.execute(ctx.db)
  const entries = rows.filter(({ shown }) => shown).map(entryOf)
  await putPublicEntries(ctx, entries)
  for (const { id, shown } of rows) if (!shown) await dropPublicEntry(ctx, 'activity', id)
}

const entryOf = (row: {
  id: string
  name: string
  place: string | null
  unitId: string
  heldOn: IsoDay
  campaignName: string
}): PublicEntry => ({
  kind: 'activity',
  id: row.id,
  title: row.name,
  summary: row.campaignName,
  address: `/events/${row.id}`,
  unitId: row.unitId,
  place: row.place,
  from: row.heldOn,
  until: row.heldOn,
})
