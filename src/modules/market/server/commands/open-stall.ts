import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { OpenStall } from '../../shapes.ts'
import { canGatherAt, canKeepStalls } from '../policy.ts'

/**
 * Opens a stall for a venture, by one of its people who manages it or an officer who keeps it for them; or for a
 * unit that gathers what several sell. It shows nothing to anybody until it is said to be open. The same id again
 * changes nothing.
 */
export const openStall = defineCommand('market.open_stall', OpenStall, async (ctx, input) => {
  const known = await ctx.db
    .selectFrom('market.stall')
    .select(['id', 'unitId'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  await ctx.authorize(input.unitId ? canGatherAt(input.unitId) : canKeepStalls)
  if (known) {
    ctx.note({ unitId: known.unitId, subjectId: known.id })
    return { id: known.id }
  }
  const place = input.unitId
    ? await placeOfUnit(ctx.db, input.unitId, ctx.today)
    : await placeOfVenture(ctx, input.ventureId as string)
  await sql`insert into market.stall (id, unit_id, venture_id, name, is_assisted, opened_by, created_at, updated_at)
    values (${input.id}, ${place.unitId}, ${input.ventureId ?? null}, ${input.name ?? place.name}, ${place.isAssisted},
            ${ctx.actor.personId ?? null}, ${ctx.now()}, ${ctx.now()})`.execute(ctx.db)
  ctx.note({ unitId: place.unitId, subjectId: input.id })
  return { id: input.id }
})

type Writing = Parameters<Parameters<typeof defineCommand>[2]>[0]

async function placeOfUnit(db: Writing['db'], unitId: string, today: string) {
  const { rows } = await sql<{ name: string }>`
    select name from units.unit_version where unit_id = ${unitId}::uuid and valid_from <= ${today}::date
       and (valid_to is null or valid_to > ${today}::date)`.execute(db)
  if (!rows[0]) throw new NotFound('units.not_found')
  return { unitId, name: rows[0].name, isAssisted: false }
}

async function placeOfVenture(ctx: Writing, ventureId: string) {
  const { rows } = await sql<{
    unitId: string
    name: string
    state: string
    isOwn: boolean
    manages: boolean
  }>`
    select v.unit_id, v.name, v.state, v.id in (select ventures.managed()) as is_own, ventures.manages(v.id) as manages
      from ventures.venture v where v.id = ${ventureId}::uuid`.execute(ctx.db)
  const [venture] = rows
  if (!venture) throw new NotFound('ventures.not_found')
  if (!venture.manages) throw new Forbidden()
  if (venture.state !== 'registered') throw new RuleBroken('market.venture_not_registered')
  const had = await sql`select from market.stall where venture_id = ${ventureId}::uuid`.execute(
    ctx.db,
  )
  if (had.rows.length > 0) throw new RuleBroken('market.stall_known')
  return { unitId: venture.unitId, name: venture.name, isAssisted: !venture.isOwn }
}
