import { canDraftSomewhere } from '#modules/restructuring/server/index.ts'
import { listChildren, searchUnits } from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const on = readDay(url.searchParams.get('on') ?? '')
  return locals.read(async (ctx) => {
    const mayReform = await ctx.allows(canDraftSomewhere)
    if (text)
      return { text, on, mayReform, hits: await searchUnits(ctx, text, { limit: 50 }), top: [] }
    const roots = await listChildren(ctx, null, { on })
    const only = roots.length === 1 ? roots[0] : undefined
    const below = only ? await listChildren(ctx, only.id, { on }) : []
    return {
      text,
      on,
      mayReform,
      hits: null,
      top: [
        ...roots.map((unit) => ({ unit, depth: 0 })),
        ...below.map((unit) => ({ unit, depth: 1 })),
      ],
    }
  })
}
