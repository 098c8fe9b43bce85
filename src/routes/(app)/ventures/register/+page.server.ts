import { getUnit } from '#modules/units/server/index.ts'
import {
  canKeepSomewhere,
  canReadSomewhere,
  listVentures,
  ventureQueryFrom,
  writeVentureCursor,
} from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const query = ventureQueryFrom(url)
    const { previous, next, ...page } = await listVentures(ctx, query)
    return {
      ...page,
      query: {
        text: query.text ?? '',
        kind: query.kind ?? '',
        field: query.field ?? '',
        stage: query.stage ?? '',
        size: query.size ?? '',
        state: query.state ?? '',
        supported: query.supported ?? '',
        on: query.on ?? '',
      },
      unit: query.unitId ? await getUnit(ctx, query.unitId) : null,
      previous: previous && writeVentureCursor(previous),
      next: next && writeVentureCursor(next),
      mayKeep: await ctx.allows(canKeepSomewhere),
      mayRead: await ctx.allows(canReadSomewhere),
    }
  })
