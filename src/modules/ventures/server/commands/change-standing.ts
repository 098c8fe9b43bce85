import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Invalid, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { CorrectFounding, EndVenture, TurnVenture } from '../../shapes.ts'
import { indexVenture } from '../index-venture.ts'
import { canKeepAt } from '../policy.ts'
import { holdKept, tellChange, type VentureHeld } from '../venture-of.ts'

interface Last {
  id: string
  unitId: string
  kind: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

async function lastOf(ctx: CommandContext, venture: VentureHeld): Promise<Last> {
  const { rows } = await sql<Last>`
    select id, unit_id, kind, valid_from, valid_to from ventures.standing
     where venture_id = ${venture.id}::uuid order by valid_from desc limit 1`.execute(ctx.db)
  if (!rows[0]) throw new RuleBroken('ventures.never_stood')
  return rows[0]
}

function checkDay(ctx: CommandContext, on: IsoDay, last: Last): void {
  if (on > ctx.today) throw new Invalid([{ path: 'on', code: 'day_in_future' }])
  if (on <= last.validFrom)
    throw new Invalid([
      { path: 'on', code: 'ventures_day_before_last', details: { day: last.validFrom } },
    ])
}

/**
 * It is of another kind, or in another commune, from a day on: a household that became an enterprise. What
 * it was until then stays, and counts for the days of then. The officer must keep both communes.
 */
export const changeStanding = defineCommand(
  'ventures.change_standing',
  TurnVenture,
  async (ctx, input) => {
    const venture = await holdKept(ctx, input.ventureId)
    const unitId = input.unitId ?? venture.unitId
    await ctx.authorize(canKeepAt(unitId))
    const last = await lastOf(ctx, venture)
    if (last.kind === input.kind && last.unitId === unitId) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: venture.id }
    }
    if (venture.state === 'struck' || last.validTo !== null)
      throw new RuleBroken('ventures.ended_already')
    checkDay(ctx, input.on, last)
    await sql`update ventures.standing set valid_to = ${input.on} where id = ${last.id}::uuid`.execute(
      ctx.db,
    )
    await sql`insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, counts)
      values (${uuidv7(ctx.now().getTime())}, ${venture.id}, ${unitId}, ${input.kind}, ${input.on}, ${venture.state === 'registered'})`.execute(
      ctx.db,
    )
    await tellChange(ctx, venture, 'turned', { from: last.kind, to: input.kind, on: input.on })
    await indexVenture(ctx, venture.id)
    return { id: venture.id }
  },
)

/** It is no more from the day after `on`; its past stays. */
export const endVenture = defineCommand('ventures.end', EndVenture, async (ctx, input) => {
  const venture = await holdKept(ctx, input.ventureId)
  const last = await lastOf(ctx, venture)
  const until = addDays(input.on, 1)
  if (last.validTo === until) {
    ctx.note({ unitId: venture.unitId, subjectId: venture.id })
    return { id: venture.id }
  }
  if (venture.state !== 'registered' || last.validTo !== null)
    throw new RuleBroken('ventures.ended_already')
  if (input.on > ctx.today) throw new Invalid([{ path: 'on', code: 'day_in_future' }])
  checkDay(ctx, input.on === ctx.today ? ctx.today : until, last)
  await sql`update ventures.standing set valid_to = ${until} where id = ${last.id}::uuid`.execute(
    ctx.db,
  )
  await sql`update ventures.venture set end_reason = ${input.reason}, updated_at = ${ctx.now()} where id = ${venture.id}::uuid`.execute(
    ctx.db,
  )
  await tellChange(ctx, venture, 'ended', { on: input.on, reason: input.reason })
  await indexVenture(ctx, venture.id)
  await ctx.emit('ventures.ended', { ventureId: venture.id, unitId: venture.unitId })
  return { id: venture.id }
})

/** The day of founding was wrong: figures of the days between change with it. */
export const correctFounding = defineCommand(
  'ventures.correct_founding',
  CorrectFounding,
  async (ctx, input) => {
    const venture = await holdKept(ctx, input.ventureId)
    if (venture.state === 'struck') throw new RuleBroken('ventures.struck_out')
    if (input.on > ctx.today) throw new Invalid([{ path: 'on', code: 'day_in_future' }])
    const { rows } = await sql<{ id: string; validTo: IsoDay | null }>`
      select id, valid_to from ventures.standing where venture_id = ${venture.id}::uuid order by valid_from limit 1`.execute(
      ctx.db,
    )
    const first = rows[0]
    if (!first) throw new RuleBroken('ventures.never_stood')
    if (first.validTo !== null && input.on >= first.validTo)
      throw new Invalid([
        { path: 'on', code: 'ventures_day_after_next', details: { day: first.validTo } },
      ])
    await sql`update ventures.standing set valid_from = ${input.on} where id = ${first.id}::uuid`.execute(
      ctx.db,
    )
    await tellChange(ctx, venture, 'founding_corrected', { from: venture.foundedOn, to: input.on })
    return { id: venture.id }
  },
)
