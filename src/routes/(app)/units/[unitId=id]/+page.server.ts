import {
  canChangeUnit,
  canFoundUnder,
  getUnit,
  listChildren,
  listComing,
  listUnitHistory,
  withdrawChange,
} from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import { formAction } from '#platform/server/form-action.ts'
import { faultText } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = url.searchParams.get('on')?.trim() ?? ''
  const on = readDay(asked)
  return locals.read(async (ctx) => {
    const unit = await getUnit(ctx, params.unitId, { on })
    const history = await listUnitHistory(ctx, params.unitId)
    const ahead = history.filter(
      ({ event, onDay }) => onDay > ctx.today && ['rename', 'move', 'close'].includes(event),
    )
    return {
      on,
      asked: asked && !on ? { text: asked, error: faultText('day_invalid') } : null,
      stoodThen: !on || (unit.validFrom <= on && (unit.validTo === null || unit.validTo > on)),
      ahead,
      mayWithdraw: ahead.length > 0 && (await ctx.allows(canChangeUnit(unit))),
      unit,
      children: await listChildren(ctx, params.unitId, { on }),
      coming: on ? [] : await listComing(ctx, params.unitId),
      today: ctx.today,
      history,
      mayChange: unit.closedOn === null && (await ctx.allows(canChangeUnit(unit))),
      mayFound:
        unit.closedOn === null &&
        unit.level !== 'branch' &&
        (await ctx.allows(canFoundUnder(unit.id))),
    }
  })
}

export const actions = {
  withdraw: formAction(withdrawChange, {
    input: (_, event: RequestEvent) => ({ unitId: event.params.unitId }),
  }),
} satisfies Actions
