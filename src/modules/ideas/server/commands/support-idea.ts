import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { OneIdea } from '../../shapes.ts'
import { canTakePart } from '../policy.ts'

/** Somebody supports a published idea; once a person, however often they ask. */
export const supportIdea = defineCommand('ideas.support', OneIdea, async (ctx, { ideaId }) => {
  await ctx.authorize(canTakePart)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const idea = await ctx.db
    .selectFrom('ideas.idea')
    .select(['unitId', 'authorId', 'isPublic'])
    .where('id', '=', ideaId)
    .executeTakeFirst()
  if (!idea?.isPublic) throw new NotFound('ideas.not_found')
  const own =
    await sql`select from ideas.author where idea_id = ${ideaId}::uuid and person_id = ${personId}::uuid`.execute(
      ctx.db,
    )
  if (own.rows.length > 0) throw new RuleBroken('ideas.own_idea')
  await sql`insert into ideas.support (idea_id, person_id, unit_id, supported_at)
    select ${ideaId}::uuid, ${personId}::uuid, ideas.my_unit(), ${ctx.now()} on conflict do nothing`.execute(
    ctx.db,
  )
  ctx.note({ unitId: idea.unitId, subjectId: ideaId })
  return { id: ideaId }
})

/** Takes one's support back. */
export const withdrawSupport = defineCommand(
  'ideas.withdraw_support',
  OneIdea,
  async (ctx, { ideaId }) => {
    await ctx.authorize(canTakePart)
    await sql`delete from ideas.support where idea_id = ${ideaId}::uuid and person_id = ${ctx.actor.personId ?? null}::uuid`.execute(
      ctx.db,
    )
    ctx.note({ subjectId: ideaId })
    return { id: ideaId }
  },
)
