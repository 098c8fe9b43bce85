import { sql } from 'kysely'
import { type RoleType, type RoleTypeName, roleTypes } from '#platform/server/access/role-types.ts'
import type { Context } from '#platform/server/context.ts'
import type { Office } from './queries.ts'

export interface HeldOffice extends Office {
  /** Whether the actor may end it today. */
  mayEnd: boolean
}

/** The offices that a person holds or will hold, the highest first, and which of them the actor may end. */
export async function listHeldOffices(ctx: Context, personId: string): Promise<HeldOffice[]> {
  const { rows } = await sql<HeldOffice>`
    select r.id, r.role_type, r.unit_id, v.name as unit_name, r.valid_from, r.valid_to, r.decision_no,
           access.may_grant(r.role_type, r.unit_id) as may_end
      from access.role r
      join access.role_type t on t.name = r.role_type
      left join lateral (select name from units.unit_version v where v.unit_id = r.unit_id
                          order by v.valid_from desc limit 1) v on true
     where r.person_id = ${personId} and (r.valid_to is null or r.valid_to > ${ctx.today})
     order by t.rank desc, r.valid_from`.execute(ctx.db)
  return rows
}

/** The role types that the actor may give somewhere: those below their own highest office that grants. */
export async function listGrantableRoleTypes(
  ctx: Context,
): Promise<{ name: RoleTypeName; level: RoleType['level'] }[]> {
  const { rows } = await sql<{ rank: number }>`
    select coalesce(max(access.rank_over(unit, 'roles.grant')), 0) as rank
      from access.granted('roles.grant') as unit`.execute(ctx.db)
  const rank = rows[0]?.rank ?? 0
  return (Object.entries(roleTypes) as [RoleTypeName, RoleType][])
    .filter(([, type]) => type.rank < rank)
    .map(([name, { level }]) => ({ name, level }))
}
