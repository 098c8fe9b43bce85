import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { OfDocument, ReceiveDocuments } from '../../shapes.ts'
import { canRead } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'

/** Those who keep papers at a receiving unit have these in their list now. Only one's own; others are left alone. */
export const receiveDocuments = defineCommand(
  'documents.receive',
  ReceiveDocuments,
  async (ctx, { deliveryIds }) => {
    await ctx.authorize(canRead)
    const { numAffectedRows } = await sql`
      update documents.delivery s set received_at = ${ctx.now().toISOString()}::timestamptz, received_by = access.person_id()
       where s.id = any (${deliveryIds}::uuid[]) and s.received_at is null
         and (s.person_id = access.person_id() or s.unit_id in (select access.granted('documents.write')))`.execute(
      ctx.db,
    )
    return { received: Number(numAffectedRows ?? 0) }
  },
)

/**
 * The actor has opened a paper: what was sent to them, or to a unit where they keep papers, is read from
 * now on. Whoever opens a confidential one is written down each time.
 */
export const openDocument = defineCommand(
  'documents.open',
  OfDocument,
  async (ctx, { documentId }) => {
    await ctx.authorize(canRead)
    const paper = await getDocument(ctx, documentId)
    const at = ctx.now().toISOString()
    const { numAffectedRows } = await sql`
      update documents.delivery s
         set read_at = ${at}::timestamptz, read_by = access.person_id(),
             received_at = coalesce(s.received_at, ${at}::timestamptz), received_by = coalesce(s.received_by, access.person_id())
       where s.document_id = ${documentId} and s.read_at is null
         and (s.person_id = access.person_id() or s.unit_id in (select access.granted('documents.write')))`.execute(
      ctx.db,
    )
    ctx.note({
      unitId: paper.unitId,
      subjectId: documentId,
      details: { secrecy: paper.secrecy, read: Number(numAffectedRows ?? 0) },
    })
    return { id: documentId }
  },
)
