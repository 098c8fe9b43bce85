import {
  ideaQueryFrom,
  listPublicIdeas,
  listPublicUnits,
  writeIdeaCursor,
} from '#modules/ideas/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const query = ideaQueryFrom(url)
    const { state: _, ...asked } = query
    const page = await listPublicIdeas(ctx, asked)
    const communes = await listPublicUnits(ctx)
    return {
      query: {
        text: query.text ?? '',
        category: query.category ?? '',
        unit: query.unitId ?? '',
        sort: query.sort ?? 'new',
      },
      rows: page.rows,
      count: page.count,
      countedUpTo: page.countedUpTo,
      previous: page.previous ? writeIdeaCursor(page.previous) : null,
      next: page.next ? writeIdeaCursor(page.next) : null,
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
    }
  })
