import { kindName } from '../kinds.ts'
import { isInSeason, type Season } from '../season.ts'
import type { PublicProduct } from './queries/public.ts'

export const seasonOf = (product: {
  seasonFrom: number | null
  seasonTo: number | null
}): Season | null =>
  product.seasonFrom && product.seasonTo ? { from: product.seasonFrom, to: product.seasonTo } : null

/** A product as search engines read it: schema.org `Product` with its offer, as JSON for a script element. */
export function productData(product: PublicProduct, origin: string, today: string): string {
  const isThere = product.stock > 0 && isInSeason(seasonOf(product), Number(today.slice(5, 7)))
  const address = `${origin}/market/${product.id}`
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': address,
    name: product.name,
    ...(product.description && { description: product.description }),
    category: kindName(product.kind),
    sku: product.id,
    ...(product.photos.length > 0 && {
      image: product.photos.map((photo) => `${address}/photos/${photo}`),
    }),
    ...(product.ocopStars > 0 && {
      award: `OCOP ${product.ocopStars} sao`,
    }),
    brand: { '@type': 'Brand', name: product.stallName },
    offers: {
      '@type': 'Offer',
      url: address,
      price: product.price,
      priceCurrency: 'VND',
      availability: `https://schema.org/${isThere ? 'InStock' : 'OutOfStock'}`,
      itemCondition: 'https://schema.org/NewCondition',
      eligibleQuantity: { '@type': 'QuantitativeValue', unitText: product.unitOfSale },
      seller: {
        '@type': 'Organization',
        name: product.stallName,
        url: `${origin}/market/stalls/${product.stallId}`,
        ...(product.commune && { address: product.commune }),
      },
    },
  }
  // A text that closes the element would end the data and begin a page.
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
