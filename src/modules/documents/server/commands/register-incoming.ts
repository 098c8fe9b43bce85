import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid } from '#platform/server/errors.ts'
import { ChangeIncoming, RegisterIncoming } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'
import { addStep } from '../steps.ts'
import { checkType } from './draft-document.ts'

/**
 * Writes a paper that came from outside into the unit's book of the year, under the next number of arrival.
 * Repeating it answers with the same number.
 */
export const registerIncoming = defineCommand(
  'documents.register',
  RegisterIncoming,
  async (ctx, { sentOn, dueOn, ...input }) => {
    await ctx.authorize(canWriteAt(input.unitId))
    await checkType(ctx, input.type)
    if (input.receivedOn > ctx.today)
      throw new Invalid([{ path: 'receivedOn', code: 'documents_day_ahead' }])
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('documents.document')
      .values({
        ...input,
        sentOn: sentOn ?? null,
        dueOn: dueOn ?? null,
        direction: 'in',
        state: 'registered',
        createdBy: ctx.actor.personId ?? null,
        createdAt: ctx.now().toISOString(),
        changedAt: ctx.now().toISOString(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) {
      const known = await getDocument(ctx, input.id)
      return { id: input.id, number: known.number ?? 0 }
    }
    const year = input.receivedOn.slice(0, 4)
    const { rows } = await sql<{ number: number }>`
      select number from documents.take_number(${input.id}::uuid, ${year}, ${year}, ${`{n}/${year}`}, null)`.execute(
      ctx.db,
    )
    await addStep(ctx, input.id, 'registered')
    ctx.note({ unitId: input.unitId, subjectId: input.id, details: { number: rows[0]?.number } })
    return { id: input.id, number: rows[0]?.number ?? 0 }
  },
)

/** Mends what was written in the book; the number of arrival and its year stay. */
export const changeIncoming = defineCommand(
  'documents.change_incoming',
  ChangeIncoming,
  async (ctx, { documentId, sentOn, dueOn, ...input }) => {
    const before = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(before.unitId))
    if (before.direction !== 'in' || before.state !== 'registered')
      throw new Conflict('documents.not_in_state')
    await checkType(ctx, input.type)
    if (
      input.receivedOn > ctx.today ||
      input.receivedOn.slice(0, 4) !== before.receivedOn?.slice(0, 4)
    )
      throw new Invalid([{ path: 'receivedOn', code: 'documents_other_year' }])
    await ctx.db
      .updateTable('documents.document')
      .set({
        ...input,
        sentOn: sentOn ?? null,
        dueOn: dueOn ?? null,
        changedAt: ctx.now().toISOString(),
      })
      .where('id', '=', documentId)
      .execute()
    ctx.note({ unitId: before.unitId, subjectId: documentId })
    return { id: documentId }
  },
)
