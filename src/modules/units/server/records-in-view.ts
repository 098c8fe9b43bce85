import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { type Moment, now } from '../moment.ts'

/** What a list of records may be narrowed to: a unit with all below it, as of a day, in one of two views. */
export interface RecordsIn {
  unitId?: string | undefined
  moment?: Moment | undefined
}

/**
 * SQL: whether a record belongs under the unit asked for. As then, to whoever stood above its unit on
 * the record’s own day (before its first and after its last, in its first and last place); in today's units, to whoever stands above its unit's heirs. With a day asked
 * for, only what was by then.
 */
export function isInView(
  ctx: Context,
  { unitId, moment = now }: RecordsIn,
  record: { unit: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const byThen = moment.on ? sql`${record.day} <= ${moment.on}::date` : sql`true`
  if (!unitId) return byThen
  return moment.view === 'today'
    ? sql`${byThen} and ${record.unit} in (select units.under(${unitId}::uuid, ${ctx.today}::date, 'today'))`
    : sql`${byThen} and exists (
        select from access.reach r where r.ancestor_id = ${unitId}::uuid and r.unit_id = ${record.unit}
           and r.readable_from <= ${record.day} and (r.readable_to is null or r.readable_to > ${record.day}))`
}

/** SQL: the version of a unit on a day, else its latest, as `v`; to be joined laterally. */
export const versionOn = (unit: RawBuilder<unknown>, day: RawBuilder<unknown>) => sql`
  (select v.name from units.unit_version v where v.unit_id = ${unit}
    order by v.valid_from <= ${day} desc, v.valid_from desc limit 1) v`
