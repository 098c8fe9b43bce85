import { z } from 'zod'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { canSignAs } from '../policy.ts'

const Asked = z.object({ attemptId: z.uuid(), transaction: z.string().max(500) })
const Failed = z.object({
  attemptId: z.uuid(),
  problem: z.enum([
    'refused',
    'expired',
    'provider',
    'wrong',
    'wrong_pin',
    'needs_pin',
    'needs_otp',
    'otp_sent',
  ]),
})

async function ownAttempt(ctx: CommandContext, attemptId: string) {
  const found = await ctx.db
    .selectFrom('signing.attempt')
    .select(['personId', 'requestId', 'provider'])
    .where('id', '=', attemptId)
    .executeTakeFirst()
  if (!found) throw new NotFound('signing.attempt_unknown')
  await ctx.authorize(canSignAs(found.personId))
  ctx.note({ subjectId: found.requestId, details: { provider: found.provider } })
  return found
}

/** Notes that a service was asked, and by which name it knows the request; what was typed for it is forgotten. */
export const noteAsked = defineCommand(
  'signing.ask',
  Asked,
  async (ctx, { attemptId, transaction }) => {
    await ownAttempt(ctx, attemptId)
    await ctx.db
      .updateTable('signing.attempt')
      .set({ transactionSealed: ctx.sealer.seal(JSON.stringify({ transaction })) })
      .where('id', '=', attemptId)
      .where('state', '=', 'open')
      .execute()
    await ctx.enqueue('signing.poll_provider', { attemptId, tries: 0 }, { afterSeconds: 2 })
    return { attemptId }
  },
)

/** Ends a signature that a service refused, let expire or failed to make. */
export const noteFailed = defineCommand(
  'signing.fail',
  Failed,
  async (ctx, { attemptId, problem }) => {
    const { requestId } = await ownAttempt(ctx, attemptId)
    await ctx.db
      .updateTable('signing.attempt')
      .set({
        state: 'refused',
        problem,
        endedAt: ctx.now().toISOString(),
        transactionSealed: null,
      })
      .where('id', '=', attemptId)
      .where('state', '=', 'open')
      .execute()
    return { requestId }
  },
)
