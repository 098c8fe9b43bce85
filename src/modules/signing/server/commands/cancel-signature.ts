import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { CancelSignature } from '../../shapes.ts'
import { canSignAs } from '../policy.ts'

/** Gives a begun signature up, such as one that waits for an approval on a phone. */
export const cancelSignature = defineCommand(
  'signing.cancel',
  CancelSignature,
  async (ctx, { attemptId }) => {
    const found = await ctx.db
      .selectFrom('signing.attempt')
      .select(['personId', 'requestId'])
      .where('id', '=', attemptId)
      .executeTakeFirst()
    if (!found) throw new NotFound('signing.attempt_unknown')
    await ctx.authorize(canSignAs(found.personId))
    await ctx.db
      .updateTable('signing.attempt')
      .set({ state: 'over', endedAt: ctx.now().toISOString() })
      .where('id', '=', attemptId)
      .where('state', '=', 'open')
      .execute()
    ctx.note({ subjectId: found.requestId })
    return { requestId: found.requestId }
  },
)
