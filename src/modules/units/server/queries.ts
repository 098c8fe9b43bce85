import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { UnitLevel, UnitType } from '../types.ts'

export interface UnitSummary {
  id: string
  name: string
  type: UnitType
  level: UnitLevel
  code: string | null
  gazetteerCode: string | null
  parentId: string | null
  validFrom: IsoDay
  validTo: IsoDay | null
}

export interface UnitStep {
  id: string
  name: string
  level: UnitLevel
}

export interface Unit extends UnitSummary {
  /** The units above, the root first, without the unit itself. */
  path: UnitStep[]
  /** The first day on which it is no more, be it past or decided ahead; null where none was decided. */
  closedOn: IsoDay | null
}

const columns = [
  'v.unitId as id',
  'v.name',
  'v.type',
  'v.level',
  'v.code',
  'v.gazetteerCode',
  'v.parentId',
  'v.validFrom',
  'v.validTo',
] as const

/** Versions as they stood on a day. */
const versionsOn = (ctx: Context, on: IsoDay) =>
  ctx.db
    .selectFrom('units.unitVersion as v')
    .where('v.validFrom', '<=', on)
    .where((e) => e.or([e('v.validTo', 'is', null), e('v.validTo', '>', on)]))

const closedOn =
  sql<IsoDay | null>`(select nullif(max(coalesce(w.valid_to, 'infinity')), 'infinity')
  from units.unit_version w where w.unit_id = v.unit_id)`.as('closedOn')

/** The unit as it stood on a day (default today) with the units above it, or nothing. */
export async function findUnit(
  ctx: Context,
  unitId: string,
  options: { on?: IsoDay | undefined } = {},
): Promise<Unit | undefined> {
  const on = options.on ?? ctx.today
  const found = await versionsOn(ctx, on)
    .select(columns)
    .select(closedOn)
    .where('v.unitId', '=', unitId)
    .executeTakeFirst()
  if (!found) return undefined
  return {
    ...(found as Omit<Unit, 'path'>),
    path: (await pathsOf(ctx, [unitId], on)).get(unitId) ?? [],
  }
}

/** Like {@link findUnit}, for a unit that is no more or not yet too: then its last version. Throws NotFound. */
export async function getUnit(
  ctx: Context,
  unitId: string,
  options: { on?: IsoDay | undefined } = {},
): Promise<Unit> {
  const found = await findUnit(ctx, unitId, options)
  if (found) return found
  const last = await ctx.db
    .selectFrom('units.unitVersion as v')
    .select(columns)
    .select(closedOn)
    .where('v.unitId', '=', unitId)
    .orderBy('v.validFrom', 'desc')
    .executeTakeFirst()
  if (!last) throw new NotFound('units.not_found')
  return {
    ...(last as Omit<Unit, 'path'>),
    path: (await pathsOf(ctx, [unitId], last.validFrom)).get(unitId) ?? [],
  }
}

/** The units above each of the given ones on a day, the root first. One query for all. */
export const pathsOf = (
  ctx: Context,
  unitIds: readonly string[],
  on: IsoDay = ctx.today,
): Promise<Map<string, UnitStep[]>> =>
  pathsAt(
    ctx,
    unitIds.map((unitId) => ({ unitId, on })),
  )

/** Like {@link pathsOf}, each on a day of its own. */
export async function pathsAt(
  ctx: Context,
  asked: readonly { unitId: string; on: IsoDay }[],
): Promise<Map<string, UnitStep[]>> {
  const paths = new Map<string, UnitStep[]>(asked.map(({ unitId }) => [unitId, []]))
  if (asked.length === 0) return paths
  const { rows } = await sql<{ unitId: string } & UnitStep>`
    select r.unit_id, v.unit_id as id, v.name, v.level
      from unnest(${asked.map(({ unitId }) => unitId)}::uuid[], ${asked.map(({ on }) => on)}::date[]) q (unit_id, on_day)
      join access.reach r on r.unit_id = q.unit_id and r.depth > 0
       and r.valid_from <= q.on_day and (r.valid_to is null or r.valid_to > q.on_day)
      join units.unit_version v on v.unit_id = r.ancestor_id
       and v.valid_from <= q.on_day and (v.valid_to is null or v.valid_to > q.on_day)
     order by r.depth desc`.execute(ctx.db)
  for (const { unitId, ...step } of rows) paths.get(unitId)?.push(step)
  return paths
}

export interface UnitChild extends UnitSummary {
  childCount: number
}

/** The units directly below one (or the roots), by level and Vietnamese order of names. */
export async function listChildren(
  ctx: Context,
  parentId: string | null,
  options: { on?: IsoDay | undefined } = {},
): Promise<UnitChild[]> {
  const on = options.on ?? ctx.today
  const rows = await versionsOn(ctx, on)
    .select(columns)
    .select(
      sql<number>`(select count(*)::int from units.unit_version c where c.parent_id = v.unit_id
      and c.valid_from <= ${on} and (c.valid_to is null or c.valid_to > ${on}))`.as('childCount'),
    )
    .where('v.parentId', parentId ? '=' : 'is', parentId)
    .orderBy(
      sql`array_position(array['central','province','district','commune','branch'], v.level)`,
    )
    .orderBy(sql`v.name collate "vi-x-icu"`)
    .execute()
  return rows as UnitChild[]
}

/** Units that were decided to stand directly below one from a later day on, the next first. */
export async function listComing(ctx: Context, parentId: string): Promise<UnitSummary[]> {
  const rows = await ctx.db
    .selectFrom('units.unitVersion as v')
    .select(columns)
    .where('v.parentId', '=', parentId)
    .where('v.validFrom', '>', ctx.today)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('units.unitVersion as now')
            .whereRef('now.unitId', '=', 'v.unitId')
            .whereRef('now.parentId', '=', 'v.parentId')
            .where('now.validFrom', '<=', ctx.today)
            .where('now.validTo', '>', ctx.today),
        ),
      ),
    )
    .orderBy('v.validFrom')
    .orderBy(sql`v.name collate "vi-x-icu"`)
    .execute()
  return rows as UnitSummary[]
}

/**
 * The units at which the actor holds a permission today, the highest first: where their work is. Last
 * those that are no more, by their last name, where a former office may still be read.
 */
export async function listGrantedUnits(ctx: Context, permission: string): Promise<UnitSummary[]> {
  const { rows } = await sql<UnitSummary>`
    select v.unit_id as id, v.name, v.type, v.level, v.code, v.gazetteer_code, v.parent_id, v.valid_from, v.valid_to
      from (select distinct g as id from access.granted(${permission}) g) granted
      cross join lateral (
        select * from units.unit_version v where v.unit_id = granted.id and v.valid_from <= ${ctx.today}
         order by v.valid_from desc limit 1) v
     order by coalesce(v.valid_to, 'infinity') <= ${ctx.today},
              array_position(array['central','province','district','commune','branch'], v.level), v.unit_id`.execute(
    ctx.db,
  )
  return rows
}

/** The units that stand today in a unit's place: itself while it stands, none where nobody followed it. */
export async function listHeirs(ctx: Context, unitId: string): Promise<UnitSummary[]> {
  const rows = await versionsOn(ctx, ctx.today)
    .select(columns)
    .where(
      'v.unitId',
      'in',
      sql<string>`(select heir_id from units.heirs(array[${unitId}]::uuid[]))`,
    )
    .orderBy(sql`v.name collate "vi-x-icu"`)
    .execute()
  return rows as UnitSummary[]
}

/** Units that are no more at which the actor held an office that still reads: each with its last day. */
export async function listFormerUnits(
  ctx: Context,
  permission: string,
): Promise<{ id: string; name: string; type: UnitType; lastDay: IsoDay }[]> {
  const { rows } = await sql<{ id: string; name: string; type: UnitType; lastDay: IsoDay }>`
    select v.unit_id as id, v.name, v.type, v.valid_to - 1 as last_day
      from (select distinct granted as unit_id from access.granted(${permission}) granted) g
      cross join lateral (select * from units.unit_version l where l.unit_id = g.unit_id
                           order by l.valid_from desc limit 1) v
     where v.valid_to <= ${ctx.today}
     order by array_position(array['central','province','district','commune','branch'], v.level), last_day desc`.execute(
    ctx.db,
  )
  return rows
}
