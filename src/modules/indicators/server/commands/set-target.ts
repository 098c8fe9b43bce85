import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { SetTarget } from '../../shapes.ts'
import { canSetTarget } from '../policy.ts'

/**
 * Sets what a unit, and all below it that have none of their own, is to reach from a day on. The one
 * before ends on that day and stays in history. Safe to repeat by its id.
 */
export const setTarget = defineCommand('indicators.set_target', SetTarget, async (ctx, input) => {
  await ctx.authorize(canSetTarget(input.unitId))
  const targets = () => ctx.db.selectFrom('indicators.target').where('unitId', '=', input.unitId)
  if (await targets().select('id').where('id', '=', input.id).executeTakeFirst())
    return { id: input.id }

  const open = await targets()
    .select(['id', 'validFrom'])
    .where('indicator', '=', input.indicator)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (open && input.from <= open.validFrom) {
    throw new RuleBroken('indicators.target_before_last', { lastFrom: open.validFrom })
  }
  if (open) {
    await ctx.db
      .updateTable('indicators.target')
      .set({ validTo: input.from })
      .where('id', '=', open.id)
      .execute()
  }
  await ctx.db
    .insertInto('indicators.target')
    .values({
      id: input.id,
      unitId: input.unitId,
      indicator: input.indicator,
      value: input.value,
      validFrom: input.from,
      decisionNo: input.decisionNo ?? null,
      setBy: ctx.actor.personId ?? null,
    })
    .execute()
  ctx.note({
    unitId: input.unitId,
    subjectId: input.id,
    details: { indicator: input.indicator, value: input.value, from: input.from },
  })
  return { id: input.id }
})
