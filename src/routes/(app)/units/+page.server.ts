import { listChildren, searchUnits } from '#modules/units/server/index.ts'
import { readDay } from '#platform/days.ts'
import { faultText } from '#platform/server/messages.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const day = url.searchParams.get('on')?.trim() ?? ''
  const on = readDay(day)
  const asked = day && !on ? { text: day, error: faultText('day_invalid') } : null
  return locals.read(async (ctx) => {
    if (text) {
      const hits = await searchUnits(ctx, text, { limit: 50 })
      return { text, on, asked, hits, top: [] }
    }
    const roots = await listChildren(ctx, null, { on })
    const only = roots.length === 1 ? roots[0] : undefined
    const below = only ? await listChildren(ctx, only.id, { on }) : []
    return {
      text,
      on,
      asked,
      hits: null,
      top: [
        ...roots.map((unit) => ({ unit, depth: 0 })),
        ...below.map((unit) => ({ unit, depth: 1 })),
      ],
    }
  })
}
