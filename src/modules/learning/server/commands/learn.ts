import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { FinishLesson, HandInTask, SitExam } from '../../shapes.ts'
import { canLearn } from '../policy.ts'
import { sitAnswer } from '../sit.ts'

async function myUnit(ctx: CommandContext): Promise<string> {
  const { rows } = await sql<{
    unitId: string | null
  }>`select learning.my_unit() as unit_id`.execute(ctx.db)
  const unitId = rows[0]?.unitId
  if (!unitId) throw new RuleBroken('learning.no_unit')
  return unitId
}

interface CurrentVersion {
  id: string
  content: { lessons: { key: string }[]; task: { needsPhoto: boolean } | null }
}

async function currentOf(ctx: CommandContext, courseId: string): Promise<CurrentVersion> {
  const { rows } = await sql<CurrentVersion>`
    select v.id, v.content from learning.course c join learning.version v on v.id = c.current_id where c.id = ${courseId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.not_found')
  return rows[0]
}

/** Whoever is signed in has read a lesson; once is enough. */
export const finishLesson = defineCommand(
  'learning.finish_lesson',
  FinishLesson,
  async (ctx, input) => {
    await ctx.authorize(canLearn)
    const { personId } = ctx.actor
    const unitId = await myUnit(ctx)
    const version = await currentOf(ctx, input.courseId)
    if (!version.content.lessons.some(({ key }) => key === input.lesson))
      throw new NotFound('learning.lesson_not_found')
    await sql`insert into learning.lesson_done (person_id, course_id, lesson, version_id, unit_id, done_at)
    values (${personId ?? null}, ${input.courseId}, ${input.lesson}, ${version.id}, ${unitId}, ${ctx.now()}) on conflict do nothing`.execute(
      ctx.db,
    )
    ctx.note({ unitId, subjectId: input.courseId })
    return { courseId: input.courseId }
  },
)

/** Sits an exam: the database marks it. A certificate comes at once where nothing else is asked. */
export const sitExam = defineCommand('learning.sit_exam', SitExam, async (ctx, input) => {
  await ctx.authorize(canLearn)
  const answer = await sitAnswer(ctx, { ...input, takenAt: ctx.now() })
  if (answer.refused) throw new RuleBroken(answer.refused, { day: answer.on ?? '' })
  ctx.note({
    unitId: answer.unitId,
    subjectId: answer.courseId,
    details: { passed: answer.passed },
  })
  return { id: input.id, ...answer }
})

/** Hands in the practical task of a course; another one only after the first was given back. */
export const handInTask = defineCommand('learning.hand_in_task', HandInTask, async (ctx, input) => {
  await ctx.authorize(canLearn)
  const unitId = await myUnit(ctx)
  const version = await currentOf(ctx, input.courseId)
  ctx.note({ unitId, subjectId: input.courseId })
  if (!version.content.task) throw new RuleBroken('learning.no_task')
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from learning.submission where person_id = ${ctx.actor.personId ?? null}::uuid and course_id = ${input.courseId}::uuid`.execute(
    ctx.db,
  )
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  if (rows.some(({ state }) => state !== 'returned'))
    throw new RuleBroken('learning.handed_in_already')
  if (version.content.task.needsPhoto && input.photos.length === 0)
    throw new RuleBroken('learning.photo_missing')
  await sql`insert into learning.submission (id, person_id, unit_id, course_id, version_id, body, submitted_at)
    values (${input.id}, ${ctx.actor.personId ?? null}, ${unitId}, ${input.courseId}, ${version.id}, ${input.body}, ${ctx.now()})`.execute(
    ctx.db,
  )
  for (const photo of input.photos)
    await sql`insert into learning.submission_file (id, submission_id, person_id, unit_id, size, sha256)
      values (${photo.id}, ${input.id}, ${ctx.actor.personId ?? null}, ${unitId}, ${photo.size}, ${photo.sha256})`.execute(
      ctx.db,
    )
  return { id: input.id }
})
