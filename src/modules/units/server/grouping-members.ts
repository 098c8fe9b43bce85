import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { canKeepGroupings } from './policy.ts'

/**
 * A set that has not ended, kept from others' changes, for who may change it. Whoever may not does not
 * learn whether it is there: sets are no secret, but a command names only what is the actor's.
 */
export async function lockOpenGrouping(ctx: CommandContext, groupingId: string) {
  await sql`select pg_advisory_xact_lock(hashtext('units.tree'))`.execute(ctx.db)
  const grouping = await ctx.db
    .selectFrom('units.grouping')
    .selectAll()
    .where('id', '=', groupingId)
    .executeTakeFirst()
  if (!grouping) throw new NotFound('units.grouping_not_found')
  await ctx.authorize(canKeepGroupings(grouping.unitId))
  return grouping
}

type OpenGrouping = { id: string; unitId: string; validFrom: IsoDay; validTo: IsoDay | null }

/** Throws where the set does not stand on the day, or was to end already. */
export function checkDay(grouping: OpenGrouping, on: IsoDay): void {
  if (grouping.validTo !== null) throw new Conflict('units.grouping_closed')
  if (on < grouping.validFrom) throw new RuleBroken('units.grouping_day_too_early')
}

/** Adds units from a day on; each must stand on that day below the unit whose set it is. */
export async function addMembers(
  ctx: CommandContext,
  grouping: OpenGrouping,
  unitIds: readonly string[],
  on: IsoDay,
): Promise<void> {
  for (const unitId of new Set(unitIds)) {
    const stands = await ctx.db
      .selectFrom('access.reach')
      .select('unitId')
      .where('unitId', '=', unitId)
      .where('ancestorId', '=', grouping.unitId)
      .where('validFrom', '<=', on)
      .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', on)]))
      .executeTakeFirst()
    if (!stands) throw new RuleBroken('units.grouping_unit_elsewhere', { unitId })
    const known = await ctx.db
      .selectFrom('units.groupingMember')
      .select('id')
      .where('groupingId', '=', grouping.id)
      .where('unitId', '=', unitId)
      .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', on)]))
      .executeTakeFirst()
    if (known) throw new Conflict('units.grouping_member_known', { unitId })
    await ctx.db
      .insertInto('units.groupingMember')
      .values({
        id: uuidv7(ctx.now().getTime()),
        groupingId: grouping.id,
        unitId,
        validFrom: on,
      })
      .execute()
  }
}

/** Takes units out of the set from a day on; what they did while in it stays the set's. */
export async function removeMembers(
  ctx: CommandContext,
  grouping: OpenGrouping,
  unitIds: readonly string[],
  on: IsoDay,
): Promise<void> {
  for (const unitId of new Set(unitIds)) {
    const member = await ctx.db
      .selectFrom('units.groupingMember')
      .select(['id', 'validFrom'])
      .where('groupingId', '=', grouping.id)
      .where('unitId', '=', unitId)
      .where('validTo', 'is', null)
      .executeTakeFirst()
    if (!member) throw new RuleBroken('units.grouping_member_unknown', { unitId })
    if (on <= member.validFrom) throw new RuleBroken('units.grouping_day_too_early', { unitId })
    await ctx.db
      .updateTable('units.groupingMember')
      .set({ validTo: on })
      .where('id', '=', member.id)
      .execute()
  }
}
