import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict } from '#platform/server/errors.ts'
import { OfDocument, WithdrawDocument } from '../../shapes.ts'
import { canIssueAt, canWriteAt } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'
import { addStep } from '../steps.ts'
import { moveTo } from './review-document.ts'

/** Takes an issued paper back, with the reason. Its number stays its own; those who were sent it are told. */
export const withdrawDocument = defineCommand(
  'documents.withdraw',
  WithdrawDocument,
  async (ctx, { documentId, reason }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canIssueAt(paper.unitId))
    if (paper.state === 'withdrawn') return { id: documentId }
    const hasGoneOut = paper.state === 'issued' || paper.state === 'archived'
    if (paper.direction !== 'out' || !(hasGoneOut || (paper.state === 'approved' && paper.number)))
      throw new Conflict('documents.not_in_state')
    await ctx.db
      .updateTable('documents.document')
      .set({ state: 'withdrawn', withdrawnReason: reason, changedAt: ctx.now().toISOString() })
      .where('id', '=', documentId)
      .execute()
    await addStep(ctx, documentId, 'withdrawn', { note: reason })
    await sql`select documents.tell_receivers(${documentId}::uuid, 'documents.withdrawn', false, null)`.execute(
      ctx.db,
    )
    ctx.note({ unitId: paper.unitId, subjectId: documentId, details: { symbol: paper.symbol } })
    return { id: documentId }
  },
)

/** Lays a paper aside for good, once all is done about it. It is found and read as before. */
export const archiveDocument = defineCommand(
  'documents.archive',
  OfDocument,
  async (ctx, { documentId }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (paper.state === 'archived') return { id: documentId }
    if (paper.state !== 'issued' && paper.state !== 'registered')
      throw new Conflict('documents.not_in_state')
    await moveTo(ctx, paper, 'archived')
    await addStep(ctx, documentId, 'archived')
    return { id: documentId }
  },
)
