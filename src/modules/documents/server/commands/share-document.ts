import { createHash, randomBytes } from 'node:crypto'
import { addDays } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { RevokeLink, ShareDocument } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'
import { hasFileToShare } from '../queries/links.ts'

/** By what a link's token is found. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const longestDays = 366

/**
 * Makes a link by which anybody may read an issued paper until a day, a year at most. The token has 192
 * bits. Confidential papers have none.
 */
export const shareDocument = defineCommand(
  'documents.share',
  ShareDocument,
  async (ctx, { id, documentId, endsOn }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (paper.secrecy !== 'none') throw new RuleBroken('documents.confidential_not_shared')
    if (paper.direction !== 'out' || paper.state !== 'issued')
      throw new Conflict('documents.not_issued')
    if (!(await hasFileToShare(ctx, paper))) throw new RuleBroken('documents.nothing_to_share')
    if (endsOn < ctx.today || endsOn > addDays(ctx.today, longestDays))
      throw new Invalid([{ path: 'endsOn', code: 'documents_link_day' }])
    const token = randomBytes(24).toString('base64url')
    await ctx.db
      .insertInto('documents.link')
      .values({
        id,
        documentId,
        tokenHash: hashOf(token),
        tokenSealed: ctx.sealer.seal(token),
        endsOn,
        createdBy: ctx.actor.personId ?? null,
        createdAt: ctx.now().toISOString(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    ctx.note({ unitId: paper.unitId, subjectId: documentId, details: { endsOn } })
    return { id, documentId }
  },
)

/** Ends a link at once. */
export const revokeLink = defineCommand(
  'documents.revoke_link',
  RevokeLink,
  async (ctx, { linkId }) => {
    const link = await ctx.db
      .selectFrom('documents.link')
      .select(['documentId', 'revokedAt'])
      .where('id', '=', linkId)
      .executeTakeFirst()
    if (!link) throw new NotFound('documents.link_not_found')
    const paper = await getDocument(ctx, link.documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (link.revokedAt) return { id: linkId, documentId: link.documentId }
    await ctx.db
      .updateTable('documents.link')
      .set({ revokedAt: ctx.now().toISOString() })
      .where('id', '=', linkId)
      .execute()
    ctx.note({ unitId: paper.unitId, subjectId: link.documentId })
    return { id: linkId, documentId: link.documentId }
  },
)
