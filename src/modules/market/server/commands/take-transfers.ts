import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { orderNumbersIn } from '../../order-number.ts'
import { ReceiveSepay, SettleTransfer, TakeStatement } from '../../shapes.ts'
import { accountKeyOf } from '../account.ts'
import { canKeepStalls, canTellOfTransfers } from '../policy.ts'
import { isFromSepay } from '../sepay.ts'
import { holdStall } from '../stall-of.ts'
import { judgeTransfer, type OrderToPay } from '../statement/judge-transfer.ts'
import { readBookedDay } from '../statement/read-moment.ts'
import type { Transfer } from '../statement/read-statement.ts'

/** What came of the transfers that a statement told of. */
export interface Taken {
  /** Each paid an order. */
  paid: number
  /** Somebody has to look at them. */
  doubtful: number
  /** Told of before, by this statement or another way. */
  known: number
  /** Nothing to do with the market; nothing of them is kept. */
  foreign: number
}

/**
 * Takes in what a bank's statement tells of: what holds an order's number and its amount to the đồng pays it; what
 * may mean an order is kept to be asked about; of everything else nothing is kept. Each transfer is used once,
 * however often its statement is sent and whichever stall of that account sends it.
 */
export const takeStatement = defineCommand(
  'market.take_statement',
  TakeStatement,
  async (ctx, input): Promise<Taken> => {
    const stall = await holdStall(ctx, input.stallId)
    if (!stall.accountKey) throw new RuleBroken('market.no_account')
    const taken = await takeTransfers(
      ctx,
      [stall.id],
      stall.accountKey,
      'statement',
      input.transfers,
    )
    ctx.note({ unitId: stall.unitId, subjectId: stall.id, details: { ...taken } })
    return taken
  },
)

async function takeTransfers(
  ctx: CommandContext,
  stallIds: string[],
  accountKey: Buffer,
  source: 'statement' | 'sepay',
  transfers: readonly Transfer[],
): Promise<Taken> {
  const numbers = transfers.flatMap(({ memo }) => orderNumbersIn(memo))
  const { rows } = await sql<OrderToPay & { stallId: string }>`
    select id, stall_id, number, total, state, payment_way, paid_by from market.orders_to_pay(${stallIds}::uuid[], ${numbers}::text[])`.execute(
    ctx.db,
  )
  const orders = rows.map((order) => ({ ...order, paidBy: [...order.paidBy] }))
  const { rows: before } = await sql<{ key: string }>`
    select told_before as key from market.told_before(${accountKey}, ${transfers.map(({ key }) => key)}::text[])`.execute(
    ctx.db,
  )
  const told = new Set(before.map(({ key }) => key))
  const taken: Taken = { paid: 0, doubtful: 0, known: 0, foreign: 0 }
  for (const transfer of transfers) {
    const came = told.has(transfer.key)
      ? 'known'
      : await takeOne(ctx, { ...transfer, source }, orders, accountKey, stallIds[0] ?? null)
    taken[came] += 1
  }
  return taken
}

/** Judges one transfer and writes it down; its order is then as the next transfer of the same file finds it. */
async function takeOne(
  ctx: CommandContext,
  transfer: Transfer & { source: 'statement' | 'sepay' },
  orders: (OrderToPay & { stallId: string })[],
  accountKey: Buffer,
  firstStall: string | null,
): Promise<keyof Taken> {
  const judged = judgeTransfer(transfer, orders)
  if (judged.verdict === 'foreign') return 'foreign'
  const order = orders.find(({ id }) => id === judged.orderId)
  const doubt = judged.verdict === 'doubtful' ? judged.doubt : null
  const { rows } = await sql<{ answer: string }>`
    select market.tell_transfer(${uuidv7(ctx.now().getTime())}::uuid, ${order?.stallId ?? firstStall}::uuid, ${order?.id ?? null}::uuid,
      ${transfer.source}, ${accountKey}, ${transfer.key}, ${transfer.amount}, ${transfer.bookedOn}::date, ${transfer.reference.slice(0, 200)},
      ${doubt ? ctx.sealer.seal(transfer.memo.slice(0, 500)) : null}, ${judged.verdict}, ${doubt}, ${ctx.now()}) as answer`.execute(
    ctx.db,
  )
  if (rows[0]?.answer === 'forbidden') throw new Forbidden()
  if (rows[0]?.answer === 'known') return 'known'
  if (doubt || !order) return 'doubtful'
  if (judged.verdict === 'pays') order.state = 'paid'
  order.paidBy = [...order.paidBy, transfer]
  return judged.verdict === 'pays' ? 'paid' : 'known'
}

/** A seller says of a transfer in doubt which order it pays, or that it has to do with none. */
export const settleTransfer = defineCommand(
  'market.settle_transfer',
  SettleTransfer,
  async (ctx, { transferId, orderId }) => {
    await ctx.authorize(canKeepStalls)
    const { rows } = await sql<{ answer: string }>`
      select market.settle_transfer(${transferId}::uuid, ${orderId ?? null}::uuid, ${ctx.now()}) as answer`.execute(
      ctx.db,
    )
    switch (rows[0]?.answer) {
      case 'stored':
        break
      case 'settled':
        throw new RuleBroken('market.transfer_settled')
      case 'not_waiting':
        throw new RuleBroken('market.order_not_waiting')
      default:
        throw new NotFound('market.transfer_not_found')
    }
    ctx.note({ subjectId: transferId, details: { orderId: orderId ?? null } })
    return { id: transferId }
  },
)

/**
 * A bank's message through SePay: money came into an account. It counts only with the key of the configuration,
 * once for each `id` that SePay gave it, and is judged like a line of a statement. Money that goes out, and
 * accounts that no stall has, are acknowledged and forgotten.
 */
export const receiveSepay = defineCommand(
  'market.receive_sepay',
  ReceiveSepay,
  async (ctx, { authorization, message }): Promise<Taken> => {
    await ctx.authorize(canTellOfTransfers)
    if (!isFromSepay(ctx.config, authorization)) throw new Forbidden('market.wrong_key')
    const none = { paid: 0, doubtful: 0, known: 0, foreign: 1 }
    if (message.transferType !== 'in' || message.transferAmount === 0) return none
    const bookedOn = readBookedDay(message.transactionDate) ?? ctx.today
    for (const number of [message.subAccount, message.accountNumber]) {
      if (!number) continue
      const accountKey = accountKeyOf(ctx.sealer, number)
      const { rows } = await sql<{ id: string }>`
        select stalls_of_account as id from market.stalls_of_account(${accountKey})`.execute(ctx.db)
      if (rows.length === 0) continue
      const transfer = {
        key: `sepay:${message.id}`,
        bookedOn,
        amount: message.transferAmount,
        memo: [message.content, message.code].filter(Boolean).join(' '),
        reference: message.referenceCode ?? '',
      }
      const taken = await takeTransfers(
        ctx,
        rows.map(({ id }) => id),
        accountKey,
        'sepay',
        [transfer],
      )
      ctx.note({ details: { ...taken } })
      return taken
    }
    return none
  },
)
