import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { dropPublicEntry } from '#platform/server/public-index/index.ts'
import { RetryDelivery, WithdrawPost } from '../../shapes.ts'
import { canApproveAt, canWriteAt } from '../policy.ts'
import { holdPost } from '../post-of.ts'

/** Takes a published post off the site and its feed; what has not gone out yet stays. The reason is kept. */
export const withdrawPost = defineCommand('outreach.withdraw', WithdrawPost, async (ctx, input) => {
  const post = await holdPost(ctx, input.postId)
  await ctx.authorize(canApproveAt(post.unitId))
  if (post.state !== 'published') throw new RuleBroken('outreach.not_published')
  ctx.note({ unitId: post.unitId, subjectId: post.id })
  await sql`update outreach.post set state = 'withdrawn', withdrawn_reason = ${input.reason},
      updated_at = ${ctx.now()} where id = ${post.id}::uuid`.execute(ctx.db)
  await dropPublicEntry(ctx, 'post', post.id)
  return { id: post.id }
})

/**
 * Sends again what failed of one delivery, and nothing of what arrived. What may have arrived goes again
 * only where the officer says so.
 */
export const retryDelivery = defineCommand('outreach.retry', RetryDelivery, async (ctx, input) => {
  const { rows: held } = await sql<{ unitId: string | null; postId: string | null }>`
    select coalesce(d.unit_id, outreach.top_of(g.unit_id)) as unit_id, d.post_id from outreach.delivery d
      left join outreach.digest_post g on g.delivery_id = d.id where d.id = ${input.deliveryId}::uuid limit 1`.execute(
    ctx.db,
  )
  const unitId = held[0]?.unitId
  if (!unitId) throw new NotFound('outreach.not_found')
  await ctx.authorize(held[0]?.postId ? canWriteAt(unitId) : canApproveAt(unitId))
  const { rows } = await sql<{
    again: number | null
  }>`select outreach.retry(${input.deliveryId}::uuid, ${input.alsoUnknown}) as again`.execute(
    ctx.db,
  )
  const again = rows[0]?.again ?? 0
  ctx.note({ unitId, subjectId: held[0]?.postId ?? null, details: { again } })
  if (again > 0) await ctx.enqueue('outreach.deliver', { deliveryId: input.deliveryId })
  return { again }
})
