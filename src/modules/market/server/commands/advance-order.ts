import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { AdvanceOrder, MarkPaid } from '../../shapes.ts'
import { awaitsTransfer, nextStates, type OrderState, type PaymentWay } from '../../states.ts'
import { holdStall } from '../stall-of.ts'

interface OrderHeld {
  id: string
  stallId: string
  state: OrderState
  paymentWay: PaymentWay
  total: number
}

/** An order of a stall of the actor's, held fast. Throws NotFound where it is another's. */
async function holdOrder(ctx: CommandContext, orderId: string) {
  const { rows: found } = await sql<{ stallId: string }>`
    select stall_id from market.sales_order where id = ${orderId}::uuid`.execute(ctx.db)
  const stall = await holdStall(ctx, found[0]?.stallId ?? orderId)
  const { rows } = await sql<OrderHeld>`
    select id, stall_id, state, payment_way, total from market.sales_order where id = ${orderId}::uuid for update`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('market.order_not_found')
  ctx.note({ unitId: stall.unitId, subjectId: orderId })
  return { order: rows[0], stall }
}

/**
 * A seller takes an order on, hands it over (cash is taken then), or cancels it with a reason, which gives its
 * goods back. What is to be paid by transfer is handed over only once it is paid.
 */
export const advanceOrder = defineCommand(
  'market.advance_order',
  AdvanceOrder,
  async (ctx, input) => {
    const { order } = await holdOrder(ctx, input.orderId)
    if (order.state === input.to) return { id: order.id, state: order.state }
    if (order.state !== input.state) throw new Conflict('conflict')
    if (!nextStates(order.state, order.paymentWay).includes(input.to))
      throw new RuleBroken('market.not_now')
    const now = ctx.now()
    switch (input.to) {
      case 'confirmed':
        // A transfer is still waited for until its time; cash comes when it is handed over.
        await sql`update market.sales_order set state = 'confirmed', confirmed_at = ${now},
          expires_at = case when payment_way = 'transfer' then expires_at end where id = ${order.id}::uuid`.execute(
          ctx.db,
        )
        break
      case 'handed_over':
        await sql`update market.sales_order set state = 'handed_over', closed_at = ${now}, paid_at = coalesce(paid_at, ${now}),
          paid_amount = coalesce(paid_amount, total), expires_at = null where id = ${order.id}::uuid`.execute(
          ctx.db,
        )
        break
      case 'cancelled':
        await sql`update market.sales_order set state = 'cancelled', closed_at = ${now}, cancelled_by = 'seller',
          cancel_reason = ${input.reason ?? null}, expires_at = null where id = ${order.id}::uuid`.execute(
          ctx.db,
        )
    }
    return { id: order.id, state: input.to }
  },
)

/**
 * A seller has seen the money in their account with their own eyes. The line of the statement that comes later is
 * recognised and not counted again.
 */
export const markPaid = defineCommand('market.mark_paid', MarkPaid, async (ctx, { orderId }) => {
  const { order, stall } = await holdOrder(ctx, orderId)
  if (order.state === 'paid') return { id: order.id }
  if (!awaitsTransfer(order.state, order.paymentWay)) throw new RuleBroken('market.not_now')
  await sql`select market.tell_transfer(${uuidv7(ctx.now().getTime())}::uuid, ${stall.id}::uuid, ${order.id}::uuid, 'seen',
      ${stall.accountKey ?? createHash('sha256').update(stall.id).digest()}, ${`seen:${order.id}`}, ${order.total}, ${ctx.today}::date, '', null,
      'pays', null, ${ctx.now()})`.execute(ctx.db)
  return { id: order.id }
})
