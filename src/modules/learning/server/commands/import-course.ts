import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken, TooLarge } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { ImportCourse } from '../../shapes.ts'
import { addCourse, addVersion, isKnownCourse } from '../keep-version.ts'
import { canWriteAt } from '../policy.ts'

/**
 * Takes a whole course in as a draft: a new one, or the next version of the one that has its address and
 * that the actor writes. Its media were checked and kept before.
 */
export const importCourse = defineCommand(
  'learning.import_course',
  ImportCourse,
  async (ctx, input) => {
    await ctx.authorize(canWriteAt(input.unitId))
    const { course } = input
    if (input.media.reduce((sum, { size }) => sum + size, 0) > limits.courseBytes)
      throw new TooLarge('learning.course_too_large', { limit: limits.courseBytes / 1024 / 1024 })
    const { rows } = await sql<{
      id: string
      unitId: string
      number: number
      last: string
      state: string
    }>`
    select c.id, c.unit_id, v.number, v.id as last, v.state from learning.course c
      join lateral (select x.id, x.number, x.state from learning.version x where x.course_id = c.id order by x.number desc limit 1) v on true
     where c.slug = ${course.slug}`.execute(ctx.db)
    const known = rows[0]
    ctx.note({ unitId: known?.unitId ?? input.unitId, subjectId: known?.id ?? input.id })
    if (known?.last === input.versionId) return { id: known.id, versionId: input.versionId }
    if (known) {
      await ctx.authorize(canWriteAt(known.unitId))
      if (known.state === 'draft' || known.state === 'review')
        throw new RuleBroken('learning.draft_open')
    } else {
      if (await isKnownCourse(ctx, input.id)) throw new Conflict('learning.slug_taken')
      await addCourse(ctx, { id: input.id, unitId: input.unitId, slug: course.slug })
    }
    const courseId = known?.id ?? input.id
    const unitId = known?.unitId ?? input.unitId
    await addVersion(ctx, {
      ...{ id: input.versionId, courseId, unitId, number: (known?.number ?? 0) + 1 },
      ...{ title: course.title, summary: course.summary, language: course.language },
      ...{ content: course.content, bank: course.bank },
    })
    for (const one of input.media)
      await sql`insert into learning.media (id, version_id, unit_id, name, media_type, size, sha256)
      values (${one.id}, ${input.versionId}, ${unitId}, ${one.name}, ${one.mediaType}, ${one.size}, ${one.sha256})`.execute(
        ctx.db,
      )
    return { id: courseId, versionId: input.versionId }
  },
)
