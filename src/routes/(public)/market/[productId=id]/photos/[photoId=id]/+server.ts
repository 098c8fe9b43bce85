import { error } from '@sveltejs/kit'
import { findPhoto } from '#modules/market/server/index.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A photo of a product that is for sale, for everybody. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const sha256 = await locals.read((ctx) => findPhoto(ctx, params.productId, params.photoId))
  if (!sha256) error(404, 'not_found')
  const { stream, size } = await locals.app.files.open(sha256)
  const answer = fileResponse(stream, {
    name: params.photoId,
    extension: 'jpg',
    mediaType: 'image/jpeg',
    size,
    inline: true,
  })
  answer.headers.set('cache-control', 'public, max-age=86400, immutable')
  return answer
}
