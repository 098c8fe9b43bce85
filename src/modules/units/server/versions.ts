import { sql } from 'kysely'
import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { mayStandUnder, type UnitLevel } from '../types.ts'

/**
 * The unit's open version. Changes of the tree are rare and queue behind one lock, since a change of
 * one unit can make another wrong; a row lock would need the right to change the row.
 */
export async function lockOpenVersion(ctx: CommandContext, unitId: string) {
  await sql`select pg_advisory_xact_lock(hashtext('units.tree'))`.execute(ctx.db)
  const version = await ctx.db
    .selectFrom('units.unitVersion')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (version) return version
  const known = await ctx.db
    .selectFrom('units.unit')
    .select('id')
    .where('id', '=', unitId)
    .executeTakeFirst()
  throw known ? new Conflict('units.closed') : new NotFound('units.not_found')
}

type Version = Awaited<ReturnType<typeof lockOpenVersion>>

/**
 * Ends the open version on a day and opens the changed one from that day on. A second change on the
 * very day on which the version began replaces nothing: it is refused, since history would be lost.
 */
export async function changeVersion(
  ctx: CommandContext,
  open: Version,
  on: IsoDay,
  change: { name?: string; parentId?: string; decisionNo: string | undefined },
): Promise<void> {
  if (on <= open.validFrom)
    throw new RuleBroken('units.change_before_last', { day: writtenDay(open.validFrom) })
  await ctx.db
    .updateTable('units.unitVersion')
    .set({ validTo: on })
    .where('id', '=', open.id)
    .execute()
  await ctx.db
    .insertInto('units.unitVersion')
    .values({
      id: uuidv7(ctx.now().getTime()),
      unitId: open.unitId,
      parentId: change.parentId ?? open.parentId,
      level: open.level,
      type: open.type,
      name: change.name ?? open.name,
      code: open.code,
      gazetteerCode: open.gazetteerCode,
      validFrom: on,
      decisionNo: change.decisionNo ?? null,
    })
    .execute()
}

/** The parent must be open on the day, of a higher level, and not stand below the unit itself. */
export async function checkParent(
  ctx: CommandContext,
  options: { parentId: string; level: UnitLevel; on: IsoDay; unitId?: string },
): Promise<void> {
  const parent = await lockOpenVersion(ctx, options.parentId)
  if (parent.validFrom > options.on) throw new RuleBroken('units.parent_not_yet_founded')
  if (!mayStandUnder(options.level, parent.level as UnitLevel))
    throw new RuleBroken('units.level_too_high')
  if (!options.unitId) return
  const below = await ctx.db
    .selectFrom('access.reach')
    .select('unitId')
    .where('unitId', '=', options.parentId)
    .where('ancestorId', '=', options.unitId)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (below) throw new RuleBroken('units.under_itself')
}

/**
 * Two units of one type under one unit may not have the same name at once; of those that are closed by
 * the day it may be taken again.
 */
export async function checkName(
  ctx: CommandContext,
  wanted: { parentId: string | null; type: string; name: string; on: IsoDay; unitId: string },
): Promise<void> {
  const other = await ctx.db
    .selectFrom('units.unitVersion')
    .select('unitId')
    .where('parentId', wanted.parentId ? '=' : 'is', wanted.parentId)
    .where('type', '=', wanted.type)
    .where(sql`lower(name)`, '=', sql`lower(${wanted.name})`)
    .where('unitId', '<>', wanted.unitId)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', wanted.on)]))
    .executeTakeFirst()
  if (other) throw new RuleBroken('units.name_taken', { name: wanted.name })
}

/** Writes down what happened to which unit by which decision. */
export async function recordLineage(
  ctx: CommandContext,
  event: 'found' | 'rename' | 'move' | 'close',
  unitId: string,
  on: IsoDay,
  decisionNo: string | undefined,
): Promise<void> {
  await ctx.db
    .insertInto('units.unitLineage')
    .values({
      id: uuidv7(ctx.now().getTime()),
      event,
      fromUnitId: event === 'found' ? null : unitId,
      toUnitId: event === 'close' ? null : unitId,
      onDay: on,
      decisionNo: decisionNo ?? null,
    })
    .execute()
}
