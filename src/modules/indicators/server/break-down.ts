import { sql } from 'kysely'
import type { UnitLevel, UnitType } from '#modules/units/index.ts'
import type { Context } from '#platform/server/context.ts'
import { counted, definitionOf, type Indicator, workOut } from '../catalogue.ts'
import type { View } from '../view.ts'
import { type Figures, type FiguresAsked, isStated, ofKind } from './figures.ts'
import { askForFigures } from './policy.ts'

export interface UnitFigures {
  id: string
  name: string
  type: UnitType
  level: UnitLevel
  /** Whether it still stood directly below on the last day; else it left within the period. */
  stands: boolean
  /** False where it has sent nothing of the kind asked for: no report, which is not the same as nought. */
  reported: boolean
  figures: Figures
}

/**
 * The same figures for each unit directly below, or in the set, in Vietnamese order of names within each
 * level. As then, a unit that came or left within the period counts for its days there, so that turns add
 * up to the whole but for what was recorded at the unit itself. In today's view the units are today's.
 * Two queries (two more for a set) whatever the number of units.
 */
export async function breakDown(ctx: Context, asked: FiguresAsked): Promise<UnitFigures[]> {
  await askForFigures(ctx, asked.unitId)
  const parts = counted(asked.indicators)
  const view = asked.view ?? 'then'
  const nameDay = view === 'today' ? ctx.today : asked.on
  const { rows } = await sql<UnitRow>`
    with stay as (${view === 'today' ? standingToday(ctx, asked.unitId) : stays(asked.unitId)}
    ), life as (
      select v.unit_id, min(v.valid_from) as first_day, max(coalesce(v.valid_to, 'infinity')) as last_day
        from units.unit_version v where v.unit_id in (select unit_id from stay)
       group by v.unit_id
    ), part as (
      select s.unit_id, s.days @> ${asked.on}::date as stands,
             greatest(${asked.from}::date, case when lower(s.days) is null or lower(s.days) = l.first_day then '-infinity' else lower(s.days) end) as first_day,
             least(${asked.on}::date, case when coalesce(upper(s.days), 'infinity') = l.last_day then 'infinity' else upper(s.days) - 1 end) as last_day
        from stay s join life l on l.unit_id = s.unit_id
    ), figure as (
      select p.unit_id, t.indicator, t.value from part p
       cross join lateral indicators.total(p.unit_id, ${ofKind(parts, 'stock')}::text[], '-infinity', ${asked.on}, ${view}) t
       where p.stands
      union all
      select p.unit_id, t.indicator, t.value from part p
       cross join lateral indicators.total(p.unit_id, ${ofKind(parts, 'flow')}::text[], p.first_day, p.last_day, ${view}) t
       where p.first_day <= p.last_day
      union all
      select p.unit_id, t.indicator, t.value from part p
       cross join lateral indicators.people(p.unit_id, ${ofKind(parts, 'people')}::text[], p.first_day, p.last_day, ${view}) t
       where p.first_day <= p.last_day
      union all
      select p.unit_id, t.indicator, t.value from part p
       cross join lateral indicators.youth_statistics(p.unit_id, ${asked.on}, ${view}) s
       cross join lateral (values ('youths', s.youths), ('population', s.population), ('labour_force', s.labour_force)) t (indicator, value)
       where p.stands and ${parts.some(isStated)}
    )
    select v.unit_id as id, v.name, v.type, v.level, bool_or(p.stands) as stands,
           ${reported(asked.indicators, view)} as reported,
           (select jsonb_agg(jsonb_build_array(f.indicator, f.value))
              from (select f.indicator, sum(f.value) as value from figure f where f.unit_id = v.unit_id group by f.indicator) f) as "values"
      from part p
      cross join lateral (
        select * from units.unit_version v
         where v.unit_id = p.unit_id and v.valid_from <= greatest(p.last_day, ${nameDay}::date)
         order by v.valid_from desc limit 1) v
     where p.stands or (p.first_day <= p.last_day and ${parts.some(isOfPeriod)})
     group by v.unit_id, v.name, v.type, v.level
     order by array_position(array['central', 'province', 'district', 'commune', 'branch'], v.level),
              v.name collate "vi-x-icu", v.unit_id`.execute(ctx.db)
  return rows.map(({ values, ...row }) => ({
    ...row,
    figures: figuresOf(asked.indicators, parts, values),
  }))
}

/** On which days which units stood directly below a unit, or were in a set. */
const stays = (id: string) => sql`
      select v.unit_id, unnest(range_agg(daterange(v.valid_from, v.valid_to))) as days
        from units.unit_version v where v.parent_id = ${id}
       group by v.unit_id
      union all
      select m.unit_id, unnest(range_agg(daterange(m.valid_from, m.valid_to) * daterange(g.valid_from, g.valid_to)))
        from units.grouping_member m join units.grouping g on g.id = m.grouping_id
       where g.id = ${id}
       group by m.unit_id`

/** Those that do today, as if they always had. */
const standingToday = ({ today }: Context, id: string) => {
  const holds = (row: string) =>
    sql`${sql.ref(`${row}.valid_from`)} <= ${today} and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} > ${today})`
  return sql`
      select v.unit_id, daterange(null, null) as days
        from units.unit_version v where v.parent_id = ${id} and ${holds('v')}
      union all
      select m.unit_id, daterange(null, null)
        from units.grouping_member m
        join units.grouping g on g.id = m.grouping_id and ${holds('g')}
        join units.unit_version v on v.unit_id = m.unit_id and ${holds('v')}
       where g.id = ${id} and ${holds('m')}`
}

interface UnitRow extends Omit<UnitFigures, 'figures'> {
  /** Pairs, because names that are keys would be taken for columns. */
  values: [Indicator, number][] | null
}

const isOfPeriod = (name: Indicator) => ['flow', 'people'].includes(definitionOf(name).kind)

/** What shows that a unit has sent something at all, by where the figures come from. */
function reported(wanted: readonly Indicator[], view: View) {
  const sources = new Set(wanted.map((name) => definitionOf(name).source))
  const signs = [
    ...(sources.has('statistics')
      ? [sql`exists (select from figure f where f.unit_id = v.unit_id and f.indicator = 'youths')`]
      : []),
    ...(sources.has('members')
      ? [
          sql`exists (select from indicators.rollup_month r where r.unit_id = v.unit_id and r.view = ${view} and r.indicator = 'members' and r.value <> 0)`,
        ]
      : []),
    ...(sources.has('ventures')
      ? [
          sql`exists (select from indicators.rollup_month r where r.unit_id = v.unit_id and r.view = ${view}
                       and r.indicator in ('enterprises', 'cooperatives', 'household_businesses', 'startup_models') and r.value <> 0)`,
        ]
      : []),
    ...((
      [
        'activities',
        'check_ins',
        'participants',
        'assists',
        'ideas',
        'supports',
        'placements',
        'certificates',
      ] as const
    ).some((source) => sources.has(source))
      ? [
          sql`exists (select from indicators.rollup r
                       where r.unit_id = v.unit_id and r.view = ${view} and r.indicator in ('activities', 'participations', 'people_helped', 'ideas_proposed', 'ideas_published', 'supports_given', 'jobs_found', 'jobs_kept', 'courses_completed')
                         and r.day between min(p.first_day) and max(p.last_day) and r.value <> 0)`,
        ]
      : []),
  ]
  return sql<boolean>`(${sql.join(signs.length > 0 ? signs : [sql`false`], sql` or `)})`
}

function figuresOf(
  wanted: readonly Indicator[],
  parts: readonly Indicator[],
  values: UnitRow['values'],
): Figures {
  const given = new Map(values)
  const known: Figures = Object.fromEntries(
    parts.map((name) => [name, given.get(name) ?? (isStated(name) ? null : 0)]),
  )
  return Object.fromEntries(wanted.map((name) => [name, workOut(name, known)]))
}
