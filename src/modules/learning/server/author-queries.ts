import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { CourseContent, CourseFile, Question } from '../shapes.ts'
import { canReviewAt, canWriteAt } from './policy.ts'
import type { CourseMedia } from './queries.ts'
import { readBank, type VersionState } from './version-of.ts'

export interface AuthoredCourse {
  id: string
  slug: string
  unitName: string | null
  title: string
  versionId: string
  number: number
  state: VersionState
  updatedAt: Date
  isPublic: boolean
}

/** The courses that the actor writes or reviews, with their last version; one statement. */
export async function listAuthored(ctx: Context): Promise<AuthoredCourse[]> {
  const { rows } = await sql<AuthoredCourse>`
    select c.id, c.slug, v.title, v.id as version_id, v.number, v.state, v.updated_at, c.current_id is not null as is_public,
           (select u.name from units.unit_version u where u.unit_id = c.unit_id order by u.valid_from desc limit 1) as unit_name
      from learning.course c
      join lateral (select x.* from learning.version x where x.course_id = c.id order by x.number desc limit 1) v on true
     where c.unit_id in (select access.reachable('learning.write')) or c.unit_id in (select access.reachable('learning.review'))
     order by v.state = 'review' desc, v.updated_at desc limit 200`.execute(ctx.db)
  return rows
}

export interface AuthoredVersion {
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
  bank: Question[]
  media: (CourseMedia & { sha256: string })[]
  revision: number
  reviewNote: string | null
  submittedBy: string | null
  publishedOn: IsoDay | null
  mayWrite: boolean
  mayReview: boolean
}

/** A version with everything in it, right answers too: only for those who write or review it. */
export async function getAuthored(ctx: Context, id: string): Promise<AuthoredVersion> {
  const { rows } = await sql<Omit<AuthoredVersion, 'bank' | 'mayWrite' | 'mayReview'>>`
    select v.id, v.course_id, v.unit_id, c.slug, v.number, v.state, v.title, v.summary, v.language, v.content, v.revision, v.review_note,
           v.submitted_by, v.published_on,
           coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'mediaType', m.media_type, 'size', m.size, 'sha256', m.sha256) order by m.name)
                       from learning.media m where m.version_id = v.id), '[]') as media
      from learning.version v join learning.course c on c.id = v.course_id where v.id = ${id}::uuid`.execute(
    ctx.db,
  )
  const version = rows[0]
  if (!version) throw new NotFound('learning.not_found')
  const mayWrite = await ctx.allows(canWriteAt(version.unitId))
  const mayReview = await ctx.allows(canReviewAt(version.unitId))
  if (!mayWrite && !mayReview) throw new NotFound('learning.not_found')
  return { ...version, bank: await readBank(ctx, id), mayWrite, mayReview }
}

/** A version as its file holds it. */
export const courseFileOf = (it: AuthoredVersion): CourseFile => ({
  format: 'xungkich-course-1',
  slug: it.slug,
  title: it.title,
  summary: it.summary,
  language: it.language,
  content: it.content,
  bank: it.bank,
})
