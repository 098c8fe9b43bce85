import {
  contentOf,
  getDocument,
  makePaperDocx,
  openDocument,
} from '#modules/documents/server/index.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** The paper for whoever goes on with it in Word. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { app, asking } = locals
  if (asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { paper, content } = await locals.read(async (ctx) => {
    const found = await getDocument(ctx, params.documentId)
    if (found.direction === 'in') throw new NotFound('documents.not_found')
    return { paper: found, content: found.docxSha256 ? undefined : await contentOf(ctx, found) }
  })
  if (paper.secrecy !== 'none') await app.run(asking, openDocument, { documentId: paper.id })
  const bytes = paper.docxSha256
    ? await app.files.read(paper.docxSha256)
    : content && (await makePaperDocx(content))
  if (!bytes) throw new NotFound('documents.not_found')
  return fileResponse(bytes, {
    name: `${paper.typeName} ${paper.symbol ?? ''}`.trim(),
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  })
}
