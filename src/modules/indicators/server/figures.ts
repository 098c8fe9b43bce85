import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { counted, definitionOf, type Indicator, type Kind, workOut } from '../catalogue.ts'
import type { View } from '../view.ts'
import { askForFigures } from './policy.ts'

/** Values by name; null where nothing was ever stated or a share has nothing to be a share of. */
export type Figures = Partial<Record<Indicator, number | null>>

export interface FiguresAsked {
  /** A unit, or a set of units. */
  unitId: string
  /** As then, unless said otherwise. */
  view?: View | undefined
  /** The first day of the period; figures of one day leave it aside. */
  from: IsoDay
  /** The last day, and the day of the figures of one day. */
  on: IsoDay
  indicators: readonly Indicator[]
}

/**
 * The figures of a unit or a set with everything below it, the tree taken as it stood on each day, or
 * as it stands today. Three queries (two more for a set)
 * whatever the number of records, units and indicators; read by {@link readFresh}, exact for all that
 * was committed before. Throws NotFound where the actor may not read the unit's figures.
 */
export async function readFigures(ctx: Context, asked: FiguresAsked): Promise<Figures> {
  await askForFigures(ctx, asked.unitId)
  const parts = counted(asked.indicators)
  const view = asked.view ?? 'then'
  const values: Figures = Object.fromEntries(parts.map((name) => [name, isStated(name) ? null : 0]))

  const { rows } = await sql<{ indicator: Indicator; value: number }>`
    select indicator, value from indicators.total(${asked.unitId}, ${ofKind(parts, 'stock')}::text[], '-infinity', ${asked.on}, ${view})
    union all
    select indicator, value from indicators.total(${asked.unitId}, ${ofKind(parts, 'flow')}::text[], ${asked.from}, ${asked.on}, ${view})
    union all
    select indicator, value from indicators.people(${asked.unitId}, ${ofKind(parts, 'people')}::text[], ${asked.from}, ${asked.on}, ${view})`.execute(
    ctx.db,
  )
  for (const { indicator, value } of rows) values[indicator] = value

  if (parts.some(isStated))
    Object.assign(values, await readStatistics(ctx, asked.unitId, asked.on, view))
  return Object.fromEntries(asked.indicators.map((name) => [name, workOut(name, values)]))
}

export const isStated = (name: Indicator): boolean => definitionOf(name).kind === 'stated'

export const ofKind = (names: readonly Indicator[], kind: Kind): Indicator[] =>
  names.filter((name) => definitionOf(name).kind === kind)

async function readStatistics(
  ctx: Context,
  unitId: string,
  on: IsoDay,
  view: View,
): Promise<Figures> {
  const { rows } = await sql<{ youths: number; population: number; labourForce: number }>`
    select youths, population, labour_force from indicators.youth_statistics(${unitId}, ${on}, ${view})`.execute(
    ctx.db,
  )
  const [stated] = rows
  return stated
    ? { youths: stated.youths, population: stated.population, labour_force: stated.labourForce }
    : {}
}

/** People helped (*lượt*) by service and outcome within a period, in the order of the catalogue of services. */
export async function readHelpByService(
  ctx: Context,
  asked: Omit<FiguresAsked, 'indicators'>,
): Promise<ServiceHelp[]> {
  await askForFigures(ctx, asked.unitId)
  const { rows } = await sql<ServiceHelp>`
    with service as (
      select s.code, s.name_vi, s.name_en, s.rank, o.outcome,
             'people_helped.' || s.code || '.' || o.outcome as indicator
        from assists.service s
        cross join unnest(array['done', 'to_continue', 'needs_police', 'refused']) o (outcome)
    ), asked as (
      select array_agg(indicator) as names from service
    )
    select s.code, s.name_vi, s.name_en,
           coalesce(sum(t.value) filter (where s.outcome = 'done'), 0)::bigint as done,
           coalesce(sum(t.value) filter (where s.outcome = 'to_continue'), 0)::bigint as to_continue,
           coalesce(sum(t.value) filter (where s.outcome = 'needs_police'), 0)::bigint as needs_police,
           coalesce(sum(t.value) filter (where s.outcome = 'refused'), 0)::bigint as refused,
           coalesce(sum(t.value), 0)::bigint as total
      from asked
      cross join lateral indicators.total(${asked.unitId}, asked.names, ${asked.from}, ${asked.on}, ${asked.view ?? 'then'}) t
      join service s on s.indicator = t.indicator
     group by s.code, s.name_vi, s.name_en, s.rank
     order by s.rank`.execute(ctx.db)
  return rows
}

export interface ServiceHelp {
  code: string
  nameVi: string
  nameEn: string
  done: number
  toContinue: number
  needsPolice: number
  refused: number
  total: number
}
