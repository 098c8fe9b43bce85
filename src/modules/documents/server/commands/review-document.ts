import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import type { DocumentState } from '../../kinds.ts'
import { CommentDocument, SendBackDocument, SubmitDocument } from '../../shapes.ts'
import { canCommentOn, canIssueAt, canWriteAt } from '../policy.ts'
import { getDocument, type Paper } from '../queries/documents.ts'
import { addStep } from '../steps.ts'

/** Moves a paper on, if it is still where it was read to be. */
export async function moveTo(
  ctx: CommandContext,
  paper: Pick<Paper, 'id' | 'unitId' | 'state'>,
  state: DocumentState,
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('documents.document')
    .set({ state, changedAt: ctx.now().toISOString() })
    .where('id', '=', paper.id)
    .where('state', '=', paper.state)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Conflict('conflict')
  ctx.note({ unitId: paper.unitId, subjectId: paper.id, details: { state } })
}

const tellAuthor = async (ctx: CommandContext, paper: Paper, kind: `documents.${string}`) =>
  paper.createdBy
    ? tell(ctx, {
        personIds: [paper.createdBy],
        kind,
        params: { subject: paper.subject.slice(0, 160) },
        href: `/documents/${paper.id}`,
      })
    : undefined

/** Hands a draft in for review; those who may issue there are told. */
export const submitDocument = defineCommand(
  'documents.submit',
  SubmitDocument,
  async (ctx, { documentId, stepId, note }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (paper.state === 'review') return { id: documentId }
    if (paper.state !== 'draft' || paper.direction !== 'out')
      throw new Conflict('documents.not_in_state')
    await moveTo(ctx, paper, 'review')
    await addStep(ctx, documentId, 'submitted', { id: stepId, note })
    await sql`select documents.tell_issuers(${documentId}::uuid, 'documents.submitted')`.execute(
      ctx.db,
    )
    return { id: documentId }
  },
)

/** Says something about a paper within its unit; the same step again changes nothing. */
export const commentDocument = defineCommand(
  'documents.comment',
  CommentDocument,
  async (ctx, { documentId, stepId, note }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canCommentOn(paper))
    await addStep(ctx, documentId, 'commented', { id: stepId, note })
    await tellAuthor(ctx, paper, 'documents.commented')
    ctx.note({ unitId: paper.unitId, subjectId: documentId })
    return { id: documentId }
  },
)

/** Sends a paper back to who drafts it, with the reason. One that has a number keeps it. */
export const sendBackDocument = defineCommand(
  'documents.send_back',
  SendBackDocument,
  async (ctx, { documentId, stepId, note }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canIssueAt(paper.unitId))
    if (paper.state === 'draft') return { id: documentId }
    if (paper.state !== 'review' && paper.state !== 'approved')
      throw new Conflict('documents.not_in_state')
    await moveTo(ctx, paper, 'draft')
    await addStep(ctx, documentId, 'sent_back', { id: stepId, note })
    await tellAuthor(ctx, paper, 'documents.sent_back')
    return { id: documentId }
  },
)

/** Approves a paper: its text stands from now on. Who may issue need not hand their own draft in first. */
export const approveDocument = defineCommand(
  'documents.approve',
  SubmitDocument,
  async (ctx, { documentId, stepId, note }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canIssueAt(paper.unitId))
    if (paper.state === 'approved') return { id: documentId }
    if (paper.direction !== 'out' || (paper.state !== 'draft' && paper.state !== 'review'))
      throw new Conflict('documents.not_in_state')
    await moveTo(ctx, paper, 'approved')
    await addStep(ctx, documentId, 'approved', { id: stepId, note })
    await tellAuthor(ctx, paper, 'documents.approved')
    return { id: documentId }
  },
)
