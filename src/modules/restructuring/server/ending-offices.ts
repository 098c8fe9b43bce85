import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

export interface EndingOffice {
  id: string
  personId: string
  personName: string
  roleType: string
  unitId: string
  unitName: string
  /** Given from the day of the reform on: it has to be ended or moved before the draft can be applied. */
  isLater: boolean
}

/**
 * Offices that end with their unit, with who holds them, by unit and rank; volunteers go along and are
 * not among them. Those that were given from the day on come first.
 */
export async function listEndingOffices(
  ctx: Context,
  unitIds: readonly string[],
  on: IsoDay,
  page: { limit: number; offset: number },
): Promise<EndingOffice[]> {
  const { rows } = await sql<EndingOffice>`
    select r.id, r.person_id, p.full_name as person_name, r.role_type, r.unit_id, v.name as unit_name,
           r.valid_from >= ${on} as is_later
      from access.role r
      join access.role_type t on t.name = r.role_type
      join members.person p on p.id = r.person_id
      join units.unit_version v on v.unit_id = r.unit_id and v.valid_from < ${on} and (v.valid_to is null or v.valid_to >= ${on})
     where r.unit_id = any (${unitIds}::uuid[]) and (r.valid_to is null or r.valid_to > ${on})
       and r.role_type <> 'field_volunteer'
     order by r.valid_from >= ${on} desc, v.name collate "vi-x-icu", t.rank desc, p.full_name, r.id
     limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return rows
}
