import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { OneCallback } from '../../shapes.ts'
import { canSettleCallback } from '../policy.ts'

/** Marks that a citizen was called back. */
export const settleCallback = defineCommand(
  'assists.settle_callback',
  OneCallback,
  async (ctx, input) => {
    const callback = await ctx.db
      .selectFrom('assists.callback')
      .select('unitId')
      .where('assistId', '=', input.assistId)
      .executeTakeFirst()
    if (!callback) throw new NotFound()
    await ctx.authorize(canSettleCallback(callback.unitId))
    await ctx.db
      .updateTable('assists.callback')
      .set({ settledAt: ctx.now() })
      .where('assistId', '=', input.assistId)
      .execute()
    ctx.note({ unitId: callback.unitId, subjectId: input.assistId })
    return { id: input.assistId }
  },
)
