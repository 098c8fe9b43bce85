import { z } from 'zod'
import { either, is } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { canWriteMembersOf } from '../policy.ts'
import { getPerson } from '../queries.ts'

export const RevokeCard = z.object({ personId: z.uuid() })

/** Makes a lost card worthless; every phone learns its number with the next field pack. */
export const revokeCard = defineCommand('members.revoke_card', RevokeCard, async (ctx, input) => {
  const person = await getPerson(ctx, input.personId)
  await ctx.authorize(either(is(person.id), canWriteMembersOf(person.unitId)))
  await ctx.db
    .updateTable('members.card')
    .set({ revokedAt: ctx.now(), revokedBy: ctx.actor.personId ?? null })
    .where('personId', '=', input.personId)
    .where('revokedAt', 'is', null)
    .execute()
  ctx.note({ unitId: person.unitId, subjectId: input.personId })
  return { personId: input.personId }
})
