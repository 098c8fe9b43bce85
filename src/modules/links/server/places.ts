import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { CountedPlace } from '../index.ts'
import { newCode } from './code.ts'

/**
 * The code of a page's place, made where there is none yet. For commands of other modules, in their
 * transaction; who asks needs `links.write` at the unit, or the database refuses.
 */
export async function placeFor(
  ctx: CommandContext,
  hanging: { unitId: string; path: string; place: string },
): Promise<string> {
  const { unitId, path, place } = hanging
  await sql`insert into links.link (id, unit_id, path, made_on)
    values (${uuidv7(ctx.now().getTime())}, ${unitId}, ${path}, ${ctx.today}) on conflict (unit_id, path) do nothing`.execute(
    ctx.db,
  )
  await sql`insert into links.place (code, link_id, unit_id, name, hung_on)
    select ${newCode()}, l.id, l.unit_id, ${place}, ${ctx.today} from links.link l
     where l.unit_id = ${unitId} and l.path = ${path}
    on conflict (link_id, name) do nothing`.execute(ctx.db)
  const { rows } = await sql<{ code: string }>`select p.code from links.place p
    join links.link l on l.id = p.link_id
    where l.unit_id = ${unitId} and l.path = ${path} and p.name = ${place}`.execute(ctx.db)
  if (!rows[0]) throw new Error('The place that was just made is not there')
  return rows[0].code
}

/** Where a page hangs, the most scanned first: only places of units that the actor reads reports of. */
export async function listPlaces(ctx: Context, path: string): Promise<CountedPlace[]> {
  const since = addDays(ctx.today, -6)
  const { rows } = await sql<
    Omit<CountedPlace, 'scans' | 'lately'> & { scans: string; lately: string }
  >`select * from links.places_of(${path}, ${since})`.execute(ctx.db)
  return rows.map((row) => ({ ...row, scans: Number(row.scans), lately: Number(row.lately) }))
}

/** One place by its code, if the actor reads reports of its unit: what its poster says at the foot. */
export async function findPlace(
  ctx: Context,
  path: string,
  code: string,
): Promise<CountedPlace | undefined> {
  return (await listPlaces(ctx, path)).find((place) => place.code === code)
}
