import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { EndMemberships } from '../../shapes.ts'
import { authorizeForAll, type OpenStay, openStays } from '../stays.ts'

/**
 * Ends memberships on a day (trưởng thành, left, removed…). The record and its history stay. One that
 * was entered by mistake is struck instead: it counts on no day, whatever day is given, and stays in
 * the person's history; of a mistaken transfer the stay before it goes on.
 */
export const endMemberships = defineCommand('members.end', EndMemberships, async (ctx, input) => {
  const stays = await openStays(ctx, input.personIds)
  await authorizeForAll(ctx, stays)
  if (input.reason === 'mistake') await strike(ctx, stays)
  else await end(ctx, stays, input)
  for (const stay of stays) {
    const { reason, on, decisionNo } = input
    ctx.note({
      unitId: stay.unitId,
      subjectId: stay.personId,
      details: {
        reason,
        ...(reason === 'mistake' ? { from: stay.validFrom } : { on }),
        ...(decisionNo ? { decisionNo } : {}),
      },
    })
  }
  return { ended: stays.length }
})

async function end(
  ctx: CommandContext,
  stays: readonly OpenStay[],
  { on, reason }: { on: string; reason: string },
) {
  const tooEarly = stays.filter((stay) => stay.validFrom >= on)
  if (tooEarly.length > 0)
    throw new RuleBroken('members.end_before_joining', { count: tooEarly.length })
  if (stays.length === 0) return
  await ctx.db
    .updateTable('members.membership')
    .set({ validTo: on, reasonOut: reason })
    .where(
      'id',
      'in',
      stays.map((stay) => stay.id),
    )
    .execute()
}

async function strike(ctx: CommandContext, stays: readonly OpenStay[]) {
  const { rows } = await sql<{ beyond: number }>`
    select members.strike(${stays.map((stay) => stay.id)}::uuid[]) as beyond`.execute(ctx.db)
  const beyond = rows[0]?.beyond ?? 0
  if (beyond > 0) throw new RuleBroken('members.mistake_beyond', { count: beyond })
}
