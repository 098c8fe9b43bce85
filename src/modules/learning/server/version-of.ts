import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { CourseContent, Question } from '../shapes.ts'

export type VersionState = 'draft' | 'review' | 'published' | 'superseded' | 'withdrawn'

/** A version as a command holds it. */
export interface VersionHeld {
  id: string
  courseId: string
  unitId: string
  slug: string
  number: number
  state: VersionState
  title: string
  summary: string
  language: 'vi' | 'en'
  content: CourseContent
  revision: number
  authorId: string | null
  submittedBy: string | null
}

/**
 * A version that the actor reads. Not locked: whoever may not change it may still begin the next one from it,
 * and each change says in its condition what it has seen.
 */
export async function holdVersion(ctx: Context, id: string): Promise<VersionHeld> {
  const { rows } = await sql<VersionHeld>`
    select v.id, v.course_id, v.unit_id, c.slug, v.number, v.state, v.title, v.summary, v.language, v.content, v.revision,
           v.author_id, v.submitted_by
      from learning.version v join learning.course c on c.id = v.course_id where v.id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.not_found')
  return rows[0]
}

/** The questions of a version's exam; empty for whoever may not see them. */
export async function readBank(ctx: Context, versionId: string): Promise<Question[]> {
  const { rows } = await sql<{ questions: Question[] }>`
    select questions from learning.bank where version_id = ${versionId}::uuid`.execute(ctx.db)
  return rows[0]?.questions ?? []
}

export interface CourseHeld {
  id: string
  unitId: string
  slug: string
  currentId: string | null
}

export async function holdCourse(ctx: Context, id: string): Promise<CourseHeld> {
  const { rows } = await sql<CourseHeld>`
    select id, unit_id, slug, current_id from learning.course where id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.not_found')
  return rows[0]
}
