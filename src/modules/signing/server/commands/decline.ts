import { defineCommand } from '#platform/server/command.ts'
import { DeclineSignature } from '../../shapes.ts'
import { settleTurn } from '../settle-turn.ts'
import { takeTurn } from '../turn.ts'

/** The signer whose turn it is refuses, and says why; nobody signs the paper any more. */
export const declineSignature = defineCommand(
  'signing.decline',
  DeclineSignature,
  async (ctx, { requestId, reason }) => {
    const turn = await takeTurn(ctx, requestId)
    await settleTurn(ctx, turn, { kind: 'declined', reason })
    ctx.note({ unitId: turn.unitId, subjectId: requestId, details: { title: turn.title } })
    await ctx.emit('signing.declined', { requestId })
    return { requestId }
  },
)
