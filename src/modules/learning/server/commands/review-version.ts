import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { OneVersion, ReviewVersion, WithdrawCourse } from '../../shapes.ts'
import { rememberBadgeKey } from '../badge-key.ts'
import { whatIsMissing } from '../completeness.ts'
import { canReviewAt, canWriteAt } from '../policy.ts'
import { showInPublic, takeFromPublic } from '../public-entry.ts'
import { holdCourse, holdVersion, readBank, type VersionHeld } from '../version-of.ts'

/** Sends a draft to be reviewed. What would not work for learners is named and has to be mended first. */
export const submitVersion = defineCommand(
  'learning.submit_version',
  OneVersion,
  async (ctx, input) => {
    const version = await holdVersion(ctx, input.versionId)
    await ctx.authorize(canWriteAt(version.unitId))
    ctx.note({ unitId: version.unitId, subjectId: version.courseId })
    if (version.state === 'review') return { id: version.id }
    if (version.state !== 'draft') throw new RuleBroken('learning.not_a_draft')
    await refuseIncomplete(ctx, version)
    const changed =
      await sql`update learning.version set state = 'review', submitted_by = ${ctx.actor.personId ?? null}, submitted_at = ${ctx.now()},
      review_note = null, revision = revision + 1
    where id = ${version.id}::uuid and state = 'draft' and revision = ${version.revision} returning id`.execute(
        ctx.db,
      )
    if (changed.rows.length === 0) throw new Conflict('learning.changed_meanwhile')
    return { id: version.id }
  },
)

async function refuseIncomplete(ctx: CommandContext, version: VersionHeld) {
  const { rows } = await sql<{ name: string }>`
    select name from learning.media where version_id = ${version.id}::uuid`.execute(ctx.db)
  const [first] = whatIsMissing(
    version.content,
    await readBank(ctx, version.id),
    new Set(rows.map(({ name }) => name)),
  )
  if (first) throw new RuleBroken(first.code, first.details)
}

/**
 * Publishes a version that somebody else has sent, or gives it back with a reason. From then on everybody
 * reads it; results of earlier versions stay what they were.
 */
export const reviewVersion = defineCommand(
  'learning.review_version',
  ReviewVersion,
  async (ctx, input) => {
    const version = await holdVersion(ctx, input.versionId)
    await ctx.authorize(canReviewAt(version.unitId))
    ctx.note({
      unitId: version.unitId,
      subjectId: version.courseId,
      details: { verdict: input.verdict },
    })
    if (version.state === 'published' && input.verdict === 'publish') return { id: version.id }
    if (version.state !== 'review') throw new Conflict('learning.not_in_review')
    const me = ctx.actor.personId ?? null
    if (input.verdict === 'publish' && version.submittedBy === me)
      throw new RuleBroken('learning.own_version')
    if (input.verdict === 'publish') await publish(ctx, version)
    else
      await sql`update learning.version set state = 'draft', reviewed_by = ${me}, reviewed_at = ${ctx.now()},
      review_note = ${input.note}, revision = revision + 1 where id = ${version.id}::uuid`.execute(
        ctx.db,
      )
    const told = [version.authorId, version.submittedBy].filter((id): id is string => id !== null)
    await tell(ctx, {
      personIds: told,
      kind: `learning.${input.verdict === 'publish' ? 'published' : 'returned'}`,
      params: { title: version.title },
      href: `/learning/authoring/${version.id}`,
    })
    return { id: version.id }
  },
)

async function publish(ctx: CommandContext, version: VersionHeld) {
  await refuseIncomplete(ctx, version)
  await rememberBadgeKey(ctx)
  await sql`update learning.version set state = 'superseded' where course_id = ${version.courseId}::uuid and state = 'published'`.execute(
    ctx.db,
  )
  const changed =
    await sql`update learning.version set state = 'published', reviewed_by = ${ctx.actor.personId ?? null}, reviewed_at = ${ctx.now()},
      published_on = ${ctx.today}::date, review_note = null, revision = revision + 1
    where id = ${version.id}::uuid and state = 'review' returning id`.execute(ctx.db)
  if (changed.rows.length === 0) throw new Conflict('learning.not_in_review')
  await sql`update learning.course set current_id = ${version.id} where id = ${version.courseId}::uuid`.execute(
    ctx.db,
  )
  await showInPublic(ctx, version)
}

/** Takes a course from the public page; certificates that were given stay valid. */
export const withdrawCourse = defineCommand(
  'learning.withdraw_course',
  WithdrawCourse,
  async (ctx, input) => {
    const course = await holdCourse(ctx, input.courseId)
    await ctx.authorize(canReviewAt(course.unitId))
    ctx.note({ unitId: course.unitId, subjectId: course.id, details: { reason: input.reason } })
    await sql`update learning.version set state = 'withdrawn' where course_id = ${course.id}::uuid and state = 'published'`.execute(
      ctx.db,
    )
    await sql`update learning.course set current_id = null where id = ${course.id}::uuid`.execute(
      ctx.db,
    )
    await takeFromPublic(ctx, course.id)
    return { id: course.id }
  },
)
