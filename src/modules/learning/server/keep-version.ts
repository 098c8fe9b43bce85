import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import type { CourseContent, Question } from '../shapes.ts'

interface NewVersion {
  id: string
  courseId: string
  unitId: string
  number: number
  title: string
  summary: string
  language: string
  content: CourseContent
  bank: readonly Question[]
}

/** Puts a new draft of a course down, with the questions of its exam apart. */
export async function addVersion(ctx: CommandContext, it: NewVersion): Promise<void> {
  await sql`insert into learning.version (id, course_id, unit_id, number, state, title, summary, language, content, author_id, updated_at)
    values (${it.id}, ${it.courseId}, ${it.unitId}, ${it.number}, 'draft', ${it.title}, ${it.summary}, ${it.language},
            ${JSON.stringify(it.content)}::jsonb, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await sql`insert into learning.bank (version_id, unit_id, questions)
    values (${it.id}, ${it.unitId}, ${JSON.stringify(it.bank)}::jsonb)`.execute(ctx.db)
}

/** A new course without any version yet; the same id again changes nothing. */
export async function addCourse(
  ctx: CommandContext,
  it: { id: string; unitId: string; slug: string },
): Promise<void> {
  await sql`insert into learning.course (id, unit_id, slug, created_by, created_at)
    values (${it.id}, ${it.unitId}, ${it.slug}, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

/** Whether a course stands already under this id, so that a repeated request adds nothing. */
export async function isKnownCourse(ctx: CommandContext, id: string): Promise<boolean> {
  const { rows } = await sql`select from learning.course where id = ${id}::uuid`.execute(ctx.db)
  return rows.length > 0
}

/** Whether another course has the address; asked under the actor's rights, the database has the last word. */
export async function isSlugTaken(ctx: CommandContext, slug: string): Promise<boolean> {
  const { rows } = await sql`select from learning.course where slug = ${slug}`.execute(ctx.db)
  return rows.length > 0
}

export const emptyContent: CourseContent = {
  lessons: [],
  practice: [],
  exam: { questions: 10, passPercent: 80, attempts: 3, days: 1 },
  task: null,
  certificate: { validMonths: null },
  sources: [],
}
