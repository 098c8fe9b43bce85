import { error } from '@sveltejs/kit'
import { isInSeason } from '#modules/market/index.ts'
import { findStall, listProducts, seasonOf } from '#modules/market/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const stall = await findStall(ctx, params.stallId)
    if (!stall) error(404, 'not_found')
    const month = Number(ctx.today.slice(5, 7))
    const { rows } = await listProducts(ctx, { stallId: stall.id, limit: 100 })
    return {
      stall,
      rows: rows.map((row) => ({ ...row, isInSeason: isInSeason(seasonOf(row), month) })),
      address: `${url.origin}/market/stalls/${stall.id}`,
      picture: rows.find(({ photoId }) => photoId),
      origin: url.origin,
    }
  })
