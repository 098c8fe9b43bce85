import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { limits } from '../../limits.ts'
import { makeOrderNumber } from '../../order-number.ts'
import { CancelOwnOrder, PlaceOrder } from '../../shapes.ts'
import { buyerKeyOf, sealBuyer } from '../account.ts'
import { tokenHash, tokenOf, tokenOfNothing } from '../order-link.ts'
import { canOrder } from '../policy.ts'

/**
 * Somebody without an account orders. Prices, the way to the door and the sum are the server's: what the form says
 * they were shown is only compared, and where it differs they are asked again. Goods are held at once; nobody gets
 * more than there is. Returns the token of the order's page; the same id again returns the same, to the same phone
 * number only: sellers know ids too. Throws Conflict for another number.
 */
export const placeOrder = defineCommand('market.place_order', PlaceOrder, async (ctx, input) => {
  await ctx.authorize(canOrder)
  // Whoever fills in what people cannot see is thanked and not listened to.
  if (input.website) return { id: input.id, token: tokenOfNothing() }
  const token = tokenOf(ctx.sealer, input.id)
  const hours =
    input.paymentWay === 'transfer'
      ? ctx.config.MARKET_HOURS_UNPAID
      : ctx.config.MARKET_HOURS_UNCONFIRMED
  const { rows } = await sql<{ answer: string; ofProduct: string | null; ofAmount: number | null }>`
    select answer, of_product, of_amount from market.place_order(${input.id}::uuid, ${makeOrderNumber(randomBytes)}, ${tokenHash(token)},
      ${input.stallId}::uuid, ${input.cycleId ?? null}::uuid, ${input.items.map((item) => item.productId)}::uuid[],
      ${input.items.map((item) => item.quantity)}::int[], ${input.seenTotal}, ${input.deliveryWay}, ${input.paymentWay},
      ${sealBuyer(ctx.sealer, {
        name: input.name,
        phone: input.phone,
        address: input.deliveryWay === 'delivery' ? (input.address ?? null) : null,
        note: input.note ?? null,
      })}, ${buyerKeyOf(ctx.sealer, input.phone)}, ${ctx.now()},
      ${new Date(ctx.now().getTime() + hours * 3_600_000)}, ${limits.waitingOfOnePhone})`.execute(
    ctx.db,
  )
  const [came] = rows
  if (came?.answer === 'stored') await tellKeepers(ctx, input.stallId, input.id)
  else if (came?.answer !== 'known') throw refusalOf(came, input.items)
  ctx.note({ subjectId: input.id })
  return { id: input.id, token }
})

function refusalOf(
  came: { answer: string; ofProduct: string | null; ofAmount: number | null } | undefined,
  items: readonly { productId: string }[],
) {
  const at = items.findIndex(({ productId }) => productId === came?.ofProduct)
  switch (came?.answer) {
    case 'too_many':
      return new Invalid([
        {
          path: `items.${at}.quantity`,
          code: came.ofAmount === 0 ? 'market_sold_out' : 'market_too_many',
          details: { limit: came.ofAmount ?? 0 },
        },
      ])
    case 'not_for_sale':
      return new RuleBroken('market.not_for_sale')
    case 'of_another':
      return new Conflict('market.order_of_another')
    case 'price_changed':
      return new Conflict('market.price_changed')
    case 'way_not_taken':
      return new Invalid([{ path: 'paymentWay', code: 'market_way_not_taken' }])
    case 'too_many_waiting':
      return new RuleBroken('market.too_many_waiting', { limit: limits.waitingOfOnePhone })
    case 'too_much':
      return new RuleBroken('market.too_much')
    default:
      return new RuleBroken('market.closed')
  }
}

/** Those who keep a stall are told that somebody has ordered: not who, which stands on the order's page. */
async function tellKeepers(ctx: CommandContext, stallId: string, orderId: string) {
  const { rows } = await sql<{ personId: string }>`
    select keepers_of as person_id from market.keepers_of(${stallId}::uuid)`.execute(ctx.db)
  await tell(ctx, {
    personIds: rows.map(({ personId }) => personId),
    kind: 'market.ordered',
    href: `/stalls/${stallId}/orders/${orderId}`,
  })
}

/** Its buyer takes an order back by its page, as long as nothing is paid; its goods are for others again. */
export const cancelOwnOrder = defineCommand(
  'market.cancel_own_order',
  CancelOwnOrder,
  async (ctx, { token }) => {
    await ctx.authorize(canOrder)
    const { rows } = await sql<{ id: string; cancelled: boolean }>`
      select o.id, market.cancel_by_token(${tokenHash(token)}, ${ctx.now()}) as cancelled
        from market.order_by_token(${tokenHash(token)}) o`.execute(ctx.db)
    if (!rows[0]) throw new NotFound('market.order_not_found')
    if (!rows[0].cancelled) throw new RuleBroken('market.order_under_way')
    ctx.note({ subjectId: rows[0].id })
    return { id: rows[0].id }
  },
)
