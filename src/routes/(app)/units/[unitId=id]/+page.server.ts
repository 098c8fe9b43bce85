import {
  canChangeUnit,
  canFoundUnder,
  getUnit,
  listChildren,
  listComing,
  listUnitHistory,
} from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const on = readDay(url.searchParams.get('on') ?? '')
  return locals.read(async (ctx) => {
    const unit = await getUnit(ctx, params.unitId, { on })
    return {
      on,
      unit,
      children: await listChildren(ctx, params.unitId, { on }),
      coming: on ? [] : await listComing(ctx, params.unitId),
      today: ctx.today,
      history: await listUnitHistory(ctx, params.unitId),
      mayChange: unit.closedOn === null && (await ctx.allows(canChangeUnit(unit))),
      mayFound:
        unit.closedOn === null &&
        unit.level !== 'branch' &&
        (await ctx.allows(canFoundUnder(unit.id))),
    }
  })
}
