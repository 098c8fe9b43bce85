import { canDraftSomewhere } from '#modules/restructuring/server/index.ts'
import { readMoment } from '#modules/units/index.ts'
import { formersOf, listChildren, searchUnits } from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const moment = readMoment(url)
  const inTodays = moment.view === 'today'
  return locals.read(async (ctx) => {
    const mayReform = await ctx.allows(canDraftSomewhere)
    if (text) {
      const hits = await searchUnits(ctx, text, { limit: 50, on: moment.on, standing: inTodays })
      return { text, moment, mayReform, hits, top: [] }
    }
    const on = inTodays ? undefined : moment.on
    const roots = await listChildren(ctx, null, { on })
    const only = roots.length === 1 ? roots[0] : undefined
    const below = only ? await listChildren(ctx, only.id, { on }) : []
    const formers =
      inTodays && moment.on
        ? await formersOf(
            ctx,
            [...roots, ...below].map(({ id }) => id),
            moment.on,
          )
        : undefined
    const top = [
      ...roots.map((unit) => ({ unit, depth: 0 })),
      ...below.map((unit) => ({ unit, depth: 1 })),
    ]
    return {
      text,
      moment,
      mayReform,
      hits: null,
      top: top.map((row) => ({ ...row, formers: formers?.get(row.unit.id) ?? [] })),
    }
  })
}
