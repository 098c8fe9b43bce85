import { readMoment } from '#modules/units/index.ts'
import {
  canChangeUnit,
  canFoundUnder,
  formersOf,
  getUnitInView,
  listChangesAhead,
  listChildren,
  listComing,
  listUnitHistory,
  withdrawChange,
} from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const moment = readMoment(url)
  const on = moment.view === 'then' ? moment.on : undefined
  return locals.read(async (ctx) => {
    const place = await getUnitInView(ctx, params.unitId, moment)
    const { unit } = place
    const ahead = await listChangesAhead(ctx, unit.id)
    const children = await listChildren(ctx, unit.id, { on })
    const formers =
      moment.on && moment.view === 'today'
        ? await formersOf(ctx, [unit.id, ...children.map(({ id }) => id)], moment.on)
        : undefined
    return {
      moment,
      ...place,
      ahead,
      mayWithdraw: ahead.length > 0 && (await ctx.allows(canChangeUnit(unit))),
      children: children.map((child) => ({ ...child, formers: formers?.get(child.id) ?? [] })),
      formers: formers?.get(unit.id) ?? [],
      coming: on ? [] : await listComing(ctx, unit.id),
      today: ctx.today,
      history: await listUnitHistory(ctx, unit.id),
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
