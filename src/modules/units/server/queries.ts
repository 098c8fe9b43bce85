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
  options: { on?: IsoDay } = {},
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
  options: { on?: IsoDay } = {},
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
export async function pathsOf(
  ctx: Context,
  unitIds: readonly string[],
  on: IsoDay = ctx.today,
): Promise<Map<string, UnitStep[]>> {
  const paths = new Map<string, UnitStep[]>(unitIds.map((id) => [id, []]))
  if (unitIds.length === 0) return paths
  const { rows } = await sql<{ unitId: string } & UnitStep>`
    select r.unit_id, v.unit_id as id, v.name, v.level
      from access.reach r join units.unit_version v on v.unit_id = r.ancestor_id
     where r.unit_id = any (${unitIds}::uuid[]) and r.depth > 0
       and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})
       and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on})
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
  options: { on?: IsoDay } = {},
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

export interface UnitHit {
  id: string
  name: string
  type: UnitType
  level: UnitLevel
  path: UnitStep[]
  /** The old name under which it was found, where that is not today's. */
  formerName: string | null
  /** The day on which it was closed, if it was. */
  closedOn: IsoDay | null
}

/**
 * Units whose present or former name holds all the words, with or without diacritics; open ones and
 * whole-name matches first. `may` keeps to open units where the actor holds that permission. Two
 * queries whatever the number of hits.
 */
export async function searchUnits(
  ctx: Context,
  text: string,
  options: { levels?: readonly UnitLevel[]; within?: string; limit?: number; may?: string } = {},
): Promise<UnitHit[]> {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return []
  const conditions = words.map(
    (word) => sql`v.search_name like '%' || platform.searchable(${escapeLike(word)}) || '%'`,
  )
  const { rows } = await sql<Omit<UnitHit, 'path'>>`
    with hits as (
      select distinct on (v.unit_id) v.unit_id, v.name as found_name,
             v.search_name = platform.searchable(${words.join(' ')}) as whole
        from units.unit_version v
       where ${sql.join(conditions, sql` and `)}
       order by v.unit_id, v.valid_from desc
    )
    select h.unit_id as id, last.name, last.type, last.level, last.valid_to as closed_on,
           nullif(h.found_name, last.name) as former_name
      from hits h
      cross join lateral (select * from units.unit_version l where l.unit_id = h.unit_id
                           order by l.valid_from desc limit 1) last
     where ${options.levels ? sql`last.level = any (${options.levels}::text[])` : sql`true`}
       and ${
         options.within
           ? sql`exists (select from access.reach a where a.unit_id = h.unit_id and a.ancestor_id = ${options.within})`
           : sql`true`
       }
       and ${
         options.may
           ? sql`last.valid_to is null and h.unit_id in (select access.reachable(${options.may}))`
           : sql`true`
       }
     order by last.valid_to is not null, not h.whole,
              array_position(array['central','province','district','commune','branch'], last.level),
              last.name collate "vi-x-icu"
     limit ${options.limit ?? 20}`.execute(ctx.db)
  const paths = await pathsOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, path: paths.get(row.id) ?? [] }))
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

export interface UnitChange {
  id: string
  event: string
  onDay: IsoDay
  decisionNo: string | null
  name: string
  parentName: string | null
}

/** What happened to a unit, the latest first: each version with its name and place, and its closing. */
export async function listUnitHistory(ctx: Context, unitId: string): Promise<UnitChange[]> {
  const { rows } = await sql<UnitChange>`
    select v.id, v.valid_from as on_day, v.decision_no, v.name, p.name as parent_name,
           coalesce((select l.event from units.unit_lineage l
                      where l.to_unit_id = v.unit_id and l.on_day = v.valid_from
                      order by l.recorded_at desc limit 1), 'found') as event
      from units.unit_version v
      left join lateral (select name from units.unit_version p where p.unit_id = v.parent_id
                          and p.valid_from <= v.valid_from order by p.valid_from desc limit 1) p on true
     where v.unit_id = ${unitId}
    union all
    select l.id, l.on_day, l.decision_no, v.name, null, l.event
      from units.unit_lineage l join units.unit_version v on v.unit_id = l.from_unit_id and v.valid_to = l.on_day
     where l.from_unit_id = ${unitId} and l.event = 'close'
     order by on_day desc`.execute(ctx.db)
  return rows
}

/** The units at which the actor holds a permission today, the highest first: where their work is. */
export async function listGrantedUnits(ctx: Context, permission: string): Promise<UnitSummary[]> {
  const rows = await versionsOn(ctx, ctx.today)
    .select(columns)
    .where('v.unitId', 'in', sql<string>`(select access.granted(${permission}))`)
    .orderBy(
      sql`array_position(array['central','province','district','commune','branch'], v.level)`,
    )
    .execute()
  return rows as UnitSummary[]
}
