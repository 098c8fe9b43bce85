import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneVenture, StrikeVenture } from '../../shapes.ts'
import { indexVenture } from '../index-venture.ts'
import { holdKept, tellChange } from '../venture-of.ts'

/** Sets what state a venture is in; the database asks once more whether the actor keeps the register there. */
export async function turnTo(
  ctx: CommandContext,
  ventureId: string,
  state: 'registered' | 'struck',
  reason?: string,
): Promise<void> {
  const { rows } = await sql<{ done: boolean }>`
    select ventures.turn(${ventureId}::uuid, ${state}, ${reason ?? null}) as done`.execute(ctx.db)
  if (!rows[0]?.done) throw new RuleBroken('ventures.not_turned')
}

/** A draft stands in the register from now on, and counts from the day on which it was founded. */
export const registerVenture = defineCommand(
  'ventures.register',
  OneVenture,
  async (ctx, input) => {
    const venture = await holdKept(ctx, input.ventureId)
    if (venture.state === 'struck') throw new RuleBroken('ventures.struck_out')
    if (venture.state === 'registered') {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: venture.id }
    }
    await turnTo(ctx, venture.id, 'registered')
    await tellChange(ctx, venture, 'registered')
    await ctx.emit('ventures.registered', { ventureId: venture.id, unitId: venture.unitId })
    return { id: venture.id }
  },
)

/** It was entered by mistake, or twice: it stays to be read, with the reason, and counts for nothing on any day. */
export const strikeVenture = defineCommand('ventures.strike', StrikeVenture, async (ctx, input) => {
  const venture = await holdKept(ctx, input.ventureId)
  if (venture.state === 'struck') {
    ctx.note({ unitId: venture.unitId, subjectId: venture.id })
    return { id: venture.id }
  }
  await turnTo(ctx, venture.id, 'struck', input.reason)
  await tellChange(ctx, venture, 'struck', { reason: input.reason })
  await indexVenture(ctx, venture.id)
  await ctx.emit('ventures.struck', { ventureId: venture.id, unitId: venture.unitId })
  return { id: venture.id }
})
