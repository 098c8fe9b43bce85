import {
  contentOf,
  getDocument,
  makePaperPdf,
  openDocument,
} from '#modules/documents/server/index.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** The paper as it went out, or as it would look now. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { app, asking } = locals
  if (asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { paper, content } = await locals.read(async (ctx) => {
    const found = await getDocument(ctx, params.documentId)
    if (found.direction === 'in') throw new NotFound('documents.not_found')
    return { paper: found, content: found.pdfSha256 ? undefined : await contentOf(ctx, found) }
  })
  if (paper.secrecy !== 'none') await app.run(asking, openDocument, { documentId: paper.id })
  const name = `${paper.typeName} ${paper.symbol ?? ''}`.trim()
  const served = { name, extension: 'pdf', mediaType: 'application/pdf', inline: true }
  if (paper.pdfSha256) {
    const { stream, size } = await app.files.open(paper.pdfSha256)
    return fileResponse(stream, { ...served, size })
  }
  if (!content) throw new NotFound('documents.not_found')
  return fileResponse(await makePaperPdf(content, { at: paper.changedAt }), served)
}
