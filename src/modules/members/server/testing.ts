import type { RoleTypeName } from '#platform/server/access/role-types.ts'
import type { Actor } from '#platform/server/context.ts'
import { person } from '#platform/testing/app.ts'
import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'

/** Enters a person straight into the tables, as a member of a unit since 2022. Returns their id. */
export async function aPerson(
  database: TestDatabase,
  fields: {
    unitId: string
    name?: string
    phone?: string
    code?: string
    birthOn?: string
    from?: string
    kind?: 'member' | 'youth'
  },
): Promise<string> {
  const id = uuidv7()
  await database.ownerPool.query(
    `insert into members.person (id, unit_id, standing, full_name, phone, code, birth_on, birth_year)
     values ($1, $2, $3, $4, $5, $6, $7::date, extract(year from $7::date))`,
    [
      id,
      fields.unitId,
      fields.kind ?? 'member',
      fields.name ?? 'Vàng Thị Mỷ',
      fields.phone ?? null,
      fields.code ?? null,
      fields.birthOn ?? null,
    ],
  )
  await database.ownerPool.query(
    `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in) values ($1, $2, $3, $4, $5, 'admitted')`,
    [uuidv7(), id, fields.unitId, fields.kind ?? 'member', fields.from ?? '2022-03-26'],
  )
  return id
}

/** A person with an office at a unit, as an actor. They belong to that unit too. */
export async function anOfficer(
  database: TestDatabase,
  unitId: string,
  roleType: RoleTypeName,
): Promise<Actor & { personId: string }> {
  const id = await aPerson(database, { unitId, name: 'Nguyễn Văn Cán Bộ' })
  await database.ownerPool.query(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, $3, $4, '2022-01-01')`,
    [uuidv7(), id, roleType, unitId],
  )
  return { ...person(id), personId: id }
}
