import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { SaveCampaign, SaveQuiz } from '../../shapes.ts'
import { canApproveAt, canWriteAt } from '../policy.ts'
import { expectEditable, holdPost, noteChange } from '../post-of.ts'

/** Sets the questions of a draft's quiz anew; none takes the quiz away. They are approved with the post. */
export const saveQuiz = defineCommand('outreach.save_quiz', SaveQuiz, async (ctx, input) => {
  const post = await holdPost(ctx, input.postId)
  await ctx.authorize(canWriteAt(post.unitId))
  expectEditable(post)
  ctx.note({ unitId: post.unitId, subjectId: post.id })
  await noteChange(ctx, post.id)
  await sql`delete from outreach.quiz where post_id = ${post.id}::uuid`.execute(ctx.db)
  if (input.questions.length === 0) return { id: post.id }
  await sql`insert into outreach.quiz (post_id, unit_id, closes_on) values (${post.id}, ${post.unitId}, ${input.closesOn ?? null})`.execute(
    ctx.db,
  )
  for (const [index, question] of input.questions.entries())
    await sql`insert into outreach.question (id, post_id, unit_id, position, text, options, right_option, explanation)
      values (${uuidv7(ctx.now().getTime())}, ${post.id}, ${post.unitId}, ${index + 1}, ${question.text}, ${question.options},
        ${question.right}, ${question.explanation})`.execute(ctx.db)
  return { id: post.id }
})

/**
 * Plans a campaign of awareness, or changes it: posts join it, and their quizzes rank its communes. One that a post
 * has made public is changed by whoever may approve; everybody reads it at once.
 */
export const saveCampaign = defineCommand(
  'outreach.save_campaign',
  SaveCampaign,
  async (ctx, input) => {
    const { rows } = await sql<{
      unitId: string
      isPublic: boolean
    }>`select unit_id, outreach.campaign_is_public(id) as is_public from outreach.campaign where id = ${input.id}::uuid`.execute(
      ctx.db,
    )
    const unitId = rows[0]?.unitId ?? input.unitId
    await ctx.authorize(canWriteAt(unitId))
    if (rows[0]?.isPublic) await ctx.authorize(canApproveAt(unitId))
    ctx.note({ unitId, subjectId: input.id })
    if (rows[0])
      await sql`update outreach.campaign set name = ${input.name}, goal = ${input.goal}, starts_on = ${input.startsOn},
        ends_on = ${input.endsOn} where id = ${input.id}::uuid`.execute(ctx.db)
    else
      await sql`insert into outreach.campaign (id, unit_id, name, goal, starts_on, ends_on, created_by, created_at)
      values (${input.id}, ${unitId}, ${input.name}, ${input.goal}, ${input.startsOn}, ${input.endsOn},
        ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
    return { id: input.id }
  },
)
