import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { type Permission, permissions } from './role-types.ts'

/** The permissions that the actor holds at some unit today: what their navigation shows. */
export async function heldPermissions(ctx: Context): Promise<Set<Permission>> {
  const { rows } = await sql<{ permission: Permission }>`
    select permission from unnest(${[...permissions]}::text[]) as permission
     where exists (select from access.granted(permission))`.execute(ctx.db)
  return new Set(rows.map((row) => row.permission))
}

export interface HeldRole {
  id: string
  roleType: string
  unitId: string
  unitName: string
  validFrom: string
  validTo: string | null
}

/** The actor's own roles of today, the highest first. */
export async function listMyRoles(ctx: Context): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select r.id, r.role_type, r.unit_id, v.name as unit_name, r.valid_from, r.valid_to
      from access.role r
      join access.role_type t on t.name = r.role_type
      join units.unit_version v on v.unit_id = r.unit_id
       and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
     where r.person_id = ${ctx.actor.personId ?? null}
       and r.valid_from <= ${ctx.today} and (r.valid_to is null or r.valid_to > ${ctx.today})
     order by t.rank desc`.execute(ctx.db)
  return rows
}
