import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound } from '#platform/server/errors.ts'
import { WithdrawRequest } from '../../shapes.ts'
import { canWithdraw } from '../policy.ts'

/** Takes a paper back that is not signed by all; those who signed keep what they signed. */
export const withdrawRequest = defineCommand(
  'signing.withdraw',
  WithdrawRequest,
  async (ctx, { requestId, reason }) => {
    const found = await ctx.db
      .selectFrom('signing.request')
      .select(['unitId', 'createdBy', 'state', 'title'])
      .where('id', '=', requestId)
      .executeTakeFirst()
    if (!found) throw new NotFound('signing.not_found')
    await ctx.authorize(canWithdraw(found))
    if (found.state === 'withdrawn') return { requestId }
    if (found.state !== 'open') throw new Conflict(`signing.request_${found.state}`)
    const { numUpdatedRows } = await ctx.db
      .updateTable('signing.request')
      .set({ state: 'withdrawn', endedAt: ctx.now().toISOString(), endReason: reason })
      .where('id', '=', requestId)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('conflict')
    ctx.note({ unitId: found.unitId, subjectId: requestId, details: { title: found.title } })
    await ctx.emit('signing.withdrawn', { requestId })
    return { requestId }
  },
)
