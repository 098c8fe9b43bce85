import { sql } from 'kysely'
import type { IsoDay } from '../../days.ts'
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

/** The actor's own roles of today, the highest first; each with its unit's latest name, should that be no more. */
export async function listMyRoles(ctx: Context): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select r.id, r.role_type, r.unit_id, v.name as unit_name, r.valid_from, r.valid_to
      from access.role r
      join access.role_type t on t.name = r.role_type
      cross join lateral (select v.name from units.unit_version v where v.unit_id = r.unit_id
                           order by v.valid_from <= ${ctx.today} desc, v.valid_from desc limit 1) v
     where r.person_id = ${ctx.actor.personId ?? null}
       and r.valid_from <= ${ctx.today} and (r.valid_to is null or r.valid_to > ${ctx.today})
     order by t.rank desc`.execute(ctx.db)
  return rows
}

export interface FormerOffice {
  roleType: string
  unitId: string
  unitName: string
  /** The first day on which the office no longer stood, with its unit. */
  stoodTo: IsoDay
  /** The last day on which the actor may read what was theirs. */
  readableUntil: IsoDay
}

/** The actor's offices that ended with their unit and may still be read, the highest first. */
export async function listMyFormerOffices(ctx: Context): Promise<FormerOffice[]> {
  const { rows } = await sql<FormerOffice>`
    select f.role_type, f.unit_id, v.name as unit_name, f.stood_to, f.readable_to - 1 as readable_until
      from access.former_office f
      join access.role_type t on t.name = f.role_type
      cross join lateral (select v.name from units.unit_version v where v.unit_id = f.unit_id
                           order by v.valid_from desc limit 1) v
     where f.person_id = ${ctx.actor.personId ?? null}
       and f.stood_to <= ${ctx.today} and f.readable_to > ${ctx.today}
     order by t.rank desc, f.readable_to desc`.execute(ctx.db)
  return rows
}
