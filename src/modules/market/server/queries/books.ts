import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { BookCategory } from '../../books.ts'

export interface BookEntry {
  id: string
  kind: 'income' | 'expense'
  category: BookCategory
  amount: number
  bookedOn: IsoDay
  note: string | null
  orderId: string | null
  orderNumber: string | null
  cycleId: string | null
}

/** A stall's entries of a month (`2026-11`), or all of them; the latest first. */
export async function listEntries(
  ctx: Context,
  stallId: string,
  month?: string,
): Promise<BookEntry[]> {
  const { rows } = await sql<BookEntry>`
    select b.id, b.kind, b.category, b.amount, b.booked_on, b.note, b.order_id, o.number as order_number, b.cycle_id
      from market.book_entry b left join market.sales_order o on o.id = b.order_id
     where b.stall_id = ${stallId}::uuid
       and ${month ? sql`b.booked_on >= ${`${month}-01`}::date and b.booked_on < ${`${month}-01`}::date + interval '1 month'` : sql`true`}
     order by b.booked_on desc, b.id desc limit 10000`.execute(ctx.db)
  return rows
}

export interface MonthSum {
  month: string
  income: number
  expense: number
}

/** What came in and went out, month by month, the latest first. */
export async function listMonths(ctx: Context, stallId: string): Promise<MonthSum[]> {
  const { rows } = await sql<MonthSum>`
    select to_char(booked_on, 'YYYY-MM') as month,
           coalesce(sum(amount) filter (where kind = 'income'), 0)::bigint as income,
           coalesce(sum(amount) filter (where kind = 'expense'), 0)::bigint as expense
      from market.book_entry where stall_id = ${stallId}::uuid group by 1 order by 1 desc limit 120`.execute(
    ctx.db,
  )
  return rows
}
