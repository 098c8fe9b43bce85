import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

export interface Descent {
  event: string
  fromId: string | null
  fromName: string | null
  toId: string | null
  toName: string | null
}

/** What an applied draft made of units that ended, were founded or renamed; not those that only moved along. */
export async function listOutcome(ctx: Context, draftId: string, limit = 1000): Promise<Descent[]> {
  const { rows } = await sql<Descent>`
    select l.event, l.from_unit_id as from_id, f.name as from_name, l.to_unit_id as to_id, t.name as to_name
      from restructuring.change c
      join units.unit_lineage l on l.id = c.row_id
      left join lateral (select v.name from units.unit_version v where v.unit_id = l.from_unit_id and v.valid_from < l.on_day
                          order by v.valid_from desc limit 1) f on true
      left join lateral (select v.name from units.unit_version v where v.unit_id = l.to_unit_id and v.valid_from <= l.on_day
                          order by v.valid_from desc limit 1) t on true
     where c.draft_id = ${draftId} and c.relation = 'units.unit_lineage' and l.event <> 'move'
     order by t.name collate "vi-x-icu", f.name collate "vi-x-icu"
     limit ${limit}`.execute(ctx.db)
  return rows
}

/** What was recorded at the units that a draft founded or changed since it was applied, by table. */
export async function listBuiltOn(
  ctx: Context,
  draftId: string,
): Promise<{ relation: string; count: number }[]> {
  const { rows } = await sql<{ relation: string; count: number }>`
    select b.relation, b.count from restructuring.built_on(${draftId}) b`.execute(ctx.db)
  return rows
}

/**
 * Whether somebody's transaction is changing the tree at this moment: while a draft is being applied,
 * everybody else still sees it open.
 */
export async function isTreeChanging(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ changing: boolean }>`
    select exists (
      select from pg_catalog.pg_locks l
       where l.locktype = 'advisory' and l.granted and l.objsubid = 1
         and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
         and l.classid::bigint = (hashtext('units.tree')::bigint >> 32) & 4294967295
         and l.objid::bigint = hashtext('units.tree')::bigint & 4294967295) as changing`.execute(
    ctx.db,
  )
  return rows[0]?.changing ?? false
}
