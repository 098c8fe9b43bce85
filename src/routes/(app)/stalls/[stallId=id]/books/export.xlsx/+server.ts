import { categoryName } from '#modules/market/components/labels.ts'
import { getStall, listEntries } from '#modules/market/server/index.ts'
import * as m from '#paraglide/messages.js'
import { Forbidden } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** A month of a stall's books, or all of them, as a spreadsheet. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const asked = url.searchParams.get('month') ?? ''
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : undefined
  const { stall, entries } = await locals.read(async (ctx) => ({
    stall: await getStall(ctx, params.stallId),
    entries: await listEntries(ctx, params.stallId, month),
  }))
  const name = m.market_books_file({ stall: stall.name, month: month ?? '' }).trim()
  return workbookResponse(name, {
    name: month ?? m.market_books_title(),
    preface: [stall.name],
    columns: [
      { header: m.market_books_day(), type: 'day' },
      { header: m.market_books_category(), type: 'text' },
      { header: m.market_books_note(), type: 'text', width: 36 },
      { header: m.market_order_number(), type: 'text', width: 14 },
      { header: m.market_books_income(), type: 'number', width: 16 },
      { header: m.market_books_expense(), type: 'number', width: 16 },
    ],
    rows: entries.map((entry) => [
      entry.bookedOn,
      categoryName[entry.category]?.() ?? entry.category,
      entry.note,
      entry.orderNumber,
      entry.kind === 'income' ? entry.amount : null,
      entry.kind === 'expense' ? entry.amount : null,
    ]),
  })
}
