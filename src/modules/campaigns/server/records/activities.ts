import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { FieldRecord } from '#platform/server/sync/handler.ts'

/** What a field record must know of its activity. */
export interface RecordingPlace {
  id: string
  unitId: string
  /** The first day on which something can have happened there: the day before it is held. */
  earliestOn: IsoDay
  state: 'planned' | 'open' | 'closed' | 'cancelled'
  closedAt: Date | null
  /** Whether the actor may record there, by the same function as the database's wall. */
  mayRecord: boolean
  /** Whether the actor organises there. */
  mayOrganise: boolean
}

/** The activities of a batch of records, in one statement. */
export async function findRecordingPlaces(
  ctx: Context,
  activityIds: Iterable<string>,
): Promise<Map<string, RecordingPlace>> {
  const ids = [...new Set(activityIds)]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<RecordingPlace>`
    select id, unit_id, held_on - 1 as earliest_on, state, closed_at, access.reaches('field.record', unit_id) as may_record,
           access.reaches('campaigns.write', unit_id) as may_organise
      from campaigns.activity where id = any (${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Why a record cannot belong to an activity, if it cannot. An activity that is planned takes records
 * too (nobody remembers to open it in the field), and a closed one those made before it was closed.
 * A wrong clock is no reason, but what is earlier than the activity's eve is one.
 */
export function whyNotAt(
  place: RecordingPlace | undefined,
  record: Pick<FieldRecord, 'happenedAt' | 'happenedOn'>,
): string | undefined {
  if (!place) return 'campaigns.unknown_activity'
  if (!place.mayRecord) return 'forbidden'
  if (place.state === 'cancelled') return 'campaigns.activity_cancelled'
  if (record.happenedOn < place.earliestOn) return 'campaigns.before_activity'
  const closedBefore =
    place.state === 'closed' && place.closedAt !== null && record.happenedAt > place.closedAt
  return closedBefore ? 'campaigns.activity_closed' : undefined
}
