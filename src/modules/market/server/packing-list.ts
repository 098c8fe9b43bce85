import * as m from '#paraglide/messages.js'
import { type IsoDay, writtenDay } from '#platform/days.ts'
import { type Content, makePdf } from '#platform/server/pdf/make-pdf.ts'
import { payoutsOf, writtenDong } from '../money.ts'
import type { Cycle, PackingLine } from './queries/cycles.ts'

/**
 * What a hub takes along on the day: what each producer brings, what each order holds, and what each producer gets
 * of what is paid, with room to sign. Orders by number, without the buyers' names.
 */
export function makePackingList(
  cycle: Cycle,
  hubName: string,
  lines: readonly PackingLine[],
  at: Date,
): Promise<Buffer> {
  const names = new Map(lines.map(({ stallId, producerName }) => [stallId, producerName]))
  const payouts = payoutsOf(
    lines.filter(({ isPaid }) => isPaid),
    cycle.feePercent,
  )
  const content: Content[] = [
    { text: hubName },
    { text: cycle.title, bold: true, fontSize: 18, margin: [0, 4, 0, 4] },
    {
      text: m.market_cycle_handover({
        day: writtenDay(cycle.handoverOn as IsoDay),
        place: cycle.place,
      }),
      margin: [0, 0, 0, 10],
    },
    title(m.market_cycle_by_producer()),
    table(
      [m.market_cycle_producer(), m.market_product(), m.market_quantity()],
      ['*', '*', 'auto'],
      sums(lines).map((sum) => [
        sum.producerName,
        `${sum.name} (${sum.unitOfSale})`,
        String(sum.quantity),
      ]),
    ),
    title(m.market_cycle_by_order()),
    table(
      [m.market_order(), m.market_product(), m.market_quantity(), m.market_order_total()],
      ['auto', '*', 'auto', 'auto'],
      [...lines]
        .sort((one, other) => one.orderNumber.localeCompare(other.orderNumber))
        .map((line) => [
          line.orderNumber,
          `${line.name} (${line.unitOfSale})`,
          String(line.quantity),
          line.isPaid ? m.market_state_paid() : writtenDong(line.price * line.quantity),
        ]),
    ),
    title(m.market_cycle_payouts()),
    table(
      [
        m.market_cycle_producer(),
        m.market_cycle_goods(),
        m.market_cycle_fee_amount(),
        m.market_cycle_payout(),
        m.market_cycle_signature(),
      ],
      ['*', 'auto', 'auto', 'auto', 90],
      payouts.map(({ stallId, goods, fee, payout }) => [
        names.get(stallId) ?? '',
        ...[goods, fee, payout].map(writtenDong),
        ' ',
      ]),
    ),
  ]
  return makePdf({ title: cycle.title, at, content })
}

const title = (text: string): Content => ({ text, bold: true, fontSize: 14, margin: [0, 12, 0, 4] })

const table = (head: string[], widths: (string | number)[], rows: string[][]): Content => ({
  table: {
    headerRows: 1,
    widths,
    body: [head.map((text) => ({ text, bold: true })), ...rows],
  },
})

/** What a producer brings of each product, over all orders. */
function sums(lines: readonly PackingLine[]): PackingLine[] {
  const found = new Map<string, PackingLine>()
  for (const line of lines) {
    const key = `${line.stallId}\n${line.name}\n${line.unitOfSale}`
    const before = found.get(key)
    found.set(key, before ? { ...before, quantity: before.quantity + line.quantity } : { ...line })
  }
  return [...found.values()]
}
