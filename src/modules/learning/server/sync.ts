import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { defineSyncHandler, type FieldAnswer, refused } from '#platform/server/sync/handler.ts'
import { ExamBody, LessonBody } from '../shapes.ts'
import { sitAnswer } from './sit.ts'

/** Lessons that were read without a network. */
export const lessonRecords = defineSyncHandler({
  kind: 'learning.lesson',
  shape: LessonBody,
  apply: async (ctx, records) => {
    const answers = new Map<string, FieldAnswer>()
    const unitId = await myUnit(ctx)
    const { rows } = await sql<{ id: string; versionId: string; lessons: string[] }>`
      select c.id, c.current_id as version_id,
             array(select l ->> 'key' from learning.version v, jsonb_array_elements(v.content -> 'lessons') l
                    where v.course_id = c.id and v.state in ('published', 'superseded')) as lessons
        from learning.course c
       where c.id = any (${records.map(({ body }) => body.courseId)}::uuid[])`.execute(ctx.db)
    const courses = new Map(rows.map((row) => [row.id, row]))
    const kept = records.filter((record) => {
      const course = courses.get(record.body.courseId)
      if (!unitId) answers.set(record.id, refused('learning.no_unit'))
      // A lesson that only an earlier version has was read all the same.
      else if (!course?.lessons.includes(record.body.lesson))
        answers.set(record.id, refused('learning.not_published'))
      else answers.set(record.id, { status: 'stored', unitId })
      return answers.get(record.id)?.status === 'stored'
    })
    if (kept.length > 0)
      await sql`insert into learning.lesson_done (person_id, course_id, lesson, version_id, unit_id, done_at)
        select ${ctx.actor.personId ?? null}::uuid, r.course_id, r.lesson, r.version_id, ${unitId}::uuid, r.done_at
          from jsonb_to_recordset(${JSON.stringify(
            kept.map(({ body, happenedAt }) => ({
              course_id: body.courseId,
              lesson: body.lesson,
              version_id: courses.get(body.courseId)?.versionId,
              done_at: happenedAt,
            })),
          )}::jsonb) as r (course_id uuid, lesson text, version_id uuid, done_at timestamptz)
        on conflict do nothing`.execute(ctx.db)
    return answers
  },
})

/** Exams that were sat without a network, on the paper that the phone had: the database marks them now. */
export const examRecords = defineSyncHandler({
  kind: 'learning.exam',
  shape: ExamBody,
  apply: async (ctx, records) => {
    const answers = new Map<string, FieldAnswer>()
    for (const { id, body, happenedAt } of records) {
      const answer = await sitAnswer(ctx, { id, ...body, takenAt: happenedAt })
      if (answer.refused) answers.set(id, refused(answer.refused))
      else if (answer.known) answers.set(id, { status: 'known' })
      else
        answers.set(id, {
          status: 'stored',
          unitId: answer.unitId,
          notice: {
            code: 'learning.marked',
            ...{ score: answer.score, total: answer.total, passed: answer.passed },
            certificateId: answer.certificateId ?? null,
          },
        })
    }
    return answers
  },
})

async function myUnit(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    unitId: string | null
  }>`select learning.my_unit() as unit_id`.execute(ctx.db)
  return rows[0]?.unitId ?? null
}
