import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

export interface ChangeAhead {
  id: string
  event: 'rename' | 'move' | 'close'
  onDay: IsoDay
  name: string
  parentName: string | null
}

/** What was decided of a unit ahead of its day (a new name, a new place, its closing), the latest first. */
export async function listChangesAhead(ctx: Context, unitId: string): Promise<ChangeAhead[]> {
  const { rows } = await sql<ChangeAhead>`
    select v.id, l.event, v.valid_from as on_day, v.name, p.name as parent_name
      from units.unit_version v
      join units.unit_lineage l on l.to_unit_id = v.unit_id and l.on_day = v.valid_from and l.event in ('rename', 'move')
      left join lateral (select name from units.unit_version p where p.unit_id = v.parent_id
                          and p.valid_from <= v.valid_from order by p.valid_from desc limit 1) p on true
     where v.unit_id = ${unitId} and v.valid_from > ${ctx.today}
    union all
    select l.id, l.event, l.on_day, v.name, null
      from units.unit_lineage l join units.unit_version v on v.unit_id = l.from_unit_id and v.valid_to = l.on_day
     where l.from_unit_id = ${unitId} and l.event = 'close' and l.on_day > ${ctx.today}
     order by on_day desc`.execute(ctx.db)
  return rows
}
