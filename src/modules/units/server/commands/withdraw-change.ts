import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { WithdrawChange } from '../../shapes.ts'
import { canChangeUnit } from '../policy.ts'
import { checkName } from '../versions.ts'

/**
 * Takes back what was last decided ahead of a unit: a closing, a new name or a new place, before its
 * day has come. Needs the right to change the unit where it stands and where it would have stood.
 */
export const withdrawChange = defineCommand(
  'units.withdraw_change',
  WithdrawChange,
  async (ctx, { unitId }) => {
    const versions = await ctx.db
      .selectFrom('units.unitVersion')
      .select('parentId')
      .where('unitId', '=', unitId)
      .orderBy('validFrom', 'desc')
      .limit(2)
      .execute()
    if (versions.length === 0) {
      await ctx.authorize({ kind: 'signed_in' })
      throw new NotFound('units.not_found')
    }
    for (const { parentId } of versions)
      await ctx.authorize(canChangeUnit({ id: unitId, parentId }))

    const { rows } = await sql<{ event: string; onDay: IsoDay }>`
      select event, on_day from units.withdraw_change(${unitId})`.execute(ctx.db)
    const { event = 'nothing', onDay } = rows[0] ?? {}
    if (event === 'nothing') throw new RuleBroken('units.nothing_to_withdraw')
    if (event === 'reform') throw new RuleBroken('units.part_of_reform')
    if (event === 'parent') throw new RuleBroken('units.parent_closing')
    const open = await ctx.db
      .selectFrom('units.unitVersion')
      .select(['parentId', 'type', 'name', 'validFrom'])
      .where('unitId', '=', unitId)
      .where('validTo', 'is', null)
      .executeTakeFirstOrThrow()
    await checkName(ctx, { ...open, on: onDay ?? ctx.today, unitId })
    ctx.note({ unitId, subjectId: unitId, details: { event, on: onDay } })
    return { unitId, event, on: onDay }
  },
)
