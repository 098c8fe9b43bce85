import type pg from 'pg'
import { type RoleType, roleTypes } from './role-types.ts'

/** Makes the database's copy of the role types and their permissions equal to the code's. */
export async function copyRoleTypes(client: pg.Client): Promise<void> {
  const all = Object.entries(roleTypes as Record<string, RoleType>)
  const pairs = all.flatMap(([name, type]) => type.may.map((permission) => [name, permission]))
  await client.query(
    `insert into access.role_type (name, level, rank)
     select * from unnest($1::text[], $2::text[], $3::int[])
     on conflict (name) do update set level = excluded.level, rank = excluded.rank`,
    [
      all.map(([name]) => name),
      all.map(([, type]) => type.level),
      all.map(([, type]) => type.rank),
    ],
  )
  await client.query(
    `with wanted as (select * from unnest($1::text[], $2::text[]) as w (role_type, permission)),
          gone as (delete from access.role_permission p
                    where not exists (select from wanted w
                                       where (w.role_type, w.permission) = (p.role_type, p.permission)))
     insert into access.role_permission select * from wanted on conflict do nothing`,
    [pairs.map(([name]) => name), pairs.map(([, permission]) => permission)],
  )
}
