import { error } from '@sveltejs/kit'
import { priceText } from '#modules/market/components/labels.ts'
import { findProduct } from '#modules/market/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenPhone } from '#platform/phone.ts'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import { makePoster, posterSizes } from '#platform/server/pdf/make-poster.ts'
import type { RequestHandler } from './$types'

/** A sheet or card of a product with a QR code that leads to its page. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'sheet')
  const { locals, params, url } = event
  const product = await locals.read((ctx) => findProduct(ctx, params.productId))
  if (!product) error(404, 'not_found')
  const asked = url.searchParams.get('size')
  const pdf = await makePoster({
    size: posterSizes.find((size) => size === asked) ?? 'A4',
    heading: product.name,
    lines: [
      priceText(product.price, product.unitOfSale),
      ...(product.ocopStars > 0 ? [m.market_ocop({ stars: product.ocopStars })] : []),
      product.stallName,
      ...(product.phone ? [writtenPhone(product.phone)] : []),
    ],
    address: `${url.origin}/market/${product.id}`,
    caption: m.market_poster_caption(),
    footer: m.market_poster_footer({ place: product.commune ?? product.stallName }),
    at: product.listedAt,
  })
  return fileResponse(pdf, {
    name: product.name,
    extension: 'pdf',
    mediaType: 'application/pdf',
    inline: true,
  })
}
