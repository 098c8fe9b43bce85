import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneVenture, PublishVenture } from '../../shapes.ts'
import { indexVenture } from '../index-venture.ts'
import { holdManaged, tellChange } from '../venture-of.ts'

/** Its page is there for everybody from now on, as those behind it agreed; and it is found at the front door. */
export const publishVenture = defineCommand(
  'ventures.publish',
  PublishVenture,
  async (ctx, input) => {
    const venture = await holdManaged(ctx, input.ventureId)
    if (venture.state !== 'registered') throw new RuleBroken('ventures.not_registered')
    if (venture.endedOn !== null) throw new RuleBroken('ventures.ended_already')
    await sql`update ventures.venture set published_on = coalesce(published_on, ${ctx.today}::date), updated_at = ${ctx.now()}
    where id = ${venture.id}::uuid`.execute(ctx.db)
    await tellChange(ctx, venture, 'published')
    await indexVenture(ctx, venture.id)
    return { id: venture.id }
  },
)

/** Its page is there for nobody any more, nor what it sells or where it has guests. */
export const hideVenture = defineCommand('ventures.hide', OneVenture, async (ctx, input) => {
  const venture = await holdManaged(ctx, input.ventureId)
  await sql`update ventures.venture set published_on = null, updated_at = ${ctx.now()} where id = ${venture.id}::uuid`.execute(
    ctx.db,
  )
  await tellChange(ctx, venture, 'hidden')
  await indexVenture(ctx, venture.id)
  await ctx.emit('ventures.hidden', { ventureId: venture.id, unitId: venture.unitId })
  return { id: venture.id }
})
