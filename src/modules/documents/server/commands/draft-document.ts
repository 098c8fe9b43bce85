import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid } from '#platform/server/errors.ts'
import { ChangeDocument, DraftDocument, OfDocument } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'
import { listTypes } from '../queries/types.ts'
import { addStep } from '../steps.ts'

/** Throws Invalid where there is no such type of paper today. */
export async function checkType(ctx: CommandContext, type: string): Promise<void> {
  if ((await listTypes(ctx)).some(({ code }) => code === type)) return
  throw new Invalid([{ path: 'type', code: 'required' }])
}

/** Begins a paper of a unit. Safe to repeat with the same id. */
export const draftDocument = defineCommand(
  'documents.draft',
  DraftDocument,
  async (ctx, { signerId, ...input }) => {
    await ctx.authorize(canWriteAt(input.unitId))
    await checkType(ctx, input.type)
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('documents.document')
      .values({
        ...input,
        signerId: signerId ?? null,
        direction: 'out',
        createdBy: ctx.actor.personId ?? null,
        createdAt: ctx.now().toISOString(),
        changedAt: ctx.now().toISOString(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return { id: input.id }
    await addStep(ctx, input.id, 'drafted')
    ctx.note({ unitId: input.unitId, subjectId: input.id, details: { type: input.type } })
    return { id: input.id }
  },
)

/** Changes a paper that is not approved yet; one in review goes on being reviewed. */
export const changeDocument = defineCommand(
  'documents.change',
  ChangeDocument,
  async (ctx, { documentId, signerId, ...input }) => {
    const before = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(before.unitId))
    if (before.direction !== 'out' || (before.state !== 'draft' && before.state !== 'review'))
      throw new Conflict('documents.not_in_state')
    if (before.number !== null && (before.type !== input.type || before.form !== input.form))
      throw new Conflict('documents.number_kept')
    await checkType(ctx, input.type)
    await ctx.db
      .updateTable('documents.document')
      .set({ ...input, signerId: signerId ?? null, changedAt: ctx.now().toISOString() })
      .where('id', '=', documentId)
      .execute()
    ctx.note({ unitId: before.unitId, subjectId: documentId })
    return { id: documentId }
  },
)

/** Throws a draft away that never had a number. */
export const discardDocument = defineCommand(
  'documents.discard',
  OfDocument,
  async (ctx, { documentId }) => {
    const before = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(before.unitId))
    if (before.number !== null || (before.state !== 'draft' && before.state !== 'review'))
      throw new Conflict('documents.not_in_state')
    await ctx.db.deleteFrom('documents.document').where('id', '=', documentId).execute()
    ctx.note({ unitId: before.unitId, subjectId: documentId, details: { type: before.type } })
    return { id: documentId }
  },
)
