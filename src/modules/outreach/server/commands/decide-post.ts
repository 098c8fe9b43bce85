import { sql } from 'kysely'
import { dayOf, writtenDay } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { DecidePost, SubmitPost, TakeBackPost } from '../../shapes.ts'
import { canApproveAt, canWriteAt } from '../policy.ts'
import { audienceOf, expectEditable, holdPost } from '../post-of.ts'

/**
 * Asks somebody else to approve a post; those of the nearest level who may are told. Each asking is a version of
 * its own: what was taken back after somebody read it is not approved by that reading.
 */
export const submitPost = defineCommand('outreach.submit', SubmitPost, async (ctx, input) => {
  const post = await holdPost(ctx, input.postId)
  await ctx.authorize(canWriteAt(post.unitId))
  ctx.note({ unitId: post.unitId, subjectId: post.id })
  if (post.state === 'waiting') return { id: post.id }
  expectEditable(post, input.version)
  await sql`update outreach.post set state = 'waiting', submitted_at = ${ctx.now()}, returned_reason = null,
      version = version + 1, updated_at = ${ctx.now()} where id = ${post.id}::uuid`.execute(ctx.db)
  const { rows } = await sql<{
    personId: string
  }>`select outreach.approvers_of(${post.id}::uuid) as person_id`.execute(ctx.db)
  await tell(ctx, {
    personIds: rows.map(({ personId }) => personId),
    kind: 'outreach.waits',
    params: { title: post.title },
    href: `/outreach/${post.id}`,
  })
  return { id: post.id }
})

/** How far ahead a post may be put; further is a slip of the pen. */
const mostDaysAhead = 366

/**
 * Approves a post as it was read, for a time or at once, or returns it with a reason. Nobody who wrote in
 * it approves it, and whoever approves answers for each unit to which it goes.
 */
export const decidePost = defineCommand('outreach.decide', DecidePost, async (ctx, input) => {
  const post = await holdPost(ctx, input.postId)
  await ctx.authorize(canApproveAt(post.unitId))
  for (const unitId of await audienceOf(ctx, post.id)) await ctx.authorize(canApproveAt(unitId))
  if (post.editors.includes(ctx.actor.personId ?? '')) throw new RuleBroken('outreach.own_post')
  if (post.state !== 'waiting') throw new RuleBroken('outreach.not_waiting')
  if (post.version !== input.version) throw new Conflict('outreach.changed_meanwhile')
  const publishAt = input.publishAt && input.publishAt > ctx.now() ? input.publishAt : ctx.now()
  if (publishAt.getTime() > ctx.now().getTime() + mostDaysAhead * 86_400_000)
    throw new Invalid([{ path: 'publishAt', code: 'outreach_moment_far' }])
  ctx.note({ unitId: post.unitId, subjectId: post.id, details: { verdict: input.verdict } })
  if (input.verdict === 'return')
    await sql`update outreach.post set state = 'returned', returned_reason = ${input.reason},
        updated_at = ${ctx.now()} where id = ${post.id}::uuid`.execute(ctx.db)
  else
    await sql`update outreach.post set state = 'approved', approved_by = ${ctx.actor.personId ?? null},
        approved_at = ${ctx.now()}, publish_at = ${publishAt}, updated_at = ${ctx.now()}
      where id = ${post.id}::uuid`.execute(ctx.db)
  await tell(ctx, {
    personIds: post.editors,
    kind: input.verdict === 'return' ? 'outreach.returned' : 'outreach.approved',
    params: { title: post.title, day: writtenDay(dayOf(publishAt)) },
    href: `/outreach/${post.id}`,
  })
  if (input.verdict === 'approve' && publishAt <= ctx.now())
    await ctx.enqueue('outreach.publish_due', {})
  return { id: post.id }
})

/** A writer takes back what waits or is approved and not out yet; it has to be approved anew. */
export const takeBackPost = defineCommand(
  'outreach.take_back',
  TakeBackPost,
  async (ctx, input) => {
    const post = await holdPost(ctx, input.postId)
    await ctx.authorize(canWriteAt(post.unitId))
    if (post.state !== 'waiting' && post.state !== 'approved')
      throw new RuleBroken('outreach.not_to_take_back')
    ctx.note({ unitId: post.unitId, subjectId: post.id })
    await sql`update outreach.post set state = 'draft', approved_by = null, approved_at = null, publish_at = null,
      updated_at = ${ctx.now()} where id = ${post.id}::uuid`.execute(ctx.db)
    return { id: post.id }
  },
)
