import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { ChooseName } from '../../shapes.ts'
import { canTakePart } from '../policy.ts'
import { refreshPublicFacts } from '../public-author.ts'

/** Each author says for themselves whether the gallery names them, also after it was published. */
export const chooseName = defineCommand('ideas.choose_name', ChooseName, async (ctx, input) => {
  await ctx.authorize(canTakePart)
  const { rows } = await sql<{ unitId: string }>`
    update ideas.author set shows_name = ${input.showsName}
     where idea_id = ${input.ideaId}::uuid and person_id = ${ctx.actor.personId ?? null}::uuid returning unit_id`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('ideas.not_found')
  await refreshPublicFacts(ctx, input.ideaId)
  ctx.note({ unitId: rows[0].unitId, subjectId: input.ideaId })
  return { id: input.ideaId }
})
