import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { BeginCourse, BeginVersion } from '../../shapes.ts'
import { addCourse, addVersion, emptyContent, isKnownCourse, isSlugTaken } from '../keep-version.ts'
import { canWriteAt } from '../policy.ts'
import { holdCourse, holdVersion, readBank } from '../version-of.ts'

/** Begins a course with an empty draft. */
export const beginCourse = defineCommand(
  'learning.begin_course',
  BeginCourse,
  async (ctx, input) => {
    await ctx.authorize(canWriteAt(input.unitId))
    ctx.note({ unitId: input.unitId, subjectId: input.id })
    if (await isKnownCourse(ctx, input.id)) return { id: input.id, versionId: input.versionId }
    if (await isSlugTaken(ctx, input.slug)) throw new Conflict('learning.slug_taken')
    await addCourse(ctx, input)
    await addVersion(ctx, {
      ...{ id: input.versionId, courseId: input.id, unitId: input.unitId, number: 1 },
      ...{ title: input.title, summary: input.summary, language: 'vi' },
      ...{ content: emptyContent, bank: [] },
    })
    return { id: input.id, versionId: input.versionId }
  },
)

/** Begins the next version of a course out of its last one; what was published stays as it is until then. */
export const beginVersion = defineCommand(
  'learning.begin_version',
  BeginVersion,
  async (ctx, input) => {
    const course = await holdCourse(ctx, input.courseId)
    await ctx.authorize(canWriteAt(course.unitId))
    ctx.note({ unitId: course.unitId, subjectId: course.id })
    const { rows } = await sql<{ id: string; number: number; state: string }>`
    select id, number, state from learning.version where course_id = ${course.id}::uuid order by number desc limit 1`.execute(
      ctx.db,
    )
    const [last] = rows
    if (last?.id === input.id) return { id: input.id }
    if (!last) throw new NotFound('learning.not_found')
    if (last.state === 'draft' || last.state === 'review')
      throw new RuleBroken('learning.draft_open')
    const from = await holdVersion(ctx, last.id)
    await addVersion(ctx, {
      ...from,
      id: input.id,
      number: last.number + 1,
      bank: await readBank(ctx, from.id),
    })
    const media = await sql<{ name: string; mediaType: string; size: number; sha256: string }>`
    select name, media_type, size, sha256 from learning.media where version_id = ${from.id}::uuid`.execute(
      ctx.db,
    )
    for (const one of media.rows)
      await sql`insert into learning.media (id, version_id, unit_id, name, media_type, size, sha256)
      values (${uuidv7(ctx.now().getTime())}, ${input.id}, ${from.unitId}, ${one.name}, ${one.mediaType}, ${one.size}, ${one.sha256})`.execute(
        ctx.db,
      )
    return { id: input.id }
  },
)
