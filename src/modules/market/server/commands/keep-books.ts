import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { AddBookEntry, StrikeBookEntry } from '../../shapes.ts'
import { canKeepStalls } from '../policy.ts'
import { holdStall } from '../stall-of.ts'

/** A seller enters what came in or went out beside the market. The same id again changes nothing. */
export const addBookEntry = defineCommand(
  'market.add_book_entry',
  AddBookEntry,
  async (ctx, input) => {
    const stall = await holdStall(ctx, input.stallId)
    await sql`insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on, note, added_by, created_at)
    values (${input.id}, ${stall.id}, ${stall.unitId}, ${input.kind}, ${input.category}, ${input.amount}, ${input.bookedOn}::date,
      ${input.note ?? null}, ${ctx.actor.personId ?? null}, ${ctx.now()}) on conflict (id) do nothing`.execute(
      ctx.db,
    )
    return { id: input.id }
  },
)

/** Strikes an entry that was made by hand; what orders brought stays. */
export const strikeBookEntry = defineCommand(
  'market.strike_book_entry',
  StrikeBookEntry,
  async (ctx, { entryId }) => {
    await ctx.authorize(canKeepStalls)
    const { rows } = await sql<{ stallId: string; unitId: string }>`
      delete from market.book_entry where id = ${entryId}::uuid and order_id is null and cycle_id is null returning stall_id, unit_id`.execute(
      ctx.db,
    )
    if (!rows[0]) throw new NotFound('market.entry_not_found')
    ctx.note({ unitId: rows[0].unitId, subjectId: entryId })
    return { id: entryId, stallId: rows[0].stallId }
  },
)
