import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { ModerateComment, ReportComment, WriteComment } from '../../shapes.ts'
import { needsLook } from '../comment-rule.ts'
import { canModerateAt, canTakePart } from '../policy.ts'
import { publicSelf } from '../public-author.ts'

/** How many comments a person may write in an hour: enough to talk, too few to flood. */
const mostAnHour = 20

/**
 * Writes a comment on a published idea. What holds a phone number or an address waits until an officer
 * has looked at it; everything else is shown at once and can be reported and hidden.
 */
export const commentOnIdea = defineCommand('ideas.comment', WriteComment, async (ctx, input) => {
  await ctx.authorize(canTakePart)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const idea = await ctx.db
    .selectFrom('ideas.idea')
    .select(['unitId', 'isPublic'])
    .where('id', '=', input.ideaId)
    .executeTakeFirst()
  if (!idea?.isPublic) throw new NotFound('ideas.not_found')
  ctx.note({ unitId: idea.unitId, subjectId: input.ideaId })
  const known = await sql`select from ideas.comment where id = ${input.id}::uuid`.execute(ctx.db)
  if (known.rows.length > 0) return { id: input.id }
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ideas.comment where person_id = ${personId}::uuid and written_at > ${new Date(ctx.now().getTime() - 3_600_000)}`.execute(
    ctx.db,
  )
  if ((rows[0]?.count ?? 0) >= mostAnHour) throw new RuleBroken('ideas.too_many_comments')
  const state = needsLook(input.body) ? 'held' : 'visible'
  await sql`insert into ideas.comment (id, idea_id, unit_id, person_id, body, shown_as, state, written_at)
    values (${input.id}, ${input.ideaId}, ${idea.unitId}, ${personId}, ${input.body},
            ${await publicSelf(ctx, input.showsName)}, ${state}, ${ctx.now()})`.execute(ctx.db)
  return { id: input.id, state }
})

/** Says that a comment should not stand there; an officer looks at it. */
export const reportComment = defineCommand(
  'ideas.report_comment',
  ReportComment,
  async (ctx, input) => {
    await ctx.authorize(canTakePart)
    const { rows } = await sql<{
      reported: boolean
    }>`select ideas.report_comment(${input.commentId}::uuid, ${input.reason ?? null}) as reported`.execute(
      ctx.db,
    )
    if (!rows[0]?.reported) throw new NotFound('ideas.comment_not_found')
    ctx.note({ subjectId: input.commentId })
    return { id: input.commentId }
  },
)

/** An officer shows or hides a comment, with a reason that its writer reads. */
export const moderateComment = defineCommand(
  'ideas.moderate_comment',
  ModerateComment,
  async (ctx, input) => {
    const { rows } = await sql<{ unitId: string; homeUnitId: string }>`
      select c.unit_id, i.home_unit_id from ideas.comment c join ideas.idea i on i.id = c.idea_id
       where c.id = ${input.commentId}::uuid`.execute(ctx.db)
    const comment = rows[0]
    if (!comment) throw new NotFound('ideas.comment_not_found')
    await ctx.authorize(canModerateAt(comment.homeUnitId))
    await sql`update ideas.comment set state = ${input.decision === 'show' ? 'visible' : 'hidden'},
        decided_by = ${ctx.actor.personId ?? null}::uuid, decided_reason = ${input.reason ?? null},
        reported_at = null, reported_by = null, report_reason = null
      where id = ${input.commentId}::uuid`.execute(ctx.db)
    ctx.note({
      unitId: comment.unitId,
      subjectId: input.commentId,
      details: { decision: input.decision },
    })
    return { id: input.commentId }
  },
)
