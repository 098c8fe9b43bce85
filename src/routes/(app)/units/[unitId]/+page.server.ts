import { readMoment } from '#modules/units/index.ts'
import {
  canChangeUnit,
  canFoundUnder,
  formersOf,
  getUnitInView,
  listChildren,
  listComing,
  listUnitHistory,
} from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const moment = readMoment(url)
  const on = moment.view === 'then' ? moment.on : undefined
  return locals.read(async (ctx) => {
    const place = await getUnitInView(ctx, params.unitId, moment)
    const { unit } = place
    const children = await listChildren(ctx, unit.id, { on })
    const formers =
      moment.on && moment.view === 'today'
        ? await formersOf(ctx, [unit.id, ...children.map(({ id }) => id)], moment.on)
        : undefined
    return {
      moment,
      ...place,
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
