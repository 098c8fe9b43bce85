import { getFile, openDocument } from '#modules/documents/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A file that goes along with a paper, as what it is and never as a page. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { app, asking } = locals
  if (asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const file = await locals.read((ctx) => getFile(ctx, params.documentId, params.fileId))
  if (file.secrecy !== 'none')
    await app.run(asking, openDocument, { documentId: params.documentId })
  const { stream, size } = await app.files.open(file.sha256)
  const [, base = file.name, extension = file.kind] = /^(.*)\.([a-z0-9]+)$/i.exec(file.name) ?? []
  return fileResponse(stream, {
    name: base,
    extension,
    mediaType: file.mediaType,
    size,
    inline: ['pdf', 'jpeg', 'png', 'webp'].includes(file.kind),
  })
}
