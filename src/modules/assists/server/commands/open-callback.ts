import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { OneCallback } from '../../shapes.ts'
import { canCallBack } from '../policy.ts'

/**
 * Opens whom to call back: a citizen's name and number leave their seal one at a time, and each opening
 * stands in the audit. Throws NotFound where there is
 * none that the actor may see, or the citizen was called already.
 */
export const openCallback = defineCommand(
  'assists.open_callback',
  OneCallback,
  async (ctx, input) => {
    const callback = await ctx.db
      .selectFrom('assists.callback')
      .select(['unitId', 'recordedBy', 'nameSealed', 'phoneSealed'])
      .where('assistId', '=', input.assistId)
      .where('settledAt', 'is', null)
      .executeTakeFirst()
    if (!callback) throw new NotFound()
    await ctx.authorize(canCallBack(callback))
    ctx.note({ unitId: callback.unitId, subjectId: input.assistId })
    return {
      id: input.assistId,
      name: ctx.sealer.unseal(callback.nameSealed),
      phone: ctx.sealer.unseal(callback.phoneSealed),
    }
  },
)
