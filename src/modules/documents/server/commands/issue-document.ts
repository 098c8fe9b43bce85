import { sql } from 'kysely'
import { newVerifyCode, requestSignatures, verifyAddress } from '#modules/signing/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { IssueDocument, SendForSignature } from '../../shapes.ts'
import { contentOf, patternOf } from '../paper/content.ts'
import { makePaperDocx } from '../paper/make-paper-docx.ts'
import { makePaperPdf } from '../paper/make-paper-pdf.ts'
import { canIssueAt } from '../policy.ts'
import { getDocument, type Paper } from '../queries/documents.ts'
import { findTermOf } from '../queries/types.ts'
import { addStep } from '../steps.ts'

/**
 * Issues an approved paper that is signed by hand: it gets the next number of its series and its day, and is
 * kept as it goes out. Repeating it answers with the same number.
 */
export const issueDocument = defineCommand(
  'documents.issue',
  IssueDocument,
  async (ctx, { documentId, issuedOn }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canIssueAt(paper.unitId))
    if (paper.state === 'issued') return { id: documentId, symbol: paper.symbol ?? '' }
    if (paper.state !== 'approved') throw new Conflict('documents.not_in_state')
    const numbered = await takeNumber(ctx, paper, issuedOn)
    const made = await keepAsMade(ctx, numbered)
    await ctx.db
      .updateTable('documents.document')
      .set({ ...made, state: 'issued', changedAt: ctx.now().toISOString() })
      .where('id', '=', documentId)
      .execute()
    await addStep(ctx, documentId, 'issued', { note: numbered.symbol })
    ctx.note({
      unitId: paper.unitId,
      subjectId: documentId,
      details: { symbol: numbered.symbol, on: issuedOn },
    })
    return { id: documentId, symbol: numbered.symbol ?? '' }
  },
)

/**
 * Numbers an approved paper and hands it to its signer; it is issued when they have signed. Declined, it is
 * as approved as before and keeps its number.
 */
export const sendForSignature = defineCommand(
  'documents.send_for_signature',
  SendForSignature,
  async (ctx, { documentId, requestId, issuedOn }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canIssueAt(paper.unitId))
    if (paper.state === 'signing' && paper.signatureRequestId === requestId)
      return { id: documentId, requestId }
    if (paper.state !== 'approved') throw new Conflict('documents.not_in_state')
    if (!paper.signerId) throw new Invalid([{ path: 'signerId', code: 'documents_signer_missing' }])
    const numbered = await takeNumber(ctx, paper, issuedOn)
    const code = newVerifyCode()
    const made = await keepAsMade(ctx, numbered, {
      code,
      address: verifyAddress(ctx.config, code),
    })
    await requestSignatures(ctx, {
      id: requestId,
      unitId: paper.unitId,
      title: `${paper.typeName} ${numbered.symbol}: ${paper.subject}`.slice(0, 300),
      contextKind: 'document',
      contextId: documentId,
      number: numbered.symbol ?? undefined,
      datedOn: issuedOn,
      sha256: made.pdfSha256,
      code,
      signers: [{ personId: paper.signerId, role: (paper.signerTitle || 'Người ký').slice(0, 80) }],
    })
    await ctx.db
      .updateTable('documents.document')
      .set({
        ...made,
        state: 'signing',
        signatureRequestId: requestId,
        changedAt: ctx.now().toISOString(),
      })
      .where('id', '=', documentId)
      .execute()
    await addStep(ctx, documentId, 'signing', { note: numbered.symbol })
    ctx.note({ unitId: paper.unitId, subjectId: documentId, details: { symbol: numbered.symbol } })
    return { id: documentId, requestId }
  },
)

/** The paper with its number and day. Locks its series until the transaction ends. */
async function takeNumber(ctx: CommandContext, paper: Paper, on: IsoDay): Promise<Paper> {
  if (on > ctx.today) throw new Invalid([{ path: 'issuedOn', code: 'documents_day_ahead' }])
  const period = await periodOf(ctx, paper, on)
  const pattern = await patternOf(ctx, paper)
  await sql`select documents.take_number(${paper.id}::uuid, ${period.id}, ${period.name}, ${pattern}, ${on}::date)`.execute(
    ctx.db,
  )
  return getDocument(ctx, paper.id)
}

/** What numbers begin anew with: the Union's with a term, the State's with a year. */
export async function periodOf(
  ctx: CommandContext,
  { form, unitId }: { form: 'union' | 'state' | 'incoming'; unitId: string },
  on: IsoDay,
): Promise<{ id: string; name: string }> {
  if (form !== 'union') return { id: on.slice(0, 4), name: on.slice(0, 4) }
  const term = await findTermOf(ctx, unitId, on)
  if (!term) throw new RuleBroken('documents.no_term')
  return term
}

async function keepAsMade(
  ctx: CommandContext,
  paper: Paper,
  verify?: { code: string; address: string },
) {
  const content = await contentOf(ctx, paper)
  const pdf = await ctx.files.put(await makePaperPdf(content, { at: ctx.now(), verify }))
  const docx = await ctx.files.put(await makePaperDocx(content))
  return { pdfSha256: pdf.sha256, pdfSize: pdf.size, docxSha256: docx.sha256 }
}
