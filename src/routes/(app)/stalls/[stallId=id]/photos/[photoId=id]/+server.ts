import { getOwnPhoto } from '#modules/market/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A photo of a product of one's own stall, for sale or not. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const sha256 = await locals.read((ctx) => getOwnPhoto(ctx, params.photoId))
  const { stream, size } = await locals.app.files.open(sha256)
  return fileResponse(stream, {
    name: params.photoId,
    extension: 'jpg',
    mediaType: 'image/jpeg',
    size,
    inline: true,
  })
}
