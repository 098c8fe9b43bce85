import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { counted, type Indicator, workOut } from '../catalogue.ts'
import type { Figures, FiguresAsked } from './figures.ts'
import { askForFigures } from './policy.ts'

/** A unit that was split, whose own records nobody can say belong here. */
export interface Unattributed {
  unitId: string
  /** As it was last called. */
  name: string
  /** What its own records add up to, of what was asked for; only figures with something in them. */
  figures: Figures
  /** The units of today that it became, some of them not under the one asked for. */
  heirs: { id: string; name: string }[]
}

/**
 * What the figures of a unit or a set in today's units leave out: the own records and statements of
 * each split unit of whose heirs only some are under it. Two queries, over split units only. Throws
 * NotFound where the actor may not read the figures.
 */
export async function readUnattributed(
  ctx: Context,
  asked: Omit<FiguresAsked, 'view'>,
): Promise<Unattributed[]> {
  await askForFigures(ctx, asked.unitId)
  const parts = counted(asked.indicators)
  const { rows } = await sql<Row>`
    select u.unit_id, ${lastName(sql`u.unit_id`)} as name,
           jsonb_agg(jsonb_build_array(u.indicator, u.value)) as "values",
           (select jsonb_agg(jsonb_build_object('id', h, 'name', ${lastName(sql`h`)}) order by ${lastName(sql`h`)} collate "vi-x-icu")
              from unnest(u.heirs) h) as heirs
      from indicators.unattributed(${asked.unitId}, ${parts}::text[], ${asked.from}, ${asked.on}) u
     group by u.unit_id, u.heirs
     order by ${lastName(sql`u.unit_id`)} collate "vi-x-icu", u.unit_id`.execute(ctx.db)
  return rows.map(({ values, ...row }) => ({
    ...row,
    figures: concerned(asked.indicators, Object.fromEntries(values)),
  }))
}

interface Row extends Omit<Unattributed, 'figures'> {
  values: [Indicator, number][]
}

const lastName = (unit: ReturnType<typeof sql>) => sql`
  (select v.name from units.unit_version v where v.unit_id = ${unit} order by v.valid_from desc limit 1)`

/** Of the figures asked for those out of whose parts something is missing. */
function concerned(wanted: readonly Indicator[], values: Figures): Figures {
  const zero = Object.fromEntries(counted(wanted).map((name) => [name, values[name] ?? 0]))
  return Object.fromEntries(
    wanted
      .filter((name) => counted([name]).some((part) => values[part]))
      .map((name) => [name, workOut(name, zero)]),
  )
}
