import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { Audience } from '../shapes.ts'
import { canFollowAt } from './policy.ts'

export interface PathCourse {
  id: string
  slug: string
  title: string
  isDone: boolean
}

export interface PathRow {
  id: string
  unitId: string
  unitName: string | null
  title: string
  lead: string
  audience: Audience
  dueOn: IsoDay
  closedOn: IsoDay | null
  courses: PathCourse[]
}

const columns = (ctx: Context) => sql`
  p.id, p.unit_id, p.title, p.lead, p.audience, p.due_on, p.closed_on,
  (select u.name from units.unit_version u where u.unit_id = p.unit_id order by u.valid_from desc limit 1) as unit_name,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'title', v.title,
      'isDone', exists (select from learning.certificate z where z.course_id = c.id and z.person_id = ${ctx.actor.personId ?? null}::uuid
         and z.revoked_on is null and (z.valid_until is null or z.valid_until > ${ctx.today}::date))) order by k.rank)
    from learning.path_course k join learning.course c on c.id = k.course_id join learning.version v on v.id = c.current_id
   where k.path_id = p.id), '[]') as courses`

/** The open paths that are meant for the actor, the nearest day first; one statement. */
export async function listMyPaths(ctx: Context): Promise<PathRow[]> {
  const { rows } = await sql<PathRow>`
    select ${columns(ctx)} from learning.path p where p.id in (select learning.my_paths()) order by p.due_on, p.id limit 50`.execute(
    ctx.db,
  )
  return rows
}

/** The paths that the actor may follow: of the units that they answer for, and those opened above them. */
export async function listPaths(ctx: Context): Promise<PathRow[]> {
  const { rows } = await sql<PathRow>`
    select ${columns(ctx)} from learning.path p
     where p.unit_id in (select access.reachable('learning.read'))
        or exists (select from access.reach r where r.ancestor_id = p.unit_id and r.unit_id in (select access.granted('learning.read')))
     order by p.closed_on is not null, p.due_on, p.id limit 100`.execute(ctx.db)
  return rows
}

export async function getPath(ctx: Context, id: string): Promise<PathRow> {
  const { rows } =
    await sql<PathRow>`select ${columns(ctx)} from learning.path p where p.id = ${id}::uuid`.execute(
      ctx.db,
    )
  if (!rows[0]) throw new NotFound('learning.path_not_found')
  return rows[0]
}

export interface UnitProgress {
  unitId: string
  name: string
  hasBelow: boolean
  expected: number
  begun: number
  done: number
}

/**
 * How far the people of a path are, a line each unit right below the one asked for. Throws NotFound where
 * the actor does not answer for that unit.
 */
export async function listProgress(
  ctx: Context,
  pathId: string,
  unitId: string,
): Promise<UnitProgress[]> {
  if (!(await ctx.allows(canFollowAt(unitId)))) throw new NotFound('not_found')
  const { rows } = await sql<UnitProgress>`
    select * from learning.progress(${pathId}::uuid, ${unitId}::uuid)`.execute(ctx.db)
  return rows
}

export interface MissingPerson {
  personId: string
  name: string
  unitName: string | null
  done: number
  begun: boolean
  allOfThem: number
}

/** Who is not through yet, those who have not begun first. */
export async function listMissing(
  ctx: Context,
  pathId: string,
  unitId: string,
  page = { size: 50, skip: 0 },
): Promise<MissingPerson[]> {
  if (!(await ctx.allows(canFollowAt(unitId)))) throw new NotFound('not_found')
  const { rows } = await sql<MissingPerson>`
    select * from learning.missing(${pathId}::uuid, ${unitId}::uuid, ${page.size}, ${page.skip})`.execute(
    ctx.db,
  )
  return rows
}

/** The highest of the actor's units within a path: where its progress begins for them. */
export async function findMyPlaceIn(
  ctx: Context,
  pathId: string,
): Promise<{ unitId: string; name: string } | undefined> {
  const { rows } = await sql<{ unitId: string; name: string }>`
    select v.unit_id, v.name from learning.path p
      join access.reach r on r.ancestor_id = p.unit_id and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to > ${ctx.today}::date)
      join units.unit_version v on v.unit_id = r.unit_id and v.valid_from <= ${ctx.today}::date and (v.valid_to is null or v.valid_to > ${ctx.today}::date)
     where p.id = ${pathId}::uuid and (r.unit_id in (select access.granted('learning.read'))
            or (r.depth = 0 and r.unit_id in (select access.reachable('learning.read'))))
     order by r.depth limit 1`.execute(ctx.db)
  return rows[0]
}
