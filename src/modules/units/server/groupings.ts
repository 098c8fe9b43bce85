import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { UnitType } from '../types.ts'

/** A set of units beside the tree (cụm thi đua), for as long as it holds. */
export interface Grouping {
  id: string
  name: string
  /** Whose set it is. */
  unitId: string
  unitName: string
  validFrom: IsoDay
  validTo: IsoDay | null
  decisionNo: string | null
  /** How many units are in it on the day. */
  memberCount: number
}

export interface GroupingMember {
  id: string
  unitId: string
  name: string
  type: UnitType
  validFrom: IsoDay
  validTo: IsoDay | null
}

const holds = (row: string, on: IsoDay) => sql<boolean>`
  ${sql.ref(`${row}.valid_from`)} <= ${on} and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} > ${on})`

const lastName = (unit: string) => sql<string>`
  (select v.name from units.unit_version v where v.unit_id = ${sql.ref(unit)} order by v.valid_from desc limit 1)`

const columns = (on: IsoDay) => sql`
  g.id, g.name, g.unit_id, ${lastName('g.unit_id')} as unit_name, g.valid_from, g.valid_to, g.decision_no,
  (select count(*)::int from units.grouping_member m where m.grouping_id = g.id and ${holds('m', on)}) as member_count`

/** The sets that hold on a day (default today), by the unit whose they are and Vietnamese order of names. */
export async function listGroupings(
  ctx: Context,
  options: { on?: IsoDay | undefined } = {},
): Promise<Grouping[]> {
  const on = options.on ?? ctx.today
  const { rows } = await sql<Grouping>`
    select ${columns(on)} from units.grouping g where ${holds('g', on)}
     order by unit_name, g.name collate "vi-x-icu", g.id`.execute(ctx.db)
  return rows
}

/** A set with those that are in it on the day or will be, or nothing. */
export async function findGrouping(
  ctx: Context,
  groupingId: string,
  options: { on?: IsoDay | undefined } = {},
): Promise<(Grouping & { members: GroupingMember[] }) | undefined> {
  const on = options.on ?? ctx.today
  const { rows } = await sql<Grouping>`
    select ${columns(on)} from units.grouping g where g.id = ${groupingId}`.execute(ctx.db)
  const [found] = rows
  if (!found) return undefined
  const members = await sql<GroupingMember>`
    select m.id, m.unit_id, v.name, v.type, m.valid_from, m.valid_to
      from units.grouping_member m
      cross join lateral (select * from units.unit_version v where v.unit_id = m.unit_id
                           order by v.valid_from <= ${on} desc, v.valid_from desc limit 1) v
     where m.grouping_id = ${groupingId} and (m.valid_to is null or m.valid_to > ${on})
     order by v.name collate "vi-x-icu", m.valid_from`.execute(ctx.db)
  return { ...found, members: members.rows }
}

/** Like {@link findGrouping}; throws NotFound. */
export async function getGrouping(...asked: Parameters<typeof findGrouping>) {
  const found = await findGrouping(...asked)
  if (!found) throw new NotFound('units.grouping_not_found')
  return found
}
