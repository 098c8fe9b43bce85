import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { payoutsOf } from '../../money.ts'
import { DecideOffer, OfferProduct, OneCycle, PayOut, SaveCycle } from '../../shapes.ts'
import { canKeepStalls } from '../policy.ts'
import { listCycleSales } from '../queries/cycles.ts'
import { holdStall, stallIdsOf } from '../stall-of.ts'

/** Opens a time in which several sell together, or changes it. Once something is ordered, what the hub keeps stays. */
export const saveCycle = defineCommand('market.save_cycle', SaveCycle, async (ctx, input) => {
  const stall = await holdStall(ctx, input.stallId)
  const { rows } = await sql<{
    stallId: string
    version: number
    feePercent: number
    isOrdered: boolean
  }>`
    select c.stall_id, c.version, c.fee_percent, exists (select from market.sales_order o where o.cycle_id = c.id) as is_ordered
      from market.cycle c where c.id = ${input.id}::uuid for update`.execute(ctx.db)
  const [before] = rows
  const fee = input.feePercent ?? 0
  if (!before) {
    await sql`insert into market.cycle (id, stall_id, unit_id, title, note, opens_on, closes_on, handover_on, place, fee_percent, created_at)
      values (${input.id}, ${stall.id}, ${stall.unitId}, ${input.title}, ${input.note ?? null}, ${input.opensOn}::date, ${input.closesOn}::date,
        ${input.handoverOn}::date, ${input.place}, ${fee}, ${ctx.now()})`.execute(ctx.db)
    return { id: input.id }
  }
  if (before.stallId !== stall.id) throw new NotFound('market.cycle_not_found')
  if (input.version === undefined) return { id: input.id }
  if (before.version !== input.version) throw new Conflict('conflict')
  if (before.isOrdered && before.feePercent !== fee) throw new RuleBroken('market.fee_fixed')
  await sql`update market.cycle set title = ${input.title}, note = ${input.note ?? null}, opens_on = ${input.opensOn}::date,
      closes_on = ${input.closesOn}::date, handover_on = ${input.handoverOn}::date, place = ${input.place}, fee_percent = ${fee},
      version = version + 1 where id = ${input.id}::uuid`.execute(ctx.db)
  return { id: input.id }
})

/** A cycle of a hub of the actor's, held fast. */
async function holdCycle(ctx: CommandContext, cycleId: string) {
  const { rows } = await sql<{ id: string; stallId: string; feePercent: number; state: string }>`
    select id, stall_id, fee_percent, state from market.cycle where id = ${cycleId}::uuid for update`.execute(
    ctx.db,
  )
  await holdStall(ctx, rows[0]?.stallId ?? cycleId)
  if (!rows[0]) throw new NotFound('market.cycle_not_found')
  return rows[0]
}

/** Calls a cycle off: nothing more can be ordered. Orders that there are stay, to be cancelled one by one. */
export const cancelCycle = defineCommand(
  'market.cancel_cycle',
  OneCycle,
  async (ctx, { cycleId }) => {
    const cycle = await holdCycle(ctx, cycleId)
    await sql`update market.cycle set state = 'cancelled', version = version + 1 where id = ${cycle.id}::uuid`.execute(
      ctx.db,
    )
    return { id: cycle.id }
  },
)

/** A producer offers a product in somebody's cycle; the hub decides. What the hub itself sells is in at once. */
export const offerProduct = defineCommand(
  'market.offer_product',
  OfferProduct,
  async (ctx, input) => {
    await ctx.authorize(canKeepStalls)
    const { rows } = await sql<{ stallId: string; unitId: string; hubId: string | null }>`
    select p.stall_id, p.unit_id, (select c.stall_id from market.open_cycles(${ctx.today}::date) c where c.id = ${input.cycleId}::uuid) as hub_id
      from market.product p where p.id = ${input.productId}::uuid`.execute(ctx.db)
    const [product] = rows
    if (!product) throw new NotFound('market.product_not_found')
    if (!product.hubId) throw new NotFound('market.cycle_not_found')
    const isOwn = (await stallIdsOf(ctx)).includes(product.hubId)
    await sql`insert into market.cycle_offer (cycle_id, product_id, stall_id, hub_id, unit_id, is_accepted, offered_at)
    values (${input.cycleId}, ${input.productId}, ${product.stallId}, ${product.hubId}, ${product.unitId}, ${isOwn}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
    ctx.note({
      unitId: product.unitId,
      subjectId: input.productId,
      details: { cycleId: input.cycleId },
    })
    return { id: input.productId }
  },
)

/** The hub takes an offer into its cycle, or out of it. */
export const decideOffer = defineCommand('market.decide_offer', DecideOffer, async (ctx, input) => {
  const cycle = await holdCycle(ctx, input.cycleId)
  const one = sql`cycle_id = ${cycle.id}::uuid and product_id = ${input.productId}::uuid`
  if (input.decision === 'accept')
    await sql`update market.cycle_offer set is_accepted = true where ${one}`.execute(ctx.db)
  else await sql`delete from market.cycle_offer where ${one}`.execute(ctx.db)
  return { id: cycle.id }
})

/**
 * Pays a producer out what they have sold in a cycle, less what the hub keeps: an expense in the hub's books, an
 * income in theirs. Once; where more was paid meanwhile than was seen, nothing is done.
 */
export const payOut = defineCommand('market.pay_out', PayOut, async (ctx, input) => {
  const cycle = await holdCycle(ctx, input.cycleId)
  const sales = await listCycleSales(ctx, cycle.id)
  const payout = payoutsOf(sales, cycle.feePercent).find(({ stallId }) => stallId === input.stallId)
  if (!payout || payout.goods !== input.goods) throw new Conflict('market.payout_changed')
  const { rows } = await sql<{ answer: string }>`
    select market.pay_out(${cycle.id}::uuid, ${payout.stallId}::uuid, ${payout.goods}, ${payout.fee}, ${ctx.today}::date) as answer`.execute(
    ctx.db,
  )
  if (rows[0]?.answer === 'changed') throw new Conflict('market.payout_changed')
  if (rows[0]?.answer === 'not_found') throw new NotFound('market.cycle_not_found')
  return { id: cycle.id, amount: payout.payout }
})
