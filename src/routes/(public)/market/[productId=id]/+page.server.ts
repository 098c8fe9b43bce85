import { error } from '@sveltejs/kit'
import { isInSeason } from '#modules/market/index.ts'
import {
  findProduct,
  findStall,
  listProducts,
  productData,
  seasonOf,
} from '#modules/market/server/index.ts'
import type { PageServerLoad } from './$types'

/** A product for everybody; light, to be shared and printed. */
export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const product = await findProduct(ctx, params.productId)
    if (!product) error(404, 'not_found')
    const stall = await findStall(ctx, product.stallId)
    const others = await listProducts(ctx, { stallId: product.stallId, limit: 4 })
    const month = Number(ctx.today.slice(5, 7))
    return {
      product,
      stall: stall ?? null,
      isInSeason: isInSeason(seasonOf(product), month),
      others: others.rows
        .filter(({ id }) => id !== product.id)
        .slice(0, 3)
        .map((row) => ({ ...row, isInSeason: isInSeason(seasonOf(row), month) })),
      address: `${url.origin}/market/${product.id}`,
      picture: product.photos[0]
        ? `${url.origin}/market/${product.id}/photos/${product.photos[0]}`
        : null,
      script: `<script type="application/ld+json">${productData(product, url.origin, ctx.today)}</script>`,
    }
  })
