import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface TaskRow {
  id: string
  personId: string
  name: string | null
  unitName: string | null
  title: string
  state: 'waiting' | 'accepted' | 'returned'
  submittedAt: Date
}

const source = sql`learning.submission s
  left join members.person p on p.id = s.person_id
  join learning.version v on v.id = s.version_id
  left join lateral (select u.name from units.unit_version u where u.unit_id = s.unit_id order by u.valid_from desc limit 1) u on true`

/** The practical tasks that wait for an officer, the longest first; one's own never. One statement. */
export async function listTasksToCheck(ctx: Context, limit = 100): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select s.id, s.person_id, p.full_name as name, u.name as unit_name, v.title, s.state, s.submitted_at
      from ${source}
     where s.state = 'waiting' and s.unit_id in (select access.reachable('learning.check'))
       and s.person_id is distinct from ${ctx.actor.personId ?? null}::uuid
     order by s.submitted_at, s.id limit ${limit}`.execute(ctx.db)
  return rows
}

export interface TaskToCheck extends TaskRow {
  unitId: string
  courseId: string
  body: string
  task: string
  reason: string | null
  photos: { id: string }[]
}

export async function getTask(ctx: Context, id: string): Promise<TaskToCheck> {
  const { rows } = await sql<TaskToCheck>`
    select s.id, s.person_id, s.unit_id, s.course_id, p.full_name as name, u.name as unit_name, v.title, s.state, s.submitted_at, s.body, s.reason,
           coalesce(v.content -> 'task' ->> 'text', '') as task,
           coalesce((select jsonb_agg(jsonb_build_object('id', f.id) order by f.id) from learning.submission_file f where f.submission_id = s.id), '[]') as photos
      from ${source} where s.id = ${id}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('learning.task_not_found')
  return rows[0]
}

/** A photo of a task: for its learner, and for whoever checks it. */
export async function getTaskPhoto(
  ctx: Context,
  submissionId: string,
  id: string,
): Promise<{ sha256: string }> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from learning.submission_file where id = ${id}::uuid and submission_id = ${submissionId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.media_not_found')
  return rows[0]
}
