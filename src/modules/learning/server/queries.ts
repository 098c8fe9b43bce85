import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ExamPaper } from '../pack.ts'
import type { CourseContent } from '../shapes.ts'
import type { CertificateFacts } from './credential.ts'

export interface CourseRow {
  id: string
  slug: string
  title: string
  summary: string
  lessons: number
  minutes: number
}

/** The courses that everybody may take, by title; one statement. */
export async function listPublicCourses(ctx: Context): Promise<CourseRow[]> {
  const { rows } = await sql<CourseRow>`
    select c.id, c.slug, v.title, v.summary, jsonb_array_length(v.content -> 'lessons') as lessons,
           coalesce((select sum((l ->> 'minutes')::int) from jsonb_array_elements(v.content -> 'lessons') l), 0)::int as minutes
      from learning.course c join learning.version v on v.id = c.current_id
     order by v.title collate "vi-x-icu" limit 500`.execute(ctx.db)
  return rows
}

export interface CourseMedia {
  id: string
  name: string
  mediaType: string
  size: number
}

export interface PublicCourse {
  id: string
  versionId: string
  slug: string
  title: string
  summary: string
  language: 'vi' | 'en'
  unitName: string | null
  publishedOn: IsoDay
  content: CourseContent
  media: CourseMedia[]
}

/** A course as everybody reads it, by its address or its id. Throws NotFound where it is not published. */
export async function getPublicCourse(
  ctx: Context,
  by: { slug: string } | { id: string },
): Promise<PublicCourse> {
  const { rows } = await sql<PublicCourse>`
    select c.id, v.id as version_id, c.slug, v.title, v.summary, v.language, v.published_on, v.content,
           (select u.name from units.unit_version u where u.unit_id = c.unit_id and u.valid_from <= v.published_on
             order by u.valid_from desc limit 1) as unit_name,
           coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'mediaType', m.media_type, 'size', m.size) order by m.name)
                       from learning.media m where m.version_id = v.id), '[]') as media
      from learning.course c join learning.version v on v.id = c.current_id
     where ${'slug' in by ? sql`c.slug = ${by.slug}` : sql`c.id = ${by.id}::uuid`}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('learning.not_found')
  return rows[0]
}

/** A medium that the actor may see: of what is published, everybody. */
export async function getMedia(
  ctx: Context,
  id: string,
): Promise<{ mediaType: string; sha256: string; isPublic: boolean }> {
  const { rows } = await sql<{ mediaType: string; sha256: string; isPublic: boolean }>`
    select media_type, sha256, learning.is_public(version_id) as is_public from learning.media where id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.media_not_found')
  return rows[0]
}

/** What somebody has done of a course. */
export interface Standing {
  lessonsDone: string[]
  last: {
    score: number
    total: number
    passed: boolean
    marks: Record<string, boolean>
    takenAt: Date
    versionId: string
  } | null
  attempts: number
  submission: {
    id: string
    state: 'waiting' | 'accepted' | 'returned'
    body: string
    reason: string | null
    submittedAt: Date
  } | null
  certificate: {
    id: string
    code: string
    issuedOn: IsoDay
    validUntil: IsoDay | null
    revokedOn: IsoDay | null
  } | null
}

/** How the actor stands with a course; one statement. */
export async function getStanding(ctx: Context, courseId: string): Promise<Standing> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<Standing>`
    select array(select l.lesson from learning.lesson_done l where l.person_id = ${me}::uuid and l.course_id = k.id) as lessons_done,
           (select count(*)::int from learning.attempt a where a.person_id = ${me}::uuid and a.course_id = k.id) as attempts,
           (select jsonb_build_object('score', a.score, 'total', a.total, 'passed', a.passed, 'marks', a.marks, 'takenAt', a.taken_at, 'versionId', a.version_id)
              from learning.attempt a where a.person_id = ${me}::uuid and a.course_id = k.id order by a.received_at desc limit 1) as last,
           (select jsonb_build_object('id', s.id, 'state', s.state, 'body', s.body, 'reason', s.reason, 'submittedAt', s.submitted_at)
              from learning.submission s where s.person_id = ${me}::uuid and s.course_id = k.id order by s.submitted_at desc, s.id desc limit 1) as submission,
           (select jsonb_build_object('id', c.id, 'code', c.code, 'issuedOn', c.issued_on, 'validUntil', c.valid_until, 'revokedOn', c.revoked_on)
              from learning.certificate c where c.person_id = ${me}::uuid and c.course_id = k.id order by c.issued_on desc, c.id desc limit 1) as certificate
      from learning.course k where k.id = ${courseId}::uuid`.execute(ctx.db)
  return (
    rows[0] ?? { lessonsDone: [], attempts: 0, last: null, submission: null, certificate: null }
  )
}

export type PaperAnswer =
  | { paper: ExamPaper; refused?: undefined }
  | { paper?: undefined; refused: string; on?: IsoDay }

/** The paper of the actor's next attempt, or why there is none now. It never says what is right. */
export async function getPaper(ctx: Context, versionId: string): Promise<PaperAnswer> {
  const { rows } = await sql<{ paper: ExamPaper & { refused?: string; on?: IsoDay } }>`
    select learning.exam_paper(${versionId}::uuid) as paper`.execute(ctx.db)
  const paper = rows[0]?.paper
  if (!paper) return { refused: 'learning.not_published' }
  return paper.refused ? { refused: paper.refused, ...(paper.on && { on: paper.on }) } : { paper }
}

export interface MyCourse extends CourseRow {
  lessonsDone: number
  passed: boolean
  taskState: string | null
  certificateId: string | null
  validUntil: IsoDay | null
}

/** All courses, and how far the actor is with each; one statement. */
export async function listMyCourses(ctx: Context): Promise<MyCourse[]> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<MyCourse>`
    select c.id, c.slug, v.title, v.summary, jsonb_array_length(v.content -> 'lessons') as lessons,
           coalesce((select sum((l ->> 'minutes')::int) from jsonb_array_elements(v.content -> 'lessons') l), 0)::int as minutes,
           (select count(*)::int from learning.lesson_done l where l.person_id = ${me}::uuid and l.course_id = c.id
              and v.content -> 'lessons' @> jsonb_build_array(jsonb_build_object('key', l.lesson))) as lessons_done,
           exists (select from learning.attempt a where a.person_id = ${me}::uuid and a.course_id = c.id and a.passed) as passed,
           (select s.state from learning.submission s where s.person_id = ${me}::uuid and s.course_id = c.id order by s.submitted_at desc limit 1) as task_state,
           z.id as certificate_id, z.valid_until
      from learning.course c join learning.version v on v.id = c.current_id
      left join lateral (select x.id, x.valid_until from learning.certificate x
        where x.person_id = ${me}::uuid and x.course_id = c.id and x.revoked_on is null and (x.valid_until is null or x.valid_until > ${ctx.today}::date)
        order by x.issued_on desc limit 1) z on true
     order by v.title collate "vi-x-icu" limit 500`.execute(ctx.db)
  return rows
}

export interface Certificate extends CertificateFacts {
  personId: string
  unitId: string
  revokedOn: IsoDay | null
  revokeReason: string | null
}

/** A certificate that the actor holds, or whose holder they answer for. */
export async function getCertificate(ctx: Context, id: string): Promise<Certificate> {
  const { rows } = await sql<Certificate>`
    select c.id, c.code, c.person_id, c.unit_id, c.holder_name, c.course_title, k.slug, k.summary, k.unit_name, c.issued_on, c.valid_until,
           c.revoked_on, c.revoke_reason
      from learning.certificate c, learning.certificate_by_code(c.code) k where c.id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.certificate_not_found')
  return rows[0]
}

/** A certificate as a stranger with its code may see it. */
export async function findCertificateByCode(
  ctx: Context,
  code: string,
): Promise<(CertificateFacts & { revokedOn: IsoDay | null }) | undefined> {
  const { rows } = await sql<CertificateFacts & { revokedOn: IsoDay | null }>`
    select * from learning.certificate_by_code(${code})`.execute(ctx.db)
  return rows[0]
}

export interface MyCertificate {
  id: string
  courseTitle: string
  issuedOn: IsoDay
  validUntil: IsoDay | null
  revokedOn: IsoDay | null
}

export async function listMyCertificates(ctx: Context): Promise<MyCertificate[]> {
  const { rows } = await sql<MyCertificate>`
    select id, course_title, issued_on, valid_until, revoked_on from learning.certificate
     where person_id = ${ctx.actor.personId ?? null}::uuid order by issued_on desc, id desc limit 200`.execute(
    ctx.db,
  )
  return rows
}
