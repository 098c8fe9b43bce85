import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { dropPublicEntry, putPublicEntries } from '#platform/server/public-index/index.ts'
import { kindName } from '../kinds.ts'
import { writtenDong } from '../money.ts'

interface Shown {
  id: string
  name: string
  description: string | null
  kind: string
  ocopStars: number
  price: number
  unitOfSale: string
  stallName: string
  unitId: string
  commune: string | null
  photoId: string | null
  listedAt: Date | null
  isPublic: boolean
}

/** Puts what everybody may find of these products into the public index, and takes out what they may not. */
async function show(ctx: CommandContext, which: { stallId?: string; productId?: string }) {
  const { rows } = await sql<Shown>`
    select p.id, p.name, p.description, p.kind, p.ocop_stars, p.price, p.unit_of_sale, s.name as stall_name, s.unit_id,
           u.name as commune, p.listed_at, p.state = 'listed' and market.stall_is_public(s.id) as is_public,
           (select f.id from market.photo f where f.product_id = p.id order by f.added_at, f.id limit 1) as photo_id
      from market.product p join market.stall s on s.id = p.stall_id
      left join lateral (select n.name from units.unit_version n where n.unit_id = s.unit_id order by n.valid_from desc limit 1) u on true
     where ${which.productId ? sql`p.id = ${which.productId}::uuid` : sql`p.stall_id = ${which.stallId ?? null}::uuid`}`.execute(
    ctx.db,
  )
  await putPublicEntries(
    ctx,
    rows.filter(({ isPublic }) => isPublic).map((product) => entryOf(product)),
  )
  for (const { id } of rows.filter(({ isPublic }) => !isPublic))
    await dropPublicEntry(ctx, 'product', id)
}

const entryOf = (product: Shown) => ({
  kind: 'product' as const,
  id: product.id,
  title: product.name,
  summary: [
    `${writtenDong(product.price)}/${product.unitOfSale}`,
    product.stallName,
    product.description,
  ]
    .filter(Boolean)
    .join('. '),
  words: [kindName(product.kind), product.ocopStars > 0 ? `OCOP ${product.ocopStars} sao` : '']
    .filter(Boolean)
    .join(' '),
  address: `/market/${product.id}` as const,
  picture: product.photoId
    ? (`/market/${product.id}/photos/${product.photoId}` as const)
    : undefined,
  unitId: product.unitId,
  place: product.commune,
  ...(product.listedAt && { publicAt: product.listedAt }),
})

export const showProduct = (ctx: CommandContext, productId: string): Promise<void> =>
  show(ctx, { productId })

/** All of a stall's products: it was opened, closed, renamed, or moved. */
export const showStall = (ctx: CommandContext, stallId: string): Promise<void> =>
  show(ctx, { stallId })
