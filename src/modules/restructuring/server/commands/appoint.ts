import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { Appoint } from '../appointment-shape.ts'
import { openDraftOf } from '../draft.ts'

/**
 * Says who takes which office from the reform's day on. Whether the appointing officer stands high
 * enough is asked when the draft is applied, of whoever applies it.
 */
export const appoint = defineCommand('restructuring.appoint', Appoint, async (ctx, input) => {
  const draft = await openDraftOf(ctx, input.draftId)
  const person = await ctx.db
    .selectFrom('members.person')
    .select('id')
    .where('id', '=', input.personId)
    .executeTakeFirst()
  if (!person) throw new NotFound('members.not_found')
  await ctx.db
    .insertInto('restructuring.appointment')
    .values({ ...input, madeBy: ctx.actor.personId ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  ctx.note({
    unitId: draft.scopeIds[0] ?? null,
    subjectId: input.personId,
    details: { role: input.roleType, unit: input.unitId },
  })
  return { id: input.id }
})
