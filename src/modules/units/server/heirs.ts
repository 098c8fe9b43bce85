import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { UnitLevel, UnitType } from '../types.ts'

/** A unit that stands today in the place of another. */
export interface Heir {
  id: string
  name: string
  type: UnitType
  level: UnitLevel
}

/**
 * Those that stand today in the place of each unit (itself, while it stands), by name: one; several,
 * where it was split; none, where nothing is left. One query for all.
 */
export async function heirsOf(
  ctx: Context,
  unitIds: readonly string[],
): Promise<Map<string, Heir[]>> {
  const heirs = new Map<string, Heir[]>(unitIds.map((id) => [id, []]))
  if (heirs.size === 0) return heirs
  const { rows } = await sql<Heir & { unitId: string }>`
    select h.unit_id, v.unit_id as id, v.name, v.type, v.level
      from units.heirs(${[...heirs.keys()]}::uuid[]) h
      join units.unit_version v on v.unit_id = h.heir_id
       and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
     order by v.name collate "vi-x-icu"`.execute(ctx.db)
  for (const { unitId, ...heir } of rows) heirs.get(unitId)?.push(heir)
  return heirs
}

/**
 * Rows of a list by the names of the units that stand in their units' place today; where there are
 * several, all of them, since nobody knows which. One query whatever the number of rows.
 */
export async function inTodaysUnits<Row extends { unitId: string | null; unitName: string | null }>(
  ctx: Context,
  rows: readonly Row[],
): Promise<Row[]> {
  const heirs = await heirsOf(ctx, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))])
  return rows.map((row) => {
    const names = heirs.get(row.unitId ?? '')?.map(({ name }) => name) ?? []
    return names.length > 0 ? { ...row, unitName: names.join(' / ') } : row
  })
}

/**
 * Which units stood on a day in the place of each of today's units, by their names then: those that
 * were merged or dissolved into it, or split among it and others. One query for all.
 */
export async function formersOf(
  ctx: Context,
  unitIds: readonly string[],
  on: IsoDay,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ heirId: string; name: string }>`
    with gone as (
      select v.unit_id, v.name from units.unit_version v
       where v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on})
         and exists (select from units.unit_lineage l where l.from_unit_id = v.unit_id
                        and l.event in ('merge', 'split', 'dissolve')))
    select h.heir_id, gone.name
      from units.heirs(array(select gone.unit_id from gone)) h join gone using (unit_id)
     where h.heir_id = any (${unitIds}::uuid[]) and h.heir_id <> h.unit_id
     order by gone.name collate "vi-x-icu"`.execute(ctx.db)
  const formers = Map.groupBy(rows, ({ heirId }) => heirId)
  return new Map([...formers].map(([id, all]) => [id, all.map(({ name }) => name)]))
}
