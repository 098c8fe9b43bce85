import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { UnitLevel, UnitType } from '../types.ts'
import { type Heir, heirsOf } from './heirs.ts'
import { pathsAt, type UnitStep } from './queries.ts'

export interface UnitHit {
  id: string
  name: string
  type: UnitType
  level: UnitLevel
  path: UnitStep[]
  /** The old name under which it was found, its own or that of a unit before it, where that is not its name. */
  formerName: string | null
  /** The day on which it was closed, if it was. */
  closedOn: IsoDay | null
  /** Those that stand in its place today, where it is no more. */
  heirs: Heir[]
}

export interface UnitSearch {
  levels?: readonly UnitLevel[]
  /** Only units at or below one of these. */
  within?: string | readonly string[]
  limit?: number
  /** Only units that stood on the day, by the names they had then. */
  on?: IsoDay | undefined
  /** Only units that stand and where the actor holds this permission. */
  may?: string
  /** Only units that still stand: in place of one that was closed, its heirs. */
  standing?: boolean
}

/**
 * Units whose present or former name holds all the words, with or without diacritics; whole names
 * first, then by level, those that stand before those that do not. Three queries whatever the number of hits: hits, paths, heirs of closed ones.
 */
export async function searchUnits(
  ctx: Context,
  text: string,
  options: UnitSearch = {},
): Promise<UnitHit[]> {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return []
  const { rows } = await sql<Omit<UnitHit, 'path' | 'heirs'>>`
    with hits as (
      select distinct on (v.unit_id) v.unit_id, v.name as found_name,
             v.search_name = platform.searchable(${words.join(' ')}) as whole
        from units.unit_version v
       where ${holding(words)} and ${options.on ? standingOn(options.on) : sql`true`}
       order by v.unit_id, v.valid_from desc
    ), offered as (${options.standing ? standingHits(ctx) : sql`select * from hits`})
    select h.unit_id as id, last.name, last.type, last.level, nullif(last.last_day, 'infinity') as closed_on,
           nullif(h.found_name, last.name) as former_name
      from offered h
      cross join lateral (
        select l.name, l.type, l.level, (select max(coalesce(e.valid_to, 'infinity')) from units.unit_version e
                                          where e.unit_id = h.unit_id) as last_day
          from units.unit_version l where l.unit_id = h.unit_id
           and ${options.on && !options.standing ? sql`l.valid_from <= ${options.on}` : sql`true`}
         order by l.valid_from desc limit 1) last
     where ${options.levels ? sql`last.level = any (${options.levels}::text[])` : sql`true`}
       and ${
         options.within
           ? sql`exists (select from access.reach a where a.unit_id = h.unit_id and a.ancestor_id = any (${[options.within].flat()}::uuid[]))`
           : sql`true`
       }
       and ${
         options.may
           ? sql`last.last_day > ${ctx.today} and h.unit_id in (select access.reachable(${options.may}))`
           : sql`true`
       }
     order by not h.whole,
              array_position(array['central','province','district','commune','branch'], last.level),
              last.last_day <> 'infinity', last.name collate "vi-x-icu"
     limit ${options.limit ?? 20}`.execute(ctx.db)
  const isGone = ({ closedOn }: { closedOn: IsoDay | null }) => !!closedOn && closedOn <= ctx.today
  const paths = await pathsAt(
    ctx,
    rows.map((row) => ({
      unitId: row.id,
      on: options.on ?? (row.closedOn && isGone(row) ? addDays(row.closedOn, -1) : ctx.today),
    })),
  )
  const heirs = await heirsOf(
    ctx,
    rows.filter(isGone).map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    path: paths.get(row.id) ?? [],
    heirs: heirs.get(row.id) ?? [],
  }))
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const holding = (words: readonly string[]) =>
  sql.join(
    words.map(
      (word) => sql`v.search_name like '%' || platform.searchable(${escapeLike(word)}) || '%'`,
    ),
    sql` and `,
  )
const standingOn = (on: IsoDay) =>
  sql`v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on})`

/** What was found and still stands; for what does not, its heirs, under the name that led to them. */
const standingHits = (ctx: Context) => sql`
  select distinct on (o.unit_id) o.unit_id, o.found_name, o.whole from (
    with ended as (
      select array(select h.unit_id from hits h where not exists (
        select from units.unit_version o where o.unit_id = h.unit_id
           and (o.valid_to is null or o.valid_to > ${ctx.today}))) as ids)
    select h.*, 0 as rank from hits h, ended e where h.unit_id <> all (e.ids)
    union all
    select x.heir_id, h.found_name, h.whole, 1
      from ended e cross join lateral units.heirs(e.ids) x join hits h on h.unit_id = x.unit_id
  ) o order by o.unit_id, o.rank, o.found_name`
