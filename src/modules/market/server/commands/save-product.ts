import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { AttachPhoto, OneProduct, RemovePhoto, SaveProduct } from '../../shapes.ts'
import { showProduct } from '../show-products.ts'
import { holdStall } from '../stall-of.ts'

interface ProductHeld {
  id: string
  stallId: string
  unitId: string
  stock: number
  state: string
  version: number
}

/** A product of a stall of the actor's, held fast. */
async function holdProduct(ctx: CommandContext, productId: string): Promise<ProductHeld> {
  const { rows } = await sql<{ stallId: string }>`
    select stall_id from market.product where id = ${productId}::uuid`.execute(ctx.db)
  await holdStall(ctx, rows[0]?.stallId ?? productId)
  const { rows: held } = await sql<ProductHeld>`
    select id, stall_id, unit_id, stock, state, version from market.product where id = ${productId}::uuid for update`.execute(
    ctx.db,
  )
  if (!held[0]) throw new NotFound('market.product_not_found')
  return held[0]
}

/**
 * Keeps a product, new or changed. The stock that is typed is a change to what was seen: what was sold while the
 * form was open stays sold.
 */
export const saveProduct = defineCommand('market.save_product', SaveProduct, async (ctx, input) => {
  const stall = await holdStall(ctx, input.stallId)
  const { rows } = await sql<ProductHeld>`
    select id, stall_id, unit_id, stock, state, version from market.product where id = ${input.id}::uuid for update`.execute(
    ctx.db,
  )
  const [before] = rows
  if (!before) await insertProduct(ctx, stall, input)
  else if (before.stallId !== stall.id) throw new NotFound('market.product_not_found')
  else if (input.version !== undefined) await changeProduct(ctx, before, input)
  await showProduct(ctx, input.id)
  return { id: input.id }
})

async function insertProduct(
  ctx: CommandContext,
  stall: { id: string; unitId: string },
  input: SaveProduct,
) {
  await sql`insert into market.product (id, stall_id, unit_id, name, kind, description, ocop_stars, unit_of_sale, price, stock,
      season_from, season_to, state, listed_at, created_at, updated_at)
    values (${input.id}, ${stall.id}, ${stall.unitId}, ${input.name}, ${input.kind}, ${input.description ?? null}, ${input.ocopStars ?? 0},
      ${input.unitOfSale}, ${input.price}, ${input.stock}, ${input.seasonFrom ?? null}, ${input.seasonTo ?? null},
      ${input.isListed ? 'listed' : 'draft'}, ${input.isListed ? ctx.now() : null}, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

async function changeProduct(ctx: CommandContext, before: ProductHeld, input: SaveProduct) {
  if (before.version !== input.version) throw new Conflict('conflict')
  const stock = Math.max(0, before.stock + input.stock - (input.seenStock ?? before.stock))
  const state = input.isListed ? 'listed' : before.state === 'draft' ? 'draft' : 'withdrawn'
  await sql`update market.product set name = ${input.name}, kind = ${input.kind}, description = ${input.description ?? null},
      ocop_stars = ${input.ocopStars ?? 0}, unit_of_sale = ${input.unitOfSale}, price = ${input.price},
      stock = ${Math.min(stock, limits.stock)}, season_from = ${input.seasonFrom ?? null}, season_to = ${input.seasonTo ?? null},
      state = ${state}, listed_at = case when ${state} = 'listed' then coalesce(listed_at, ${ctx.now()}) else listed_at end,
      version = version + 1, updated_at = ${ctx.now()}
    where id = ${before.id}::uuid`.execute(ctx.db)
}

/** Takes a product off the market; its orders stay as they are. */
export const withdrawProduct = defineCommand(
  'market.withdraw_product',
  OneProduct,
  async (ctx, { productId }) => {
    const product = await holdProduct(ctx, productId)
    await sql`update market.product set state = case when state = 'draft' then 'draft' else 'withdrawn' end, version = version + 1,
        updated_at = ${ctx.now()} where id = ${product.id}::uuid`.execute(ctx.db)
    await showProduct(ctx, product.id)
    return { id: product.id }
  },
)

/** Ties a photo that the store has already to a product. The same id again changes nothing. */
export const attachPhoto = defineCommand('market.attach_photo', AttachPhoto, async (ctx, input) => {
  const product = await holdProduct(ctx, input.productId)
  const { rows } = await sql<{ id: string }>`
    select id from market.photo where product_id = ${product.id}::uuid`.execute(ctx.db)
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  if (rows.length >= limits.photos)
    throw new RuleBroken('market.too_many_photos', { limit: limits.photos })
  await sql`insert into market.photo (id, product_id, stall_id, unit_id, sha256, size, added_at)
    values (${input.id}, ${product.id}, ${product.stallId}, ${product.unitId}, ${input.sha256}, ${input.size}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await showProduct(ctx, product.id)
  return { id: input.id }
})

export const removePhoto = defineCommand('market.remove_photo', RemovePhoto, async (ctx, input) => {
  const { rows } = await sql<{ productId: string }>`
    select product_id from market.photo where id = ${input.photoId}::uuid`.execute(ctx.db)
  const product = await holdProduct(ctx, rows[0]?.productId ?? input.photoId)
  await sql`delete from market.photo where id = ${input.photoId}::uuid`.execute(ctx.db)
  await showProduct(ctx, product.id)
  return { id: product.id }
})
